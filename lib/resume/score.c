#include "resume/score.h"

#include <ctype.h>
#include <string.h>

#include "resume/member.h"
#include "resume/word.h"

static bool is_score(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_SCORE) &&
	       !(piece->kinds & (RQ_WORD_DEGREE | RQ_WORD_SCHOOL));
}

/* Where the label of a grade ends, "Grade: 3.9"; its begin when it has none. */
static uint32_t end_of_score_label(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *colon = memchr(line->key + slice.start, ':', slice.end - slice.start);
	struct rq_slice label = slice;

	if (!colon)
		return slice.start;
	label.end = (uint32_t)(colon - line->key);
	return rq_header_kinds(sheet, label) & RQ_WORD_SCORE ? label.end + 1 : slice.start;
}

/* "2:1", "108/110", "9,5/10": numbers alone, of which one is out of the other. */
static bool is_mark(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start, parts = 0;

	for (size_t i = 0; i < length; i++) {
		if (!strchr("0123456789.,:/", key[i]))
			return false;
		parts += (key[i] == ':' || key[i] == '/') && i > 0 && i + 1 < length;
	}
	return parts == 1;
}

/* "First Class", "Upper Second": a British class of degrees. */
static bool is_class(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char words[] = " class first honours hons lower second third upper ";
	const char *key = sheet->lines[slice.line].key;
	bool told = false;

	for (uint32_t i = slice.start, start; i < slice.end; i++) {
		for (start = i; i < slice.end && rq_sheet_is_word(key[i]);)
			i++;
		if (i > start && !rq_word_is_one_of(key + start, i - start, words))
			return false;
		told |= i > start;
	}
	return told && rq_header_has_word(sheet, slice, " class first second third ");
}

/* "Grade: First Class Honours" is a grade, whatever its words say. */
void rq_score_settle(const struct rq_sheet *sheet, struct rq_header *header)
{
	for (size_t i = 0; i < header->count; i++)
		if (end_of_score_label(sheet, header->piece[i].slice) >
			header->piece[i].slice.start ||
		    is_mark(sheet, header->piece[i].slice) ||
		    is_class(sheet, header->piece[i].slice)) {
			header->piece[i].kinds = RQ_WORD_SCORE;
			header->piece[i].place = false;
		}
}

/* "Grade: 3.9" is 3.9; but "GPA: 3.9" says which. */
void rq_score_put(struct rq_sheet *sheet, struct rq_header *header, json_t *entry, const char *path)
{
	struct rq_header_piece *piece = rq_member_find(header, is_score);
	const struct rq_sheet_line *line;
	struct rq_slice label;

	if (!piece)
		return;
	label = piece->slice;
	line = &sheet->lines[label.line];
	label.end = end_of_score_label(sheet, label);
	if (label.end > label.start &&
	    !isupper((unsigned char)line->text[line->at[label.end - 2]])) {
		rq_sheet_mark(sheet, label);
		piece->slice.start = label.end;
		piece->slice = rq_header_trim(sheet, piece->slice);
	}
	(void)rq_member_put(sheet, piece, entry, path, "score");
}
