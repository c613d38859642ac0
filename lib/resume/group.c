#include "resume/group.h"

#include <string.h>

#include "base/memory.h"
#include "resume/couplet.h"
#include "resume/dated.h"
#include "resume/header.h"
#include "resume/reach.h"
#include "resume/tail.h"

enum { MOST_HEADER_ROWS = 3 };

static const float INDENT = 4; /* points: what stands so much further right is indented */

struct grouping {
	const struct rq_sheet *sheet;
	const struct rq_block *block;
	const enum rq_row_kind *rows;
	size_t count;
	struct rq_group *groups;
	size_t used, capacity;
	bool couplets; /* headers may be of two lines (resume/couplet.h) */
	bool parted;   /* a gap stands in front of each entry with a date, and nowhere in a body */
};

static bool is_heading(const struct grouping *grouping, size_t row)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[grouping->block->first + row];

	return line->kind == RQ_LINE_HEADING || line->bold;
}

/* Whether a project begins at a row that heads it: nobody heads several of them. */
static bool begins_project(const struct grouping *grouping, size_t row)
{
	return grouping->block->section == RQ_SECTION_PROJECTS &&
	       ((grouping->parted && grouping->sheet->lines[grouping->block->first + row].gap) ||
		(is_heading(grouping, row) && is_heading(grouping, row - 1)));
}

/*
 * Whether nothing above a row is of its entry: it is a heading below what is none, or a gap parts
 * it from the two lines of another. A line alone above a gap may be the employer.
 */
static bool begins_entry(const struct grouping *grouping, size_t row)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[grouping->block->first + row];

	if (rq_dated_alone(line))
		return false;
	if (grouping->couplets && (line->gap || line->kind == RQ_LINE_HEADING) &&
	    rq_couplet_is_upper(grouping->sheet, grouping->block->first + row))
		return true;
	if (line->kind == RQ_LINE_HEADING && line[-1].kind != RQ_LINE_HEADING)
		return true;
	return grouping->parted && line->gap && row > 1 && !line[-1].gap &&
	       grouping->rows[row - 1] == RQ_ROW_TITLE && grouping->rows[row - 2] == RQ_ROW_TITLE;
}

/* Whether a row is a sign and no more: a bullet that stands beside two lines, between them. */
static bool is_sign(const struct grouping *grouping, size_t row)
{
	return grouping->rows[row] == RQ_ROW_EMPTY &&
	       grouping->sheet->lines[grouping->block->first + row].length == 1;
}

/* How many rows from the topmost title right above a row, at most limit, not above floor. */
static size_t titles_above(const struct grouping *grouping, size_t row, size_t floor, size_t limit)
{
	size_t titles = 0, above = 0;

	while (above < limit && row > floor && !begins_project(grouping, row) &&
	       !begins_entry(grouping, row)) {
		row--;
		if (grouping->rows[row] != RQ_ROW_TITLE && !is_sign(grouping, row))
			break;
		above++;
		if (grouping->rows[row] == RQ_ROW_TITLE)
			titles = above;
	}
	return titles;
}

static size_t next_dated(const struct grouping *grouping, size_t row)
{
	while (row < grouping->count && grouping->rows[row] != RQ_ROW_DATED)
		row++;
	return row;
}

/* Whether gaps part the entries, and nothing else: neither items nor a header from its body. */
static bool are_parted(const struct grouping *grouping)
{
	bool joined = false;

	for (size_t row = 1; row < grouping->count; row++) {
		bool gap = grouping->sheet->lines[grouping->block->first + row].gap;
		bool may =
		    grouping->rows[row] == RQ_ROW_TITLE && grouping->rows[row - 1] != RQ_ROW_DATED;

		if (grouping->rows[row] == RQ_ROW_DATED ? !gap : gap && !may)
			return false;
		joined |= !gap;
	}
	return joined;
}

static void add_group(struct grouping *grouping, size_t first, size_t body)
{
	if (grouping->used > 0)
		grouping->groups[grouping->used - 1].end = first;
	grouping->groups = rq_grow(grouping->groups, grouping->used, &grouping->capacity,
				   sizeof *grouping->groups);
	grouping->groups[grouping->used++] =
	    (struct rq_group) { .first = first, .body = body, .end = grouping->count };
}

/* Whether the file itself says that the row is a heading. */
static bool is_marked_heading(const struct grouping *grouping, size_t row)
{
	return row < grouping->count &&
	       grouping->sheet->lines[grouping->block->first + row].kind == RQ_LINE_HEADING;
}

/* Whether a heading stands below what is none, or below another of the same size. */
static bool begins_heading(const struct grouping *grouping, size_t row)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[grouping->block->first + row];

	return is_marked_heading(grouping, row) &&
	       (!is_marked_heading(grouping, row - 1) ||
		(line->size > 0 && !(line->size < line[-1].size)));
}

/*
 * Where the titles end that begin an entry without a date: at a gap, or at a
 * heading of its own. What is below a heading goes with it across a gap.
 */
static size_t end_of_titles(const struct grouping *grouping, size_t first, size_t end)
{
	size_t row = first;

	while (row < end && row - first < MOST_HEADER_ROWS && grouping->rows[row] == RQ_ROW_TITLE) {
		bool below = row == first + 1 && is_marked_heading(grouping, first) &&
			     !is_marked_heading(grouping, row);

		if (row > first && !below &&
		    (grouping->sheet->lines[grouping->block->first + row].gap ||
		     begins_heading(grouping, row)))
			break;
		row++;
	}
	return row;
}

/*
 * Whether the titles at a row name somebody's title, an employer or a page, and something more;
 * or are two lines, and of a job.
 */
static bool names_an_entry(const struct grouping *grouping, size_t row)
{
	size_t first = grouping->block->first, end = end_of_titles(grouping, row, grouping->count);
	struct rq_header header;
	bool known = false;

	rq_header_cut(grouping->sheet, first + row, first + end, &header);
	for (size_t i = 0; i < header.count; i++)
		known |= rq_header_is_position(&header.piece[i]) ||
			 rq_header_is_organisation(&header.piece[i]) ||
			 rq_reach_is_link(grouping->sheet, header.piece[i].slice);
	known = (known && header.count > 1) ||
		(end > row + 1 && grouping->block->section == RQ_SECTION_WORK);
	rq_header_free(&header);
	return known;
}

/* Whether a heading is less than the one by which the entry above it begins: a part of that. */
static bool is_below_entry(const struct grouping *grouping, size_t row)
{
	const struct rq_sheet_line *lines = grouping->sheet->lines + grouping->block->first;
	const struct rq_sheet_line *first =
	    grouping->used > 0 ? &lines[grouping->groups[grouping->used - 1].first] : NULL;

	return first && first->kind == RQ_LINE_HEADING && first->level > 0 &&
	       lines[row].level > first->level;
}

/* Whether a row stands further right than the entry's header above it: what was done there. */
static bool is_indented(const struct grouping *grouping, size_t row)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[grouping->block->first + row];
	const struct rq_sheet_line *header;

	if (grouping->used == 0)
		return false;
	header = &grouping->sheet
		      ->lines[grouping->block->first + grouping->groups[grouping->used - 1].first];
	return header->left > 0 && line->left > header->left + INDENT;
}

/* Entries without a date: a heading in a body, or titles behind items and a gap. */
static bool begins_undated(const struct grouping *grouping, size_t row, size_t body,
			   bool dated_section)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[grouping->block->first + row];

	if (grouping->rows[row] != RQ_ROW_TITLE || row == 0)
		return false;
	if (line->kind == RQ_LINE_HEADING)
		return !(dated_section && is_below_entry(grouping, row));
	if (row < body || (!line->gap && !line->bold) || is_marked_heading(grouping, 0) ||
	    (dated_section && !line->bold && grouping->block->section == RQ_SECTION_WORK &&
	     is_indented(grouping, row)))
		return false;
	if (dated_section)
		return line->gap && ((line->bold && grouping->rows[row - 1] != RQ_ROW_TITLE) ||
				     (grouping->parted && (begins_project(grouping, row) ||
							   names_an_entry(grouping, row))));
	return grouping->rows[row - 1] != RQ_ROW_TITLE || line->gap;
}

/* Splits a body, from row to end, where entries begin that have no date. */
static void add_undated(struct grouping *grouping, size_t row, size_t end, bool dated_section)
{
	while (row < end) {
		size_t first = row;

		if (!begins_undated(grouping, row, row, dated_section)) {
			row++;
			continue;
		}
		row = end_of_titles(grouping, first, end);
		add_group(grouping, first, row);
	}
}

static void group_dated(struct grouping *grouping)
{
	size_t dated = next_dated(grouping, 0);
	size_t usual = titles_above(grouping, dated, 0, MOST_HEADER_ROWS);
	size_t floor = 0, first = dated - usual;

	if (first > 0) {
		size_t titles = end_of_titles(grouping, 0, first);

		add_group(grouping, 0, titles);
		add_undated(grouping, titles, first, true);
	}
	while (dated < grouping->count) {
		size_t following = next_dated(grouping, dated + 1), limit = following, above, body;

		/* What stands above the next date belongs to the next entry. */
		if (following < grouping->count)
			limit = following - titles_above(grouping, following, dated + 1, usual);
		above = titles_above(grouping, dated, floor, usual);
		if (above == 0 && dated > floor && usual == 0 && is_heading(grouping, dated - 1) &&
		    !is_heading(grouping, dated))
			above = titles_above(grouping, dated, floor, 1);
		body = rq_tail_end(grouping->sheet, grouping->block, grouping->rows,
				   grouping->couplets, dated - above, dated, limit);
		add_group(grouping, dated - above, body);
		add_undated(grouping, body, limit, true);
		floor = body;
		dated = following;
	}
}

static void group_undated(struct grouping *grouping)
{
	size_t body = end_of_titles(grouping, 0, grouping->count);

	if (grouping->count > 0)
		add_group(grouping, 0, body);
	add_undated(grouping, body, grouping->count, false);
}

struct rq_group *rq_group_rows(const struct rq_sheet *sheet, const struct rq_block *block,
			       const enum rq_row_kind *rows, size_t *count)
{
	struct grouping grouping = {
		.sheet = sheet,
		.block = block,
		.rows = rows,
		.count = block->end - block->first,
	};

	grouping.couplets = rq_couplet_stands(sheet);
	grouping.parted = are_parted(&grouping);
	if (next_dated(&grouping, 0) < grouping.count)
		group_dated(&grouping);
	else
		group_undated(&grouping);
	*count = grouping.used;
	return grouping.groups;
}
