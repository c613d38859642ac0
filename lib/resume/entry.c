#include "resume/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/couplet.h"
#include "resume/dated.h"
#include "resume/field.h"
#include "resume/group.h"
#include "resume/header.h"
#include "resume/labelled.h"
#include "resume/lead.h"
#include "resume/pattern.h"

enum { MOST_MARGIN_ROWS = 3 };

struct entry {
	struct rq_group at;
	bool margin;          /* the date stands in the margin of the body */
	struct rq_slice told; /* text behind the header in its last line */
	struct rq_header header;
};

struct reader {
	struct rq_sheet *sheet;
	const struct rq_block *block;
	enum rq_row_kind *rows;
	struct entry *entries;
	size_t count;
	bool couplets;                 /* headers are of two lines (resume/couplet.h) */
	const struct rq_header *above; /* has the employer or the school of those below */
};

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
	size_t units;

	*items = 0;
	units = entry->told.end > entry->told.start;
	for (size_t row = entry->at.body; row < entry->at.end; row++) {
		enum rq_row_kind kind = reader->rows[row];

		*items += kind == RQ_ROW_ITEM;
		if (kind == RQ_ROW_EMPTY || kind == RQ_ROW_LABEL || kind == RQ_ROW_GOES_ON ||
		    (kind == RQ_ROW_PROSE && row > entry->at.body &&
		     reader->rows[row - 1] == RQ_ROW_PROSE &&
		     !reader->sheet->lines[reader->block->first + row].gap))
			continue;
		units++;
	}
	return units;
}

/*
 * Where the cells at the margin of a row begin: behind its first tab; its end when there are none.
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
	for (size_t row = entry->at.body;
	     row < entry->at.end && row - entry->at.body < MOST_MARGIN_ROWS; row++) {
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
	json_t *highlights;
	struct rq_slices summary;
	char path[80]; /* of the array in hand */
};

/* One text: of the summary, where it leads, else a highlight. */
static void put_unit(struct body *body, const struct rq_slices *unit, bool leading,
		     const char *path)
{
	(void)snprintf(body->path, sizeof body->path, "%.60s/highlights", path);
	if (!leading)
		(void)rq_sheet_push(body->sheet, body->highlights, body->path, unit->slice,
				    unit->count);
	for (size_t i = 0; leading && i < unit->count; i++)
		rq_slices_add(&body->summary, unit->slice[i]);
}

static void put_body(struct reader *reader, const struct entry *entry, json_t *object,
		     const char *path)
{
	struct body body = { reader->sheet, json_array(), { 0 }, "" };
	struct rq_slices unit = { 0 };
	size_t items, units = count_units(reader, entry, &items), row = entry->at.body;
	bool leading = items > 0 || units == 1;

	if (entry->told.end > entry->told.start) {
		rq_slices_add(&unit, entry->told);
		put_unit(&body, &unit, leading, path);
	}
	while (row < entry->at.end) {
		enum rq_row_kind kind = reader->rows[row];

		if (kind == RQ_ROW_EMPTY || kind == RQ_ROW_LABEL) {
			row++;
			continue;
		}
		row = read_unit(reader, row, entry->at.end, &unit);
		for (size_t i = 0; entry->margin && i < unit.count; i++)
			unit.slice[i].end =
			    margin_of(reader, unit.slice[i].line - reader->block->first).start;
		if (rq_labelled_put(body.sheet, reader->block->section, &unit, object, path))
			continue;
		leading = leading && kind != RQ_ROW_ITEM;
		put_unit(&body, &unit, leading, path);
	}
	if (body.summary.count > 0)
		(void)rq_sheet_put(body.sheet, object, path, "summary", body.summary.slice,
				   body.summary.count);
	if (json_array_size(body.highlights) > 0)
		rq_json_set_take(object, "highlights", body.highlights);
	else
		json_decref(body.highlights);
	free(unit.slice);
	free(body.summary.slice);
}

/* The order that most entries have, as one of their headers tells it. */
static enum rq_header_order tally_order(const struct reader *reader,
					enum rq_header_order (*order_of)(const struct rq_header *))
{
	int tally = 0;

	for (size_t i = 0; i < reader->count; i++) {
		enum rq_header_order order = order_of(&reader->entries[i].header);

		tally += (order == RQ_ORDER_TITLE_FIRST) - (order == RQ_ORDER_EMPLOYER_FIRST);
	}
	return tally > 0   ? RQ_ORDER_TITLE_FIRST
	       : tally < 0 ? RQ_ORDER_EMPLOYER_FIRST
			   : RQ_ORDER_UNKNOWN;
}

/* By words; by places where no word tells. */
static enum rq_header_order usual_order(const struct reader *reader)
{
	enum rq_header_order order = tally_order(reader, rq_header_order);

	return order == RQ_ORDER_UNKNOWN ? tally_order(reader, rq_header_order_by_place) : order;
}

/* Whether an entry is nothing but an employer and a date, right above a role: its heading. */
static bool is_heading_of_roles(const struct reader *reader, size_t i)
{
	const struct entry *entry = &reader->entries[i], *next = entry + 1;

	for (size_t k = 0; k < entry->header.count; k++)
		if (rq_header_is_position(&entry->header.piece[k]))
			return false;
	return i + 1 < reader->count && entry->at.body == entry->at.end &&
	       !reader->sheet->lines[reader->block->first + next->at.first].gap &&
	       rq_header_heads_roles(&entry->header) && rq_header_is_role(&next->header) &&
	       !rq_header_exceeds(&entry->header, &next->header);
}

/* A degree; of several below one school, that is each one's. */
static void put_education(struct reader *reader, struct entry *entry, json_t *object,
			  const char *path)
{
	bool gap = reader->sheet->lines[reader->block->first + entry->at.first].gap;

	if (!reader->couplets && rq_header_heads_degrees(&entry->header))
		reader->above = &entry->header;
	else if (reader->above && !gap && rq_header_lacks_school(&entry->header))
		rq_header_put_school(reader->sheet, reader->above, object, path);
	else
		reader->above = NULL;
	rq_header_put_education(reader->sheet, &entry->header, object, path);
}

/* A job; of several roles below one employer, that is each one's. */
static void put_job(struct reader *reader, struct entry *entry, enum rq_header_order order,
		    json_t *object, const char *path)
{
	bool volunteer = reader->block->section == RQ_SECTION_VOLUNTEER;

	rq_header_put_work(reader->sheet, &entry->header, order, volunteer, object, path);
	if (reader->above && rq_header_is_role(&entry->header) &&
	    !rq_header_exceeds(reader->above, &entry->header))
		rq_header_put_employer(reader->sheet, reader->above, volunteer, object, path);
	else
		reader->above = rq_header_heads_roles(&entry->header) ? &entry->header : NULL;
}

static void put_entry(struct reader *reader, struct entry *entry, enum rq_header_order order,
		      json_t *array, const char *name)
{
	json_t *object = json_object();
	char path[64];

	(void)snprintf(path, sizeof path, "/%s/%zu", name, json_array_size(array));
	if (reader->block->section == RQ_SECTION_EDUCATION)
		put_education(reader, entry, object, path);
	else if (reader->block->section == RQ_SECTION_PROJECTS)
		rq_header_put_project(reader->sheet, &entry->header, object, path);
	else
		put_job(reader, entry, order, object, path);
	rq_field_put(reader->sheet, reader->block, reader->rows, &entry->at, object, path);
	put_body(reader, entry, object, path);
	if (json_object_size(object) > 0)
		rq_json_append_take(array, object);
	else
		json_decref(object);
}

/*
 * "2019 - 2021" and "Acme Ltd, engineer. Led ...", in one row or two: what is told behind the
 * first sentence is no part of the header.
 */
static void find_told(const struct reader *reader, struct entry *entry)
{
	const struct rq_sheet_line *lines = reader->sheet->lines + reader->block->first;
	size_t first = entry->at.first;
	bool above = rq_dated_alone(&lines[first]);
	size_t row = first + above;
	uint32_t end;

	if (entry->at.body != first + 1 || row == entry->at.end ||
	    (above && (lines[row].gap || reader->rows[row] != RQ_ROW_PROSE)))
		return;
	end =
	    rq_lead_end(reader->sheet, reader->block->section, reader->block->first + row, !above);
	if (end == 0)
		return;
	entry->at.body = row + 1;
	entry->told = rq_sheet_whole(reader->sheet, reader->block->first + row);
	entry->told.start = end;
}

/* Groups the rows, and finds the header of each entry. */
static void find_entries(struct reader *reader)
{
	struct rq_group *groups =
	    rq_group_rows(reader->sheet, reader->block, reader->rows, &reader->count);
	struct rq_couplets couplets = { 0 };
	size_t first = reader->block->first;

	reader->entries = rq_alloc(reader->count, sizeof *reader->entries);
	for (size_t i = 0; i < reader->count; i++)
		rq_couplet_count(reader->sheet, reader->block->section, first + groups[i].first,
				 first + groups[i].body, &couplets);
	reader->couplets = rq_couplet_is_usual(reader->sheet, reader->block->section, &couplets);
	for (size_t i = 0; i < reader->count; i++) {
		struct entry *entry = &reader->entries[i];

		entry->at = groups[i];
		if (!reader->couplets)
			find_told(reader, entry);
		if (reader->couplets)
			rq_couplet_cut(reader->sheet, reader->block->section,
				       first + entry->at.first, first + entry->at.body,
				       &entry->header);
		else
			rq_header_cut_until(
			    reader->sheet, first + entry->at.first, first + entry->at.body,
			    entry->told.end > 0 ? entry->told.start : UINT32_MAX, &entry->header);
		if (!entry->header.dated)
			find_margin_date(reader, entry);
	}
	free(groups);
}

/* The headers tell each other what their pieces are. */
static void settle_headers(struct reader *reader)
{
	struct rq_header **headers = rq_alloc(reader->count, sizeof(struct rq_header *));

	for (size_t i = 0; i < reader->count; i++)
		headers[i] = &reader->entries[i].header;
	rq_pattern_settle(reader->sheet, headers, reader->count);
	free(headers);
}

static void free_reader(struct reader *reader)
{
	for (size_t i = 0; i < reader->count; i++)
		rq_header_free(&reader->entries[i].header);
	free(reader->entries);
	free(reader->rows);
}

enum rq_header_order rq_entry_order_of_schools(struct rq_sheet *sheet, const struct rq_block *block)
{
	struct reader reader = {
		.sheet = sheet,
		.block = block,
		.rows = rq_row_judge(sheet, block),
	};
	enum rq_header_order order;

	find_entries(&reader);
	order = tally_order(&reader, rq_header_order_of_school);
	free_reader(&reader);
	return order;
}

enum rq_header_order rq_entry_read(struct rq_sheet *sheet, const struct rq_block *block,
				   enum rq_header_order likely, json_t *array, const char *name)
{
	struct reader reader = {
		.sheet = sheet,
		.block = block,
		.rows = rq_row_judge(sheet, block),
	};
	bool has_employers =
	    block->section == RQ_SECTION_WORK || block->section == RQ_SECTION_VOLUNTEER;
	enum rq_header_order told, order;

	find_entries(&reader);
	if (has_employers && !reader.couplets)
		settle_headers(&reader);
	told = usual_order(&reader);
	order = told == RQ_ORDER_UNKNOWN ? likely : told;
	for (size_t i = 0; i < reader.count; i++) {
		if (has_employers && !reader.couplets && is_heading_of_roles(&reader, i))
			reader.above = &reader.entries[i].header;
		else
			put_entry(&reader, &reader.entries[i], order, array, name);
	}
	free_reader(&reader);
	return has_employers ? told : RQ_ORDER_UNKNOWN;
}
