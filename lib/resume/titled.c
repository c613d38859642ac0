#include "resume/titled.h"

#include <stdio.h>
#include <stdlib.h>

#include "resume/barred.h"
#include "resume/dated.h"
#include "resume/dotted.h"
#include "resume/header.h"
#include "resume/label.h"
#include "resume/part.h"
#include "resume/reach.h"
#include "resume/reference.h"
#include "resume/row.h"
#include "resume/strung.h"

enum {
	MOST_LINES = 3, /* title, giver, text */
};

/* The members of an entry. */
struct members {
	const char *name;
	const char *giver;
	const char *date;
};

static struct members members_of(enum rq_section section)
{
	if (section == RQ_SECTION_AWARDS)
		return (struct members) { "title", "awarder", "date" };
	if (section == RQ_SECTION_PUBLICATIONS)
		return (struct members) { "name", "publisher", "releaseDate" };
	return (struct members) { "name", "issuer", "date" };
}

struct titled {
	struct rq_sheet *sheet;
	const struct rq_block *block;
	enum rq_row_kind *rows;
	json_t *array;
	const char *name;
	bool dotted; /* dots part what an entry says, and commas nothing */
	bool parted; /* what stands below a title is of it */
};

static const struct rq_sheet_line *line_at(const struct titled *titled, size_t row)
{
	return &titled->sheet->lines[titled->block->first + row];
}

/* Whether a row and what goes on with it are several certificates, which it then reads. */
static bool read_string(struct titled *titled, size_t row, size_t end)
{
	struct rq_slices text = { 0 };
	bool strung =
	    titled->block->section == RQ_SECTION_CERTIFICATES && !titled->parted && !titled->dotted;

	for (size_t i = row; i < end; i++) {
		strung &= i == row || titled->rows[i] == RQ_ROW_GOES_ON;
		rq_slices_add(&text, rq_sheet_whole(titled->sheet, titled->block->first + i));
	}
	strung = strung && rq_strung_read(titled->sheet, &text, titled->array, titled->name);
	free(text.slice);
	return strung;
}

/* Whether a row begins with the number of the publication whose title stands above. */
static bool is_doi(const struct titled *titled, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(titled->sheet, titled->block->first + row), doi;

	return rq_reach_find_doi(titled->sheet, whole, &doi) && doi.start == whole.start;
}

/* "renewed 2024", "10.1145/12.34 (2022)" below a title is told of it. */
static bool is_remark(const struct titled *titled, size_t row)
{
	const size_t line = titled->block->first + row;

	return !line_at(titled, row)->bullet &&
	       (is_doi(titled, row) ||
		rq_header_begins_small(titled->sheet, rq_sheet_whole(titled->sheet, line)));
}

/* Whether rows are a list, or begin with a date, rather than with a title of them all. */
static bool is_list(const struct titled *titled, size_t row, size_t end)
{
	size_t lines = 0;

	for (size_t i = row; i < end; i++) {
		lines += titled->rows[i] != RQ_ROW_GOES_ON;
		if (titled->rows[i] == RQ_ROW_ITEM ||
		    (titled->rows[i] == RQ_ROW_DATED &&
		     (i > row ? !is_remark(titled, i) : rq_dated_alone(line_at(titled, i)))))
			return true;
	}
	return lines > MOST_LINES && titled->rows[row] != RQ_ROW_DATED;
}

static bool has_doi_below(const struct titled *titled, size_t row, size_t end)
{
	while (++row < end)
		if (is_doi(titled, row))
			return true;
	return false;
}

/*
 * Whether titles have lines of their own below them: known where one stands out, has the date that
 * none below has, or its number below.
 */
static bool are_parted(const struct titled *titled, size_t count)
{
	bool told = false;

	for (size_t row = 0, end; row < count; row = end) {
		end = rq_part_end(titled->sheet, titled->block, row);
		if (is_list(titled, row, end))
			return false;
		told |= end > row + 1 &&
			(rq_part_heads_next(titled->sheet, titled->block, row) ||
			 has_doi_below(titled, row, end) ||
			 (titled->rows[row] == RQ_ROW_DATED && line_at(titled, 0)->gap &&
			  titled->rows[row + 1] != RQ_ROW_GOES_ON));
	}
	return told;
}

/* "- A long title · Publisher ·" above "May 2023": a date that had no room in the line above. */
static bool is_end_of_item(const struct titled *titled, size_t row)
{
	const struct rq_sheet_line *line = line_at(titled, row);

	return row > 0 && !line->bullet && !line->gap && titled->rows[row] == RQ_ROW_DATED &&
	       rq_dated_alone(line) &&
	       (titled->rows[row - 1] == RQ_ROW_ITEM || titled->rows[row - 1] == RQ_ROW_GOES_ON);
}

/* Whether all items of a list are in lines of their own, and one is parted by dots or bars. */
static bool are_dotted(const struct titled *titled, size_t count)
{
	bool dotted = false;

	for (size_t row = 0; row < count; row++) {
		if (titled->rows[row] != RQ_ROW_ITEM && titled->rows[row] != RQ_ROW_GOES_ON &&
		    !is_end_of_item(titled, row))
			return false;
		dotted |= rq_barred_is(line_at(titled, row));
	}
	return dotted;
}

/* "2012" in a line of its own, and below it what it is the date of. */
static bool is_below_its_date(const struct titled *titled, size_t row, size_t first)
{
	return row == first + 1 && titled->rows[row] == RQ_ROW_TITLE &&
	       titled->rows[first] == RQ_ROW_DATED && rq_dated_alone(line_at(titled, first));
}

/* Whether an entry begins at a row; first is where the one before began. */
static bool begins(const struct titled *titled, size_t row, size_t first, bool dates_apart)
{
	const struct rq_sheet_line *line = line_at(titled, row);

	if (titled->parted)
		return row == rq_part_end(titled->sheet, titled->block, first);
	if (!line->gap && is_remark(titled, row))
		return false;
	switch (titled->rows[row]) {
	case RQ_ROW_ITEM:
		return true;
	case RQ_ROW_GOES_ON:
	case RQ_ROW_EMPTY:
		return false;
	case RQ_ROW_PROSE:
		return titled->block->section == RQ_SECTION_PUBLICATIONS &&
		       (line->gap || rq_sheet_last(line - 1) == '.');
	case RQ_ROW_DATED:
	case RQ_ROW_LABEL:
	case RQ_ROW_TITLE:
		break;
	}
	if ((titled->dotted && is_end_of_item(titled, row)) ||
	    is_below_its_date(titled, row, first))
		return false;
	if (line->gap)
		return true;
	for (size_t i = first; dates_apart && i < row; i++)
		if (titled->rows[i] == RQ_ROW_DATED)
			return true;
	return !dates_apart;
}

/* Whether dates stand in lines of their own, so that an entry takes several. */
static bool has_dates_apart(const struct titled *titled, size_t count)
{
	for (size_t row = 0; row < count; row++) {
		size_t line = titled->block->first + row;
		struct rq_slice whole =
		    rq_sheet_trim(titled->sheet, rq_sheet_whole(titled->sheet, line));
		struct rq_header header;

		if (titled->rows[row] != RQ_ROW_DATED)
			continue;
		rq_header_find_date(titled->sheet, line, line + 1, &header);
		(void)rq_label_find(titled->sheet, whole, &whole.start); /* "Date: 2021" */
		if (header.date.end - header.date.start + 2 >= whole.end - whole.start)
			return true;
	}
	return false;
}

/* What stands below a title; where there is none, it is what the entry is called. */
static void put_below(struct titled *titled, size_t row, size_t end, json_t *entry,
		      const char *path, const char *name)
{
	struct rq_slices text = { 0 };

	for (; row < end; row++)
		if (titled->rows[row] != RQ_ROW_EMPTY)
			rq_slices_add(&text,
				      rq_sheet_whole(titled->sheet, titled->block->first + row));
	if (text.count > 0)
		(void)rq_sheet_put(titled->sheet, entry, path,
				   json_object_get(entry, name) ? "summary" : name, text.slice,
				   text.count);
	free(text.slice);
}

/* A title of several lines or a sentence: the whole of it, but for a date at its end. */
static void put_long_title(struct titled *titled, size_t row, size_t end, json_t *entry,
			   const char *path, const struct members *members)
{
	struct rq_slices text = { 0 };
	struct rq_header header;
	size_t first = titled->block->first;

	rq_header_find_date(titled->sheet, first + row, first + end, &header);
	for (; row < end; row++) {
		struct rq_slice whole = rq_sheet_whole(titled->sheet, first + row);

		if (header.dated && header.date.line == first + row) {
			struct rq_slice before = whole, after = whole;

			before.end = header.date.start;
			after.start = header.date.end;
			before = rq_sheet_trim(titled->sheet, before);
			after = rq_sheet_trim(titled->sheet, after);
			if (before.start >= before.end || after.start + 1 >= after.end) {
				whole = before.start >= before.end ? after : before;
				whole = rq_header_trim(titled->sheet, whole);
				(void)rq_sheet_put_value(titled->sheet, entry, path, members->date,
							 header.range.start[0] ? header.range.start
									       : header.range.end,
							 header.date);
			}
		}
		if (whole.start < whole.end)
			rq_slices_add(&text, whole);
	}
	(void)rq_sheet_put(titled->sheet, entry, path, members->name, text.slice, text.count);
	free(text.slice);
}

/* The line of a date alone below a title that has none; whether it is one. */
static bool put_date_below(struct titled *titled, size_t row, size_t end, const char *date,
			   json_t *entry, const char *path)
{
	size_t line = titled->block->first + row;
	struct rq_header header;

	if (row >= end || titled->rows[row] != RQ_ROW_DATED || json_object_get(entry, date) ||
	    !rq_dated_alone(line_at(titled, row)))
		return false;
	rq_header_find_date(titled->sheet, line, line + 1, &header);
	rq_header_put_moment(titled->sheet, &header, date, entry, path);
	return json_object_get(entry, date) != NULL;
}

static void put_entry(struct titled *titled, size_t row, size_t end)
{
	const struct members members = members_of(titled->block->section);
	json_t *entry = json_object();
	size_t first = titled->block->first, title = row + 1;
	struct rq_header header;
	char path[64];

	(void)snprintf(path, sizeof path, "/%s/%zu", titled->name, json_array_size(titled->array));
	while (title < end && titled->rows[title] == RQ_ROW_GOES_ON)
		title++;
	if (title == row + 1 && rq_barred_is(line_at(titled, row)) &&
	    rq_dotted_put(titled->sheet, first + row, members.name, members.giver, entry, path)) {
		rq_header_find_date(titled->sheet, first + row, first + title, &header);
		rq_header_put_moment(titled->sheet, &header, members.date, entry, path);
	} else if (title > row + 1 || titled->rows[row] == RQ_ROW_PROSE || titled->parted ||
		   (titled->dotted && titled->rows[row] == RQ_ROW_ITEM) ||
		   titled->block->section == RQ_SECTION_PUBLICATIONS) {
		put_long_title(titled, row, title, entry, path, &members);
	} else {
		while (title < end &&
		       (titled->rows[title] == RQ_ROW_TITLE || titled->rows[title] == RQ_ROW_DATED))
			title++;
		rq_header_cut(titled->sheet, first + row, first + title, &header);
		rq_header_put_title(titled->sheet, &header, members.name, members.giver,
				    members.date, entry, path);
		rq_header_free(&header);
	}
	if (titled->parted && title < end && titled->rows[title] == RQ_ROW_TITLE &&
	    !has_doi_below(titled, title, end) && /* it tells the authors */
	    rq_dotted_put(titled->sheet, first + title, NULL, members.giver, entry, path))
		title++;
	if (put_date_below(titled, title, end, members.date, entry, path))
		title++;
	put_below(titled, title, end, entry, path, members.name);
	if (json_object_size(entry) > 0)
		rq_json_append_take(titled->array, entry);
	else
		json_decref(entry);
}

void rq_titled_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array,
		    const char *name)
{
	struct titled titled = {
		.sheet = sheet,
		.block = block,
		.rows = rq_row_judge(sheet, block),
		.array = array,
		.name = name,
	};
	size_t count = block->end - block->first, first = 0;
	bool dates_apart;

	if (block->section == RQ_SECTION_REFERENCES) {
		rq_reference_read(sheet, block, titled.rows, array);
		free(titled.rows);
		return;
	}
	titled.parted = are_parted(&titled, count);
	titled.dotted = are_dotted(&titled, count);
	dates_apart = has_dates_apart(&titled, count);
	for (size_t row = 1; row <= count; row++) {
		if (row < count && !begins(&titled, row, first, dates_apart))
			continue;
		if (!read_string(&titled, first, row))
			put_entry(&titled, first, row);
		first = row;
	}
	free(titled.rows);
}
