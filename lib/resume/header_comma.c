#include "resume/header.h"

#include <string.h>

#include "resume/location.h"
#include "resume/word.h"

/* Commas of a header: those of a place or a firm's name, and those that part its pieces. */

/*
 * Whether a part continues the piece before its comma: "Inc." behind "Acme", a
 * state or a country behind a town.
 */
static bool belongs_before(const struct rq_sheet *sheet, struct rq_header_piece *before,
			   struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;
	uint32_t end = rq_sheet_end_of_word(key, part.start, part.end);
	bool untold = !(before->kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE));

	if (rq_location_is_state(sheet, part) && (before->place || untold)) {
		before->place = true; /* "Boulder, CO", which is no company */
		return true;
	}
	if ((rq_word_find(key + part.start, end - part.start).kinds & RQ_WORD_LEGAL) &&
	    end + 1 >= part.end)
		return true;
	return before->place && (rq_location_is_place(sheet, part) ||
				 (part.end - part.start == 2 &&
				  rq_location_is_region(&sheet->lines[part.line], part.start)));
}

/* "Coon Rapids, MN.": the stop behind a state is none of its own. */
static struct rq_slice without_stop(const struct rq_sheet *sheet, struct rq_slice part)
{
	struct rq_slice state = part;

	if (part.end - part.start != 3 || sheet->lines[part.line].key[part.end - 1] != '.')
		return part;
	state.end--;
	return rq_location_is_state(sheet, state) ? state : part;
}

/* How many of the pieces in lines above one may be a title or an employer. */
static size_t count_open_above(const struct rq_header *header, uint32_t line)
{
	size_t open = 0;

	for (size_t i = 0; i < header->count && header->piece[i].slice.line < line; i++)
		open += !header->piece[i].place && !header->piece[i].remark;
	return open;
}

/*
 * "Bar and Grill, Lakewood, Ohio": what stands in front of a country or region is a town, unless
 * the employer must be there: "Engineer, Acme, Nederland". In front of a town stands its quarter,
 * or who it was: "Acme Ltd, Growth Hacker, Austin, TX".
 */
static bool follows_town(const struct rq_sheet *sheet, const struct rq_header *header,
			 struct rq_slice part)
{
	const struct rq_header_piece *before = &header->piece[header->count - 1];
	uint32_t kinds = rq_header_kinds(sheet, part);
	size_t others = 0, pieces = 0;

	for (size_t i = 0; i + 1 < header->count; i++) {
		pieces += !header->piece[i].place;
		others += !header->piece[i].place && !rq_header_is_position(&header->piece[i]) &&
			  !(header->piece[i].kinds & RQ_WORD_DEGREE);
	}
	if ((header->single && others == 0) ||
	    ((kinds & RQ_WORD_CITY) && !(kinds & RQ_WORD_PLACE) && pieces < 2))
		return false;
	return !(before->kinds &
		 (RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE | RQ_WORD_GRADE)) &&
	       rq_location_may_be_town(sheet, before->slice) &&
	       (rq_location_is_place(sheet, part) ||
		(part.end - part.start == 2 &&
		 rq_location_is_region(&sheet->lines[part.line], part.start)));
}

/*
 * "Acme<tab>Ashby, England", "Acme (Ashby, England)", "Ashby College · Ashby, England": whether a
 * part stands apart from another; behind a bar or dot from one that is known.
 */
static bool stands_apart(const struct rq_sheet *sheet, const struct rq_header *header, size_t first,
			 struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	if (first == 0 || header->piece[first - 1].slice.line != part.line || part.start == 0)
		return false;
	return strchr("\t(", key[part.start - 1]) ||
	       (key[part.start - 1] == '|' &&
		(header->piece[first - 1].kinds & RQ_HEADER_ORGANISATION));
}

/* Whether the comma at i parts: it has a space beside it, or is one of those that need none. */
static bool is_parting_comma(const struct rq_sheet_line *line, uint32_t i, uint32_t end)
{
	return line->key[i] == ',' &&
	       (i + 1 >= end || line->key[i + 1] == ' ' || (i > 0 && line->key[i - 1] == ' ') ||
		line->text[line->at[i]] != ',');
}

void rq_header_cut_commas(const struct rq_sheet *sheet, struct rq_header *header,
			  struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };
	size_t first = header->count;
	/* a line may be a town and its country alone where title and employer stand elsewhere */
	size_t alone = first + !(stands_apart(sheet, header, first, slice) ||
				 count_open_above(header, slice.line) >= 2);
	int depth = 0;

	for (uint32_t i = slice.start; i <= slice.end; i++) {
		if (i < slice.end && key[i] == '(')
			depth++;
		if (i < slice.end && key[i] == ')')
			depth--;
		if (i < slice.end &&
		    (depth > 0 || !is_parting_comma(&sheet->lines[slice.line], i, slice.end)))
			continue;
		part.end = i;
		part = without_stop(sheet, rq_header_trim(sheet, part));
		if (header->count > first && part.start < part.end &&
		    belongs_before(sheet, &header->piece[header->count - 1], part)) {
			struct rq_header_piece *before = &header->piece[header->count - 1];

			before->slice.end = part.end;
			before->kinds = rq_header_kinds(sheet, before->slice);
			if (before->place)
				before->kinds &= ~(uint32_t)RQ_WORD_LEGAL;
		} else if (header->count > alone && part.start < part.end &&
			   follows_town(sheet, header, part)) {
			header->piece[header->count - 1].slice.end = part.end;
			header->piece[header->count - 1].place = true;
		} else {
			rq_header_add(sheet, header, part);
		}
		part.start = i + 1;
	}
}
