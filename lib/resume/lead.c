#include "resume/lead.h"

#include <string.h>

#include "base/text.h"
#include "resume/dated.h"
#include "resume/header.h"
#include "resume/word.h"

enum {
	LONGEST = 90,       /* bytes of a key: no header is so long */
	SENTENCE = 3,       /* words */
	FEWEST_LETTERS = 5, /* of a word that may end a sentence: abbreviations are shorter */
};

/* "engineer. Led": the end of a sentence, and no abbreviation's. */
static bool is_stop(const struct rq_sheet_line *line, uint32_t start, uint32_t i)
{
	const char *text = line->text + line->at[i + 2];
	uint32_t word = i;
	size_t size;

	if (memcmp(line->key + i, ". ", 2) != 0 ||
	    !rq_text_is_upper(rq_text_decode(text, strlen(text), &size)))
		return false;
	while (word > start && rq_sheet_is_word(line->key[word - 1]))
		word--;
	return i - word >= FEWEST_LETTERS && !(rq_word_find(line->key + word, i - word).kinds &
					       (RQ_WORD_LEGAL | RQ_WORD_HONORIFIC));
}

/* Whether the pieces say who somebody was, and where; or which degree it was, and of whom. */
static bool tells(const struct rq_sheet *sheet, enum rq_section section,
		  const struct rq_header *header)
{
	size_t who = 0, where = 0, others = 0;

	for (size_t i = 0; i < header->count; i++) {
		const struct rq_header_piece *piece = &header->piece[i];
		bool schooling = section == RQ_SECTION_EDUCATION;

		if (schooling ? (piece->kinds & RQ_WORD_DEGREE) != 0 : rq_header_is_position(piece))
			who++;
		else if ((piece->kinds & RQ_HEADER_ORGANISATION) ||
			 (!schooling && !piece->place && rq_header_is_name(sheet, piece->slice)))
			where++;
		else
			others += !piece->place;
	}
	return who == 1 && where == 1 && others == 0;
}

/*
 * The stop of a first sentence that is no longer than a header, behind a byte; the line's last
 * byte where there is none with others behind.
 */
static uint32_t find_stop(const struct rq_sheet_line *line, uint32_t start)
{
	for (uint32_t i = start; i + 2 < line->length && i - start <= LONGEST; i++)
		if (is_stop(line, start, i))
			return i;
	return line->length - 1;
}

/* Whether what is behind a stop is a sentence, or nothing: a word or two may be a place. */
static bool are_sentences(const struct rq_sheet_line *line, uint32_t stop)
{
	size_t words = 0;

	for (uint32_t i = stop + 1; i < line->length; i++)
		words += rq_sheet_is_word(line->key[i]) && !rq_sheet_is_word(line->key[i - 1]);
	return rq_dated_ends_sentence(line) && (words == 0 || words >= SENTENCE);
}

uint32_t rq_lead_end(const struct rq_sheet *sheet, enum rq_section section, size_t line, bool dated)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	struct rq_header header = { 0 };
	struct rq_date_range range;
	uint32_t start = at->start, stop;
	bool told;

	if (rq_date_find(at->key, at->length, start, &range) && range.from <= start)
		start = (uint32_t)range.to;
	else if (dated)
		return 0;
	stop = find_stop(at, start);
	if (stop <= start || stop - start > LONGEST || !are_sentences(at, stop))
		return 0;
	rq_header_cut_until(sheet, line, line + 1, stop, &header);
	told = tells(sheet, section, &header);
	rq_header_free(&header);
	if (!told)
		return 0;
	return stop + 2 < at->length ? stop + 2 : at->length; /* with its space */
}
