#include "resume/tail.h"

#include <string.h>

#include "resume/couplet.h"
#include "resume/header.h"
#include "resume/joint.h"
#include "resume/label.h"
#include "resume/location.h"

enum { MOST_TAIL_ROWS = 2, NAME_WORDS = 4 };

struct section {
	const struct rq_sheet *sheet;
	const struct rq_block *block;
	const enum rq_row_kind *rows;
	bool couplets; /* headers may be of two lines */
};

static bool is_heading(const struct section *section, size_t row)
{
	const struct rq_sheet_line *line = &section->sheet->lines[section->block->first + row];

	return line->kind == RQ_LINE_HEADING || line->bold;
}

/* "Fathom Works": few words, each of which begins as in a name. */
static bool looks_like_name(const struct section *section, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &section->sheet->lines[slice.line];
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
	       !memchr(rq_sheet_key(section->sheet, slice), ',', slice.end - slice.start);
}

/*
 * "Ashby, England": what no list knows in front of a comma and a place is a town, where an employer
 * may stand below.
 */
static bool is_town(const struct section *section, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];

	return i + 1 < header->count && piece[1].place &&
	       !rq_location_is_home(section->sheet, piece[1].slice) &&
	       !rq_header_is_position(piece) && !rq_header_is_organisation(piece) &&
	       rq_header_stands_behind(section->sheet, piece + 1, " ,") &&
	       rq_location_may_be_town(section->sheet, piece->slice);
}

/* "Position: Analyst, Data and Insight": more of a title that has a label. */
static bool is_behind_label(const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];
	size_t first = i;

	while (first > 0 && header->piece[first - 1].slice.line == piece->slice.line)
		first--;
	return first < i && header->piece[first].labelled && !piece->labelled &&
	       rq_header_is_position(&header->piece[first]) && !rq_header_is_organisation(piece);
}

/* "Sample General Hospital, Leeds": whether a row is a firm's name and where it is. */
static bool names_firm(const struct section *section, size_t row)
{
	size_t line = section->block->first + row;
	struct rq_header header;
	bool named;

	rq_header_cut(section->sheet, line, line + 1, &header);
	named = header.count > 0 && !header.dated && rq_header_is_organisation(header.piece) &&
		!rq_header_is_position(header.piece) &&
		rq_header_is_name(section->sheet, header.piece->slice);
	for (size_t i = 1; i < header.count; i++)
		named = named && (header.piece[i].place ||
				  rq_location_may_be_town(section->sheet, header.piece[i].slice));
	rq_header_free(&header);
	return named;
}

/*
 * Whether the rows from first to end say who and what, so that the next one is none of the header.
 */
static bool is_told(const struct section *section, size_t first, size_t end)
{
	struct rq_slice next = rq_sheet_whole(section->sheet, section->block->first + end);
	struct rq_header header;
	uint32_t below = rq_header_kinds(section->sheet, next);
	size_t pieces = 0, positions = 0, schools = 0, degrees = 0, firms = 0, places = 0,
	       names = 0;
	bool named = looks_like_name(section, next);

	rq_header_cut(section->sheet, section->block->first + first, section->block->first + end,
		      &header);
	for (size_t i = 0; i < header.count; i++) {
		pieces += !header.piece[i].place && !header.piece[i].remark &&
			  !(named && is_town(section, &header, i)) && !is_behind_label(&header, i);
		positions += rq_header_is_position(&header.piece[i]);
		schools += (header.piece[i].kinds & RQ_WORD_SCHOOL) && !header.piece[i].aside;
		degrees += (header.piece[i].kinds & RQ_WORD_DEGREE) != 0;
		firms += (header.piece[i].kinds & RQ_WORD_LEGAL) != 0;
		places += header.piece[i].place;
		names += rq_header_is_organisation(&header.piece[i]);
	}
	rq_header_free(&header);
	if (section->block->section == RQ_SECTION_EDUCATION &&
	    ((schools == 0 && (below & RQ_WORD_SCHOOL)) ||
	     (degrees == 0 && (below & RQ_WORD_DEGREE))))
		return false;
	if (firms == 0 && (below & RQ_WORD_LEGAL))
		return false; /* "Team lead, Hardware support" above "Acme GmbH" */
	if (places == 0 && (below & RQ_HEADER_ORGANISATION) &&
	    rq_joint_ends_with_place(section->sheet, next.line))
		return false; /* "Nurse, Care Unit" above "Sample Hospital · Ulm" */
	if (section->block->section == RQ_SECTION_WORK && positions > 0 && names == 0 &&
	    names_firm(section, end))
		return false; /* "Nurse, Care Unit" above "Sample Hospital, Ulm" */
	return pieces >= 2 && !rq_location_is_place(section->sheet, next) &&
	       (positions > 0 || !(below & RQ_WORD_TITLE));
}

/* "Employer:", "Place:" or none, by which a row begins. */
static enum rq_label label_of(const struct section *section, size_t row)
{
	uint32_t end;

	return rq_label_find(section->sheet,
			     rq_sheet_whole(section->sheet, section->block->first + row), &end);
}

/* "Tasks:" says what stands below. */
static bool heads_more(const struct section *section, size_t row)
{
	return rq_sheet_last(&section->sheet->lines[section->block->first + row]) == ':';
}

/* "Client<tab>:<tab>John Roe": what a form asks that no entry has. */
static bool is_field(const struct section *section, size_t row)
{
	const struct rq_sheet_line *line = &section->sheet->lines[section->block->first + row];
	const char *tab = memchr(line->key + line->start, '\t', line->length - line->start);

	return tab && tab + 1 < line->key + line->length && tab[1] == ':';
}

/* Whether a row is where it was: "Leeds" between a date and the employer. */
static bool is_where(const struct section *section, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(section->sheet, section->block->first + row);

	return section->rows[row] == RQ_ROW_TITLE &&
	       (rq_location_is_place(section->sheet, whole) ||
		(!memchr(rq_sheet_key(section->sheet, whole), ' ', whole.end - whole.start) &&
		 rq_location_may_be_town(section->sheet, whole)));
}

/* Whether a row, the third below a date, is a title, or below a place and an employer. */
static bool ends_tail(const struct section *section, size_t dated, size_t row)
{
	struct rq_slice whole = rq_sheet_whole(section->sheet, section->block->first + row);

	return row == dated + MOST_TAIL_ROWS + 1 && is_where(section, dated + 1) &&
	       (rq_header_kinds(section->sheet, whole) & RQ_WORD_TITLE);
}

/* Whether a row below a dated one goes on with its header, which begins at first. */
static bool is_tail(const struct section *section, size_t first, size_t dated, size_t row)
{
	enum rq_label label = label_of(section, row);

	if (section->rows[row] != RQ_ROW_TITLE ||
	    (is_heading(section, row) && row > dated + 1 + is_where(section, dated + 1)) ||
	    (label == RQ_LABEL_NONE && (heads_more(section, row) || is_field(section, row))))
		return false;
	if (section->couplets && row == dated + 1 &&
	    rq_couplet_is_lower(section->sheet, section->block->first + row))
		return true;
	if (label == RQ_LABEL_PLACE || label == RQ_LABEL_SECTOR ||
	    rq_header_ends_date(section->sheet, section->block->first + row - 1) > 0)
		return true;
	return !is_told(section, first, row) &&
	       (row - dated <= MOST_TAIL_ROWS || ends_tail(section, dated, row) ||
		label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_TITLE || label == RQ_LABEL_SCHOOL ||
		label == RQ_LABEL_DEGREE);
}

size_t rq_tail_end(const struct rq_sheet *sheet, const struct rq_block *block,
		   const enum rq_row_kind *rows, bool couplets, size_t first, size_t dated,
		   size_t floor)
{
	const struct section whole = { sheet, block, rows, couplets }, *section = &whole;
	size_t end = dated + 1;

	if (end < floor && rq_header_ends_date(sheet, block->first + dated) > 0)
		dated = end++; /* the date is two rows */
	while (end < floor && is_tail(section, first, dated, end))
		end++;
	return end;
}
