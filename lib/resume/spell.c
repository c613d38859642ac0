#include "resume/header.h"

#include "resume/word.h"

/* Pieces of a job's header that say no more than that somebody was there to learn. */

/* "Stage", "Placement year": all that a piece says is that somebody was there to learn. */
static bool is_spell(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	static const char spells[] =
	    " alternance estagio experience internship pasantia placement "
	    "praktijk praktika praktikum praktyka praktyki practicas stage "
	    "staz tirocinio ";
	static const char kinds[] = " professional school student summer work year ";
	const char *key = sheet->lines[piece->slice.line].key;
	bool told = false;

	for (uint32_t i = piece->slice.start, start; i < piece->slice.end; i++) {
		bool spell;

		for (start = i; i < piece->slice.end && rq_sheet_is_word(key[i]);)
			i++;
		spell = rq_word_is_one_of(key + start, i - start, spells);
		if (i > start && !spell && !rq_word_is_one_of(key + start, i - start, kinds))
			return false;
		told |= spell;
	}
	return told && !piece->aside;
}

/* A piece is the title, and the one that stands where others have theirs is the employer. */
static void make_title(struct rq_header *header, struct rq_header_piece *title)
{
	for (size_t i = 0; i < header->count && title->role == RQ_ROLE_EMPLOYER; i++)
		if (header->piece[i].role == RQ_ROLE_TITLE)
			header->piece[i].role = RQ_ROLE_EMPLOYER;
	title->role = RQ_ROLE_TITLE;
}

void rq_header_settle_spell(const struct rq_sheet *sheet, struct rq_header *header)
{
	struct rq_header_piece *spell = NULL;
	size_t titles = 0, open = 0;

	if (!header->piece)
		return;
	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		if (!spell && is_spell(sheet, piece))
			spell = piece;
		else if (!piece->place && !piece->remark && ++open)
			titles += rq_header_is_position(piece);
	}
	if (!spell || spell->remark || open == 0)
		return;
	if (titles == 0 || open == 1) {
		make_title(header, spell);
		return;
	}
	spell->remark = true;
	for (size_t i = 0; i < header->count; i++)
		header->piece[i].role = RQ_ROLE_UNKNOWN; /* of headers that have one piece less */
}
