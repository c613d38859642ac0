#include "resume/header.h"

#include <string.h>

#include "resume/member.h"
#include "resume/reach.h"
#include "resume/word.h"

/* Pieces of a degree's header that were cut, and say together what was studied. */

static const char *const joints[] = { " in ", " en ", " em " };

enum {
	JOINTS = sizeof joints / sizeof joints[0],
	JOINT = 4,        /* bytes of each */
	MOST_PIECES = 64, /* each is asked about all others: who has more of them tells no degree */
};

/* "Diplôme d'ingénieur en informatique": a subject, though the joint often parts an employer. */
static bool is_field(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	const struct rq_header_piece *degree = piece - 1;
	const char *key = sheet->lines[degree->slice.line].key + degree->slice.end;
	bool joined = false;

	for (size_t k = 0; k < JOINTS; k++)
		joined |= degree->slice.line == piece->slice.line &&
			  piece->slice.start - degree->slice.end == JOINT &&
			  memcmp(key, joints[k], JOINT) == 0;
	return joined && !piece->place && !rq_header_is_organisation(piece);
}

/* "BSc in Biology", not "BSc". */
static bool has_field(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	const char *key = rq_sheet_key(sheet, piece->slice);

	for (size_t k = 0; k < JOINTS; k++)
		if (memmem(key, piece->slice.end - piece->slice.start, joints[k], JOINT))
			return true;
	return false;
}

/* "Thesis on graphs and trees": what was written, or won, and not what was studied. */
static bool tells_result(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	static const char words[] = " bachelorarbeit dean diplomarbeit dissertation graduated "
				    "honors honours masterarbeit memoire scriptie tese tesi tesis "
				    "thesis these ";

	return rq_header_begins_with(sheet, piece->slice, words);
}

/* Neither who taught it nor where, nor how well it went. */
static bool may_be_subject(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return !piece->member && rq_member_is_open(piece) && !rq_header_is_organisation(piece) &&
	       !(piece->kinds & RQ_WORD_SCORE) && !rq_reach_is_link(sheet, piece->slice);
}

static bool is_subject(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return may_be_subject(sheet, piece) && !(piece->kinds & RQ_WORD_DEGREE) &&
	       !tells_result(sheet, piece);
}

static bool ends_in_subject(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return may_be_subject(sheet, piece) &&
	       (!(piece->kinds & RQ_WORD_DEGREE) || has_field(sheet, piece));
}

/* "Electronics and Industrial Control": the last ones of several. */
static bool has_conjunction(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	static const char words[] = " & and e ed en et und y ";
	const char *key = rq_sheet_key(sheet, piece->slice);
	size_t length = piece->slice.end - piece->slice.start;

	for (size_t i = 0, start; i < length; i++) {
		for (start = i; i < length && key[i] != ' ';)
			i++;
		if (i < length && rq_word_is_one_of(key + start, i - start, words))
			return true;
	}
	return false;
}

/* Where those end that go on behind the comma in front of a piece: "…, Evolution and Ecology". */
static size_t end_of_subjects(const struct rq_sheet *sheet, const struct rq_header *header,
			      size_t i)
{
	for (size_t k = i; k < header->count; k++) {
		const struct rq_header_piece *piece = &header->piece[k];

		if (!is_subject(sheet, piece) || piece->aside ||
		    !rq_header_stands_behind(sheet, piece, " ,"))
			break;
		if (has_conjunction(sheet, piece))
			return k + 1;
	}
	return i;
}

/* Whether somebody is left who taught it, beside what was studied. */
static bool has_school_beside(const struct rq_header *header, size_t first, size_t end)
{
	for (size_t i = 0; i < header->count; i++)
		if ((i + 1 < first || i >= end) && rq_member_is_open(&header->piece[i]) &&
		    !(header->piece[i].kinds & (RQ_WORD_SCORE | RQ_WORD_DEGREE)))
			return true;
	return false;
}

/* "Computer Science (Data and Networks)": what stands in brackets says more of it. */
static bool is_aside(const struct rq_sheet *sheet, const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i];

	return piece->aside && is_subject(sheet, piece) && ends_in_subject(sheet, piece - 1) &&
	       rq_header_stands_behind(sheet, piece, " (") && has_school_beside(header, i, i + 1);
}

void rq_header_join_subject(const struct rq_sheet *sheet, struct rq_header *header)
{
	if (header->count > MOST_PIECES)
		return;
	for (size_t i = 1; i < header->count;) {
		size_t end = i;

		if (is_field(sheet, &header->piece[i])) {
			header->piece[i - 1].kinds |= RQ_WORD_DEGREE;
			end = i + 1;
		} else if (is_aside(sheet, header, i)) {
			end = i + 1;
		} else if (ends_in_subject(sheet, &header->piece[i - 1])) {
			end = end_of_subjects(sheet, header, i);
			if (!has_school_beside(header, i, end))
				end = i;
		}
		if (end == i)
			i++;
		for (; end > i; end--)
			rq_header_join(sheet, header, i);
	}
}
