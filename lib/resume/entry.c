#include "resume/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/header.h"
#include "resume/label.h"
#include "resume/list.h"
#include "resume/location.h"

enum { MOST_HEADER_ROWS = 3, MOST_TAIL_ROWS = 2, MOST_MARGIN_ROWS = 3 };

/* An entry: its header's rows, then its body's; row 0 is the block's first line. */
struct entry {
	size_t first;
	size_t body;
	size_t end;
	bool margin; /* the date stands in the margin of the body */
	struct rq_header header;
};

struct reader {
	struct rq_sheet *sheet;
	const struct rq_block *block;
	enum rq_row_kind *rows;
	size_t count;
	struct entry *entries;
	size_t used;
	size_t capacity;
	const struct rq_header *above; /* of the entry that names the employer of roles below it */
	bool parted; /* a gap stands in front of each entry with a date, and nowhere in a body */
};

static bool is_heading(const struct reader *reader, size_t row)
{
	const struct rq_sheet_line *line = &reader->sheet->lines[reader->block->first + row];

	return line->kind == RQ_LINE_HEADING || line->bold;
}

/* Whether a project begins at a row that heads it: nobody heads several of them. */
static bool begins_project(const struct reader *reader, size_t row)
{
	return reader->block->section == RQ_SECTION_PROJECTS &&
	       ((reader->parted && reader->sheet->lines[reader->block->first + row].gap) ||
		(is_heading(reader, row) && is_heading(reader, row - 1)));
}

/* How many title rows stand right above a row, at most limit, not above floor. */
static size_t titles_above(const struct reader *reader, size_t row, size_t floor, size_t limit)
{
	size_t titles = 0;

	while (titles < limit && row > floor && !begins_project(reader, row)) {
		row--;
		if (reader->rows[row] == RQ_ROW_EMPTY)
			break;
		if (reader->rows[row] != RQ_ROW_TITLE)
			break;
		titles++;
	}
	return titles;
}

static size_t next_dated(const struct reader *reader, size_t row)
{
	while (row < reader->count && reader->rows[row] != RQ_ROW_DATED)
		row++;
	return row;
}

/* Whether gaps part the entries, and nothing else: neither items nor a header from its body. */
static bool are_parted(const struct reader *reader)
{
	for (size_t row = 1; row < reader->count; row++) {
		bool gap = reader->sheet->lines[reader->block->first + row].gap;
		bool may =
		    reader->rows[row] == RQ_ROW_TITLE && reader->rows[row - 1] != RQ_ROW_DATED;

		if (reader->rows[row] == RQ_ROW_DATED ? !gap : gap && !may)
			return false;
	}
	return true;
}

static void add_entry(struct reader *reader, size_t first, size_t body)
{
	if (reader->used > 0)
		reader->entries[reader->used - 1].end = first;
	reader->entries =
	    rq_grow(reader->entries, reader->used, &reader->capacity, sizeof *reader->entries);
	reader->entries[reader->used++] =
	    (struct entry) { .first = first, .body = body, .end = reader->count };
}

/* Whether the rows from first to end say who and what, so that the next one is none of the header.
 */
static bool is_told(const struct reader *reader, size_t first, size_t end)
{
	struct rq_slice next = rq_sheet_whole(reader->sheet, reader->block->first + end);
	struct rq_header header;
	size_t pieces = 0, positions = 0, schools = 0;

	rq_header_cut(reader->sheet, reader->block->first + first, reader->block->first + end,
		      &header);
	for (size_t i = 0; i < header.count; i++) {
		pieces += !header.piece[i].place;
		positions += rq_header_is_position(&header.piece[i]);
		schools += (header.piece[i].kinds & RQ_WORD_SCHOOL) != 0;
	}
	rq_header_free(&header);
	if (reader->block->section == RQ_SECTION_EDUCATION && schools == 0 &&
	    (rq_header_kinds(reader->sheet, next) & RQ_WORD_SCHOOL))
		return false;
	return pieces >= 2 && !rq_location_is_place(reader->sheet, next) &&
	       (positions > 0 || !(rq_header_kinds(reader->sheet, next) & RQ_WORD_TITLE));
}

/* "Employer:", "Place:" or none, by which a row begins. */
static enum rq_label label_of(const struct reader *reader, size_t row)
{
	uint32_t end;

	return rq_label_find(reader->sheet,
			     rq_sheet_whole(reader->sheet, reader->block->first + row), &end);
}

/* "Tasks:" says what stands below. */
static bool heads_more(const struct reader *reader, size_t row)
{
	return rq_sheet_last(&reader->sheet->lines[reader->block->first + row]) == ':';
}

/* Whether a row below a dated one goes on with its header, which begins at first. */
static bool is_tail(const struct reader *reader, size_t first, size_t dated, size_t row)
{
	enum rq_label label = label_of(reader, row);

	if (reader->rows[row] != RQ_ROW_TITLE || (is_heading(reader, row) && row > dated + 1) ||
	    (label == RQ_LABEL_NONE && heads_more(reader, row)))
		return false;
	if (label == RQ_LABEL_PLACE ||
	    rq_header_ends_date(reader->sheet, reader->block->first + row - 1) > 0)
		return true;
	return !is_told(reader, first, row) &&
	       (row - dated <= MOST_TAIL_ROWS || label == RQ_LABEL_EMPLOYER ||
		label == RQ_LABEL_TITLE || label == RQ_LABEL_SCHOOL || label == RQ_LABEL_DEGREE);
}

/* Title rows below a dated one that still belong to the header, which begins at first. */
static size_t end_of_header(const struct reader *reader, size_t first, size_t dated, size_t floor)
{
	size_t end = dated + 1;

	while (end < floor && is_tail(reader, first, dated, end))
		end++;
	return end;
}

/* Whether the file itself says that the row is a heading. */
static bool is_marked_heading(const struct reader *reader, size_t row)
{
	return row < reader->count &&
	       reader->sheet->lines[reader->block->first + row].kind == RQ_LINE_HEADING;
}

/* Whether a heading stands below what is none, or below another of the same size. */
static bool begins_heading(const struct reader *reader, size_t row)
{
	const struct rq_sheet_line *line = &reader->sheet->lines[reader->block->first + row];

	return is_marked_heading(reader, row) &&
	       (!is_marked_heading(reader, row - 1) ||
		(line->size > 0 && !(line->size < line[-1].size)));
}

/*
 * Where the titles end that begin an entry without a date: at a gap, or at a
 * heading of its own. What is below a heading goes with it across a gap.
 */
static size_t end_of_titles(const struct reader *reader, size_t first, size_t end)
{
	size_t row = first;

	while (row < end && row - first < MOST_HEADER_ROWS && reader->rows[row] == RQ_ROW_TITLE) {
		bool below = row == first + 1 && is_marked_heading(reader, first) &&
			     !is_marked_heading(reader, row);

		if (row > first && !below &&
		    (reader->sheet->lines[reader->block->first + row].gap ||
		     begins_heading(reader, row)))
			break;
		row++;
	}
	return row;
}

/* Whether the titles at a row name somebody's title, an employer or a page, and something more. */
static bool names_an_entry(const struct reader *reader, size_t row)
{
	size_t first = reader->block->first;
	struct rq_header header;
	bool known = false;

	rq_header_cut(reader->sheet, first + row, first + end_of_titles(reader, row, reader->count),
		      &header);
	for (size_t i = 0; i < header.count; i++)
		known |= rq_header_is_position(&header.piece[i]) ||
			 rq_header_is_organisation(&header.piece[i]) ||
			 rq_header_is_link(reader->sheet, &header.piece[i]);
	known = known && header.count > 1;
	rq_header_free(&header);
	return known;
}

/* Entries without a date: a heading in a body, or titles behind items and a gap. */
static bool begins_undated(const struct reader *reader, size_t row, size_t body, bool dated_section)
{
	const struct rq_sheet_line *line = &reader->sheet->lines[reader->block->first + row];

	if (reader->rows[row] != RQ_ROW_TITLE || row == 0)
		return false;
	if (line->kind == RQ_LINE_HEADING)
		return true;
	if (row < body || (!line->gap && !line->bold) || is_marked_heading(reader, 0))
		return false;
	if (dated_section)
		return line->gap && ((line->bold && reader->rows[row - 1] != RQ_ROW_TITLE) ||
				     (reader->parted && names_an_entry(reader, row)));
	return reader->rows[row - 1] != RQ_ROW_TITLE || line->gap;
}

/* Splits a body, from row to end, where entries begin that have no date. */
static void add_undated(struct reader *reader, size_t row, size_t end, bool dated_section)
{
	while (row < end) {
		size_t first = row;

		if (!begins_undated(reader, row, row, dated_section)) {
			row++;
			continue;
		}
		row = end_of_titles(reader, first, end);
		add_entry(reader, first, row);
	}
}

static void group_dated(struct reader *reader)
{
	size_t dated = next_dated(reader, 0);
	size_t usual = titles_above(reader, dated, 0, MOST_HEADER_ROWS);
	size_t floor = 0, first = dated - usual;

	if (first > 0) {
		size_t titles = end_of_titles(reader, 0, first);

		add_entry(reader, 0, titles);
		add_undated(reader, titles, first, true);
	}
	while (dated < reader->count) {
		size_t following = next_dated(reader, dated + 1), limit = following, above, body;

		/* What stands above the next date belongs to the next entry. */
		if (following < reader->count)
			limit = following - titles_above(reader, following, dated + 1, usual);
		above = titles_above(reader, dated, floor, usual);
		if (above == 0 && dated > floor && usual == 0 && is_heading(reader, dated - 1) &&
		    !is_heading(reader, dated))
			above = titles_above(reader, dated, floor, 1);
		body = end_of_header(reader, dated - above, dated, limit);
		add_entry(reader, dated - above, body);
		add_undated(reader, body, limit, true);
		floor = body;
		dated = following;
	}
}

static void group_undated(struct reader *reader)
{
	size_t body = end_of_titles(reader, 0, reader->count);

	if (reader->count > 0)
		add_entry(reader, 0, body);
	add_undated(reader, body, reader->count, false);
}

/* The rows of one text: an item or a paragraph with what continues it. */
static size_t read_unit(const struct reader *reader, size_t row, size_t end, struct rq_slices *unit)
{
	enum rq_row_kind kind = reader->rows[row];

	unit->count = 0;
	do {
		rq_slices_add(unit, rq_sheet_whole(reader->sheet, reader->block->first + row));
		row++;
	} while (row < end && (reader->rows[row] == RQ_ROW_GOES_ON ||
			       (kind == RQ_ROW_PROSE && reader->rows[row] == RQ_ROW_PROSE &&
				!reader->sheet->lines[reader->block->first + row].gap)));
	return row;
}

/* Counts the texts of a body, and the list items among them. */
static size_t count_units(const struct reader *reader, const struct entry *entry, size_t *items)
{
	size_t units = 0;

	*items = 0;
	for (size_t row = entry->body; row < entry->end; row++) {
		enum rq_row_kind kind = reader->rows[row];

		*items += kind == RQ_ROW_ITEM;
		if (kind == RQ_ROW_EMPTY || kind == RQ_ROW_LABEL || kind == RQ_ROW_GOES_ON ||
		    (kind == RQ_ROW_PROSE && row > entry->body &&
		     reader->rows[row - 1] == RQ_ROW_PROSE &&
		     !reader->sheet->lines[reader->block->first + row].gap))
			continue;
		units++;
	}
	return units;
}

/* Where the cells at the margin of a row begin: behind its first tab; its end when there are none.
 */
static struct rq_slice margin_of(const struct reader *reader, size_t row)
{
	struct rq_slice margin = rq_sheet_whole(reader->sheet, reader->block->first + row);
	const char *key = rq_sheet_key(reader->sheet, margin);
	const char *tab = memchr(key, '\t', margin.end - margin.start);

	margin.start = tab ? margin.start + (uint32_t)(tab - key) : margin.end;
	return margin;
}

/*
 * A date in the margin beside the first rows of a body, as where title and date
 * stand in two columns: it is the entry's.
 */
static void find_margin_date(struct reader *reader, struct entry *entry)
{
	for (size_t row = entry->body; row < entry->end && row - entry->body < MOST_MARGIN_ROWS;
	     row++) {
		struct rq_slice margin = margin_of(reader, row);
		const char *key = reader->sheet->lines[margin.line].key;
		struct rq_date_range range;

		if (!rq_date_find(key, margin.end, margin.start, &range) || !range.range)
			continue;
		entry->header.dated = entry->margin = true;
		entry->header.range = range;
		entry->header.date =
		    (struct rq_slice) { margin.line, (uint32_t)range.from, (uint32_t)range.to };
		return;
	}
}

/* What a body becomes. */
struct body {
	struct rq_sheet *sheet;
	json_t *courses;
	json_t *highlights;
	struct rq_slices summary;
	char path[80]; /* of the array in hand */
};

static void take_course(void *context, const struct rq_slice *slices, size_t count)
{
	struct body *body = context;

	(void)rq_sheet_push(body->sheet, body->courses, body->path, slices, count);
}

/* "Coursework: a, b, c" in a school's entry. */
static bool put_courses(struct body *body, const struct rq_slices *unit, const char *path)
{
	struct rq_slices list = { 0 };
	struct rq_slice label = unit->slice[0];
	const char *key;
	const char *colon;
	bool courses = false;

	key = rq_sheet_key(body->sheet, label);
	colon = memchr(key, ':', label.end - label.start);
	if (!colon || colon - key > 40)
		return false;
	label.end = label.start + (uint32_t)(colon - key);
	for (uint32_t i = 0; key + i < colon && !courses;) {
		uint32_t start = i;

		while (key + i < colon && key[i] != ' ')
			i++;
		courses = rq_word_find(key + start, i - start).kinds & RQ_WORD_COURSE;
		i++;
	}
	if (!courses)
		return false;
	rq_slices_add(&list, (struct rq_slice) { label.line, label.end + 1, unit->slice[0].end });
	for (size_t i = 1; i < unit->count; i++)
		rq_slices_add(&list, unit->slice[i]);
	(void)snprintf(body->path, sizeof body->path, "%.60s/courses", path);
	rq_sheet_mark(body->sheet, label);
	rq_list_cut(body->sheet, &list, take_course, body);
	free(list.slice);
	return true;
}

static void set_array(json_t *object, const char *name, json_t *array)
{
	if (json_array_size(array) > 0)
		rq_json_set_take(object, name, array);
	else
		json_decref(array);
}

static void put_body(struct reader *reader, const struct entry *entry, json_t *object,
		     const char *path)
{
	struct body body = { reader->sheet, json_array(), json_array(), { 0 }, "" };
	struct rq_slices unit = { 0 };
	size_t items, units = count_units(reader, entry, &items), row = entry->body;
	bool leading = items > 0 || units == 1;
	bool school = reader->block->section == RQ_SECTION_EDUCATION;

	while (row < entry->end) {
		enum rq_row_kind kind = reader->rows[row];

		if (kind == RQ_ROW_EMPTY || kind == RQ_ROW_LABEL) {
			row++;
			continue;
		}
		row = read_unit(reader, row, entry->end, &unit);
		for (size_t i = 0; entry->margin && i < unit.count; i++)
			unit.slice[i].end =
			    margin_of(reader, unit.slice[i].line - reader->block->first).start;
		leading = leading && kind != RQ_ROW_ITEM;
		if (school && put_courses(&body, &unit, path))
			continue;
		(void)snprintf(body.path, sizeof body.path, "%.60s/highlights", path);
		if (!leading)
			(void)rq_sheet_push(body.sheet, body.highlights, body.path, unit.slice,
					    unit.count);
		for (size_t i = 0; leading && i < unit.count; i++)
			rq_slices_add(&body.summary, unit.slice[i]);
	}
	if (body.summary.count > 0)
		(void)rq_sheet_put(body.sheet, object, path, "summary", body.summary.slice,
				   body.summary.count);
	set_array(object, "courses", body.courses);
	set_array(object, "highlights", body.highlights);
	free(unit.slice);
	free(body.summary.slice);
}

static enum rq_header_order usual_order(const struct reader *reader)
{
	int tally = 0;

	for (size_t i = 0; i < reader->used; i++) {
		enum rq_header_order order = rq_header_order(&reader->entries[i].header);

		tally += (order == RQ_ORDER_TITLE_FIRST) - (order == RQ_ORDER_EMPLOYER_FIRST);
	}
	return tally > 0   ? RQ_ORDER_TITLE_FIRST
	       : tally < 0 ? RQ_ORDER_EMPLOYER_FIRST
			   : RQ_ORDER_UNKNOWN;
}

/* Whether an entry is nothing but an employer and a date, right above a role: its heading. */
static bool is_heading_of_roles(const struct reader *reader, size_t i)
{
	const struct entry *entry = &reader->entries[i], *next = entry + 1;

	return i + 1 < reader->used && entry->body == entry->end &&
	       !reader->sheet->lines[reader->block->first + next->first].gap &&
	       rq_header_heads_roles(&entry->header) && rq_header_is_role(&next->header);
}

static void put_entry(struct reader *reader, struct entry *entry, enum rq_header_order order,
		      json_t *array, const char *name)
{
	bool volunteer = reader->block->section == RQ_SECTION_VOLUNTEER;
	json_t *object = json_object();
	char path[64];

	(void)snprintf(path, sizeof path, "/%s/%zu", name, json_array_size(array));
	if (reader->block->section == RQ_SECTION_EDUCATION)
		rq_header_put_education(reader->sheet, &entry->header, object, path);
	else if (reader->block->section == RQ_SECTION_PROJECTS)
		rq_header_put_project(reader->sheet, &entry->header, object, path);
	else
		rq_header_put_work(reader->sheet, &entry->header, order, volunteer, object, path);
	if (reader->above && rq_header_is_role(&entry->header))
		rq_header_put_employer(reader->sheet, reader->above, volunteer, object, path);
	else
		reader->above = rq_header_heads_roles(&entry->header) ? &entry->header : NULL;
	put_body(reader, entry, object, path);
	if (json_object_size(object) > 0)
		rq_json_append_take(array, object);
	else
		json_decref(object);
}

void rq_entry_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array,
		   const char *name)
{
	struct reader reader = {
		.sheet = sheet,
		.block = block,
		.rows = rq_entry_judge(sheet, block),
		.count = block->end - block->first,
	};
	bool has_employers =
	    block->section == RQ_SECTION_WORK || block->section == RQ_SECTION_VOLUNTEER;
	enum rq_header_order order;

	reader.parted = are_parted(&reader);
	if (next_dated(&reader, 0) < reader.count)
		group_dated(&reader);
	else
		group_undated(&reader);
	for (size_t i = 0; i < reader.used; i++) {
		rq_header_cut(sheet, block->first + reader.entries[i].first,
			      block->first + reader.entries[i].body, &reader.entries[i].header);
		if (!reader.entries[i].header.dated)
			find_margin_date(&reader, &reader.entries[i]);
	}
	order = usual_order(&reader);
	for (size_t i = 0; i < reader.used; i++) {
		if (has_employers && is_heading_of_roles(&reader, i))
			reader.above = &reader.entries[i].header;
		else
			put_entry(&reader, &reader.entries[i], order, array, name);
		if (!has_employers)
			reader.above = NULL;
	}
	for (size_t i = 0; i < reader.used; i++)
		rq_header_free(&reader.entries[i].header);
	free(reader.entries);
	free(reader.rows);
}
