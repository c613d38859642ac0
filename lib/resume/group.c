#include "resume/group.h"

#include <string.h>

#include "base/memory.h"
#include "resume/dated.h"
#include "resume/header.h"
#include "resume/joint.h"
#include "resume/label.h"
#include "resume/location.h"
#include "resume/reach.h"

enum { MOST_HEADER_ROWS = 3, MOST_TAIL_ROWS = 2, NAME_WORDS = 4 };

static const float INDENT = 4; /* points: what stands so much further right is indented */

struct grouping {
	const struct rq_sheet *sheet;
	const struct rq_block *block;
	const enum rq_row_kind *rows;
	size_t count;
	struct rq_group *groups;
	size_t used, capacity;
	bool parted; /* a gap stands in front of each entry with a date, and nowhere in a body */
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

/* "Fathom Works": few words, each of which begins as in a name. */
static bool looks_like_name(const struct grouping *grouping, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &grouping->sheet->lines[slice.line];
	size_t words = 0;

	for (uint32_t i = slice.start; i < slice.end; i++) {
		if (!rq_sheet_is_word(line->key[i]) || (i > slice.start && line->key[i - 1] != ' '))
			continue;
		if (line->key[i] >= 'a' && line->key[i] <= 'z' &&
		    line->text[line->at[i]] == line->key[i])
			return false;
		words++;
	}
	return words > 0 && words <= NAME_WORDS && rq_sheet_last(line) != ':' &&
	       !memchr(rq_sheet_key(grouping->sheet, slice), ',', slice.end - slice.start);
}

/*
 * "Ashby, England": what no list knows in front of a comma and a place is a town, where an employer
 * may stand below.
 */
static bool is_town(const struct grouping *grouping, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];

	return i + 1 < header->count && piece[1].place && !rq_header_is_position(piece) &&
	       !rq_header_is_organisation(piece) &&
	       rq_header_stands_behind(grouping->sheet, piece + 1, " ,") &&
	       rq_location_may_be_town(grouping->sheet, piece->slice);
}

/*
 * Whether the rows from first to end say who and what, so that the next one is none of the header.
 */
static bool is_told(const struct grouping *grouping, size_t first, size_t end)
{
	struct rq_slice next = rq_sheet_whole(grouping->sheet, grouping->block->first + end);
	struct rq_header header;
	uint32_t below = rq_header_kinds(grouping->sheet, next);
	size_t pieces = 0, positions = 0, schools = 0, degrees = 0, firms = 0, places = 0;
	bool named = looks_like_name(grouping, next);

	rq_header_cut(grouping->sheet, grouping->block->first + first, grouping->block->first + end,
		      &header);
	for (size_t i = 0; i < header.count; i++) {
		pieces += !header.piece[i].place && !header.piece[i].remark &&
			  !(named && is_town(grouping, &header, i));
		positions += rq_header_is_position(&header.piece[i]);
		schools += (header.piece[i].kinds & RQ_WORD_SCHOOL) && !header.piece[i].aside;
		degrees += (header.piece[i].kinds & RQ_WORD_DEGREE) != 0;
		firms += (header.piece[i].kinds & RQ_WORD_LEGAL) != 0;
		places += header.piece[i].place;
	}
	rq_header_free(&header);
	if (grouping->block->section == RQ_SECTION_EDUCATION &&
	    ((schools == 0 && (below & RQ_WORD_SCHOOL)) ||
	     (degrees == 0 && (below & RQ_WORD_DEGREE))))
		return false;
	if (firms == 0 && (below & RQ_WORD_LEGAL))
		return false; /* "Team lead, Hardware support" above "Acme GmbH" */
	if (places == 0 && (below & RQ_HEADER_ORGANISATION) &&
	    rq_joint_ends_with_place(grouping->sheet, next.line))
		return false; /* "Nurse, Care Unit" above "Sample Hospital · Ulm" */
	return pieces >= 2 && !rq_location_is_place(grouping->sheet, next) &&
	       (positions > 0 || !(below & RQ_WORD_TITLE));
}

/* "Employer:", "Place:" or none, by which a row begins. */
static enum rq_label label_of(const struct grouping *grouping, size_t row)
{
	uint32_t end;

	return rq_label_find(grouping->sheet,
			     rq_sheet_whole(grouping->sheet, grouping->block->first + row), &end);
}

/* "Tasks:" says what stands below. */
static bool heads_more(const struct grouping *grouping, size_t row)
{
	return rq_sheet_last(&grouping->sheet->lines[grouping->block->first + row]) == ':';
}

/* Whether a row is where it was: "Leeds" between a date and the employer. */
static bool is_where(const struct grouping *grouping, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(grouping->sheet, grouping->block->first + row);

	return grouping->rows[row] == RQ_ROW_TITLE &&
	       (rq_location_is_place(grouping->sheet, whole) ||
		(!memchr(rq_sheet_key(grouping->sheet, whole), ' ', whole.end - whole.start) &&
		 rq_location_may_be_town(grouping->sheet, whole)));
}

/* Whether a row, the third below a date, is a title, or below a place and an employer. */
static bool ends_tail(const struct grouping *grouping, size_t dated, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(grouping->sheet, grouping->block->first + row);

	return row == dated + MOST_TAIL_ROWS + 1 && is_where(grouping, dated + 1) &&
	       (rq_header_kinds(grouping->sheet, whole) & RQ_WORD_TITLE);
}

/* Whether a row below a dated one goes on with its header, which begins at first. */
static bool is_tail(const struct grouping *grouping, size_t first, size_t dated, size_t row)
{
	enum rq_label label = label_of(grouping, row);

	if (grouping->rows[row] != RQ_ROW_TITLE ||
	    (is_heading(grouping, row) && row > dated + 1 + is_where(grouping, dated + 1)) ||
	    (label == RQ_LABEL_NONE && heads_more(grouping, row)))
		return false;
	if (label == RQ_LABEL_PLACE || label == RQ_LABEL_SECTOR ||
	    rq_header_ends_date(grouping->sheet, grouping->block->first + row - 1) > 0)
		return true;
	return !is_told(grouping, first, row) &&
	       (row - dated <= MOST_TAIL_ROWS || ends_tail(grouping, dated, row) ||
		label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_TITLE || label == RQ_LABEL_SCHOOL ||
		label == RQ_LABEL_DEGREE);
}

/* Title rows below a dated one that still belong to the header, which begins at first. */
static size_t end_of_header(const struct grouping *grouping, size_t first, size_t dated,
			    size_t floor)
{
	size_t end = dated + 1;

	if (end < floor && rq_header_ends_date(grouping->sheet, grouping->block->first + dated) > 0)
		dated = end++; /* the date is two rows */
	while (end < floor && is_tail(grouping, first, dated, end))
		end++;
	return end;
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
		body = end_of_header(grouping, dated - above, dated, limit);
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

	grouping.parted = are_parted(&grouping);
	if (next_dated(&grouping, 0) < grouping.count)
		group_dated(&grouping);
	else
		group_undated(&grouping);
	*count = grouping.used;
	return grouping.groups;
}
