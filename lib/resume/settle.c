#include "resume/header.h"

#include <string.h>

#include "resume/location.h"
#include "resume/word.h"

/* What the pieces of a header are by those beside them. */

/* Whether the line of a date has a piece of its own that is no place. */
static bool date_has_piece(const struct rq_header *header)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].slice.line == header->date.line && !header->piece[i].place)
			return true;
	return false;
}

/*
 * "COSANPA - Companhia de Saneamento" above who somebody was there: a dash inside of a name. Of a
 * header with a date and three pieces or more.
 */
static void join_heading(const struct rq_sheet *sheet, struct rq_header *header)
{
	struct rq_header_piece *first = header->piece, *second = header->piece + 1;
	uint32_t line = first->slice.line;
	const struct rq_sheet_line *heading = &sheet->lines[line];
	bool listed = sheet->lines[header->date.line].bullet;

	if (header->date.line == line || heading->kind != RQ_LINE_HEADING ||
	    second->slice.line != line || first->place || second->place ||
	    !date_has_piece(header) || memcmp(heading->key + second->slice.start - 2, "- ", 2) != 0)
		return;
	if (!listed && ((first->kinds | second->kinds) & RQ_WORD_TITLE))
		return;
	first->slice.end = second->slice.end;
	first->kinds = ((first->kinds | second->kinds) & ~(uint32_t)RQ_WORD_TITLE) | RQ_WORD_ORG;
	header->count--;
	memmove(second, second + 1, (header->count - 1) * sizeof *second);
}

/* "Zorvane Austria": a word that nothing is known of in front of a country, and no comma. */
static bool is_called_by_country(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start, word = strcspn(key, " ");
	struct rq_slice country = { slice.line, slice.start + (uint32_t)word + 1, slice.end };

	return word + 1 < length && !memchr(key, ',', length) &&
	       rq_word_find_compound(key, word).kinds == 0 &&
	       rq_word_find(key + word + 1, length - word - 1).kinds == RQ_WORD_PLACE &&
	       rq_location_is_place(sheet, country);
}

/*
 * Somebody's title and nothing else than such a name, or in its line behind it where that was: the
 * employer is called so.
 */
static void name_firm(const struct rq_sheet *sheet, struct rq_header *header)
{
	struct rq_header_piece *firm = NULL;
	size_t titles = 0, others = 0, places = 0;

	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		titles += rq_header_is_position(piece);
		others += !rq_header_is_position(piece) && !piece->remark && !piece->place;
		places += piece->place;
		if (!firm && piece->place && is_called_by_country(sheet, piece->slice))
			firm = piece;
	}
	if (!firm || titles == 0 || others > 0 || places > 2 ||
	    (places == 2 && (firm->slice.start > sheet->lines[firm->slice.line].start ||
			     firm[1].slice.line != firm->slice.line)))
		return;
	firm->place = false;
	firm->kinds |= RQ_WORD_ORG;
}

void rq_header_settle(const struct rq_sheet *sheet, struct rq_header *header)
{
	if (header->dated && header->count >= 3)
		join_heading(sheet, header);
	name_firm(sheet, header);
	rq_header_settle_spell(sheet, header);
}
