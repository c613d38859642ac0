#include "resume/unheaded.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/header.h"
#include "resume/row.h"
#include "resume/spoken.h"

enum { MOST_TITLES = 2 /* lines of a header above a date that stands alone, or below it */ };

struct cutter {
	const struct rq_sheet *sheet;
	size_t first, count; /* the lines that are cut */
	enum rq_row_kind *rows;
	enum rq_section *begins; /* of each row: the section of the entry that begins there */
	struct rq_block *blocks;
	size_t used, capacity;
};

static bool has_gap(const struct cutter *cutter, size_t row)
{
	return cutter->sheet->lines[cutter->first + row].gap;
}

static bool is_item(const struct cutter *cutter, size_t row)
{
	return row < cutter->count && cutter->rows[row] == RQ_ROW_ITEM;
}

/* What a header is of, when its words leave no doubt. */
static enum rq_section judge(const struct rq_header *header, bool listed)
{
	const struct rq_date_range *range = &header->range;
	bool position = false, organisation = false, school = false, degree = false;
	bool lasts = range->range || range->present;

	for (size_t i = 0; i < header->count; i++) {
		position |= rq_header_is_position(&header->piece[i]);
		organisation |= rq_header_is_organisation(&header->piece[i]);
		school |= (header->piece[i].kinds & RQ_WORD_SCHOOL) != 0;
		degree |= (header->piece[i].kinds & RQ_WORD_DEGREE) != 0;
	}
	if (!header->dated)
		return RQ_SECTION_NONE;
	if (school && (degree || !position))
		return header->count > 1 || lasts ? RQ_SECTION_EDUCATION : RQ_SECTION_NONE;
	if (lasts && (position || organisation) && (header->count > 1 || listed))
		return RQ_SECTION_WORK;
	return degree && header->count > 1 && !position ? RQ_SECTION_EDUCATION : RQ_SECTION_NONE;
}

static enum rq_section judge_rows(const struct cutter *cutter, size_t first, size_t end)
{
	struct rq_header header;
	enum rq_section section;

	rq_header_cut(cutter->sheet, cutter->first + first, cutter->first + end, &header);
	section = judge(&header, is_item(cutter, end));
	rq_header_free(&header);
	return section;
}

/* Finds where the entry around a dated row begins, and of which section it is. */
static void mark_entry(struct cutter *cutter, size_t dated, size_t floor)
{
	enum rq_section section = judge_rows(cutter, dated, dated + 1);
	size_t first = dated, end = dated + 1;

	if (section == RQ_SECTION_NONE) {
		while (first > floor && dated - first < MOST_TITLES && !has_gap(cutter, first) &&
		       cutter->rows[first - 1] == RQ_ROW_TITLE)
			first--;
		if (first == dated)
			while (end < cutter->count && end - dated <= MOST_TITLES &&
			       !has_gap(cutter, end) && cutter->rows[end] == RQ_ROW_TITLE)
				end++;
		else if (!has_gap(cutter, first))
			return; /* the first line of something longer */
		section = judge_rows(cutter, first, end);
	}
	if (first > 0)
		cutter->begins[first] = section;
}

static void mark_entries(struct cutter *cutter)
{
	size_t floor = 1; /* the first line says who it is */

	for (size_t row = 1; row < cutter->count; row++)
		if (cutter->rows[row] == RQ_ROW_DATED) {
			mark_entry(cutter, row, floor);
			floor = row + 1;
		}
}

/* Whether a row behind an entry is no part of it. */
static bool ends_entry(const struct cutter *cutter, size_t row)
{
	return has_gap(cutter, row) &&
	       (cutter->rows[row] == RQ_ROW_TITLE || cutter->rows[row] == RQ_ROW_DATED ||
		(cutter->rows[row] == RQ_ROW_PROSE && cutter->rows[row - 1] != RQ_ROW_DATED));
}

static bool lists_languages(const struct cutter *cutter, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(cutter->sheet, cutter->first + row);

	return cutter->rows[row] != RQ_ROW_DATED && cutter->rows[row] != RQ_ROW_PROSE &&
	       rq_spoken_begins(cutter->sheet, whole);
}

/* What a row is of, when the row above is of that section. */
static enum rq_section section_of(const struct cutter *cutter, size_t row, enum rq_section inside)
{
	if (cutter->begins[row] != RQ_SECTION_NONE)
		return cutter->begins[row];
	if (inside == RQ_SECTION_NONE)
		return inside; /* who it is */
	if ((inside == RQ_SECTION_WORK || inside == RQ_SECTION_EDUCATION) &&
	    !ends_entry(cutter, row))
		return inside;
	return lists_languages(cutter, row) ? RQ_SECTION_LANGUAGES : RQ_SECTION_OTHER;
}

static void add_blocks(struct cutter *cutter)
{
	enum rq_section inside = RQ_SECTION_NONE;

	for (size_t row = 0; row < cutter->count; row++) {
		enum rq_section section = section_of(cutter, row, inside);

		if (row == 0 || section != inside) {
			cutter->blocks = rq_grow(cutter->blocks, cutter->used, &cutter->capacity,
						 sizeof *cutter->blocks);
			cutter->blocks[cutter->used++] = (struct rq_block) {
				.section = section,
				.first = cutter->first + row,
			};
		}
		cutter->blocks[cutter->used - 1].end = cutter->first + row + 1;
		inside = section;
	}
}

static bool tells_jobs(const struct rq_block *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (blocks[i].section == RQ_SECTION_WORK ||
		    blocks[i].section == RQ_SECTION_VOLUNTEER ||
		    blocks[i].section == RQ_SECTION_PROJECTS)
			return true;
	return false;
}

void rq_unheaded_cut(const struct rq_sheet *sheet, struct rq_block **blocks, size_t *count)
{
	struct cutter cutter = { .sheet = sheet };

	if (*count == 0 || (*blocks)[0].section != RQ_SECTION_NONE || tells_jobs(*blocks, *count))
		return;
	cutter.first = (*blocks)[0].first;
	cutter.count = (*blocks)[0].end - cutter.first;
	cutter.rows = rq_row_judge(sheet, &(*blocks)[0]);
	cutter.begins = rq_alloc(cutter.count + 1, sizeof *cutter.begins);
	mark_entries(&cutter);
	add_blocks(&cutter);
	for (size_t i = 1; i < *count; i++) {
		cutter.blocks =
		    rq_grow(cutter.blocks, cutter.used, &cutter.capacity, sizeof *cutter.blocks);
		cutter.blocks[cutter.used++] = (*blocks)[i];
	}
	free(cutter.rows);
	free(cutter.begins);
	free(*blocks);
	*blocks = cutter.blocks;
	*count = cutter.used;
}
