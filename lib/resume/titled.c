#include "resume/titled.h"

#include <stdio.h>
#include <stdlib.h>

#include "resume/header.h"
#include "resume/label.h"
#include "resume/row.h"

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
};

/* Whether an entry begins at a row; first is where the one before began. */
static bool begins(const struct titled *titled, size_t row, size_t first, bool dates_apart)
{
	const struct rq_sheet_line *line = &titled->sheet->lines[titled->block->first + row];

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

static void put_summary(struct titled *titled, size_t row, size_t end, json_t *entry,
			const char *path)
{
	struct rq_slices text = { 0 };

	for (; row < end; row++)
		if (titled->rows[row] != RQ_ROW_EMPTY)
			rq_slices_add(&text,
				      rq_sheet_whole(titled->sheet, titled->block->first + row));
	if (text.count > 0)
		(void)rq_sheet_put(titled->sheet, entry, path, "summary", text.slice, text.count);
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
	if (title > row + 1 || titled->rows[row] == RQ_ROW_PROSE ||
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
	put_summary(titled, title, end, entry, path);
	if (json_object_size(entry) > 0)
		rq_json_append_take(titled->array, entry);
	else
		json_decref(entry);
}

static void read_references(struct titled *titled, size_t count)
{
	struct rq_slices text = { 0 };

	for (size_t row = 0; row < count;) {
		json_t *entry = json_object();
		char path[64];

		text.count = 0;
		do {
			rq_slices_add(&text,
				      rq_sheet_whole(titled->sheet, titled->block->first + row));
			row++;
		} while (row < count && !titled->sheet->lines[titled->block->first + row].gap &&
			 titled->rows[row] != RQ_ROW_ITEM);
		(void)snprintf(path, sizeof path, "/%s/%zu", titled->name,
			       json_array_size(titled->array));
		if (rq_sheet_put(titled->sheet, entry, path, "reference", text.slice, text.count))
			rq_json_append_take(titled->array, entry);
		else
			json_decref(entry);
	}
	free(text.slice);
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
		read_references(&titled, count);
		free(titled.rows);
		return;
	}
	dates_apart = has_dates_apart(&titled, count);
	for (size_t row = 1; row <= count; row++) {
		if (row < count && !begins(&titled, row, first, dates_apart))
			continue;
		put_entry(&titled, first, row);
		first = row;
	}
	free(titled.rows);
}
