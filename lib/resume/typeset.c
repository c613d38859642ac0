#include "resume/typeset.h"

#include <string.h>

#include "base/text.h"
#include "resume/header.h"
#include "resume/word.h"

/* Whether a word begins there as names do: with no small letter. */
static bool begins_name(const struct rq_sheet_line *line, uint32_t i)
{
	const char *text = line->text + line->at[i];
	size_t size;
	int32_t c = rq_text_decode(text, strlen(text), &size);

	return !rq_text_is_letter(c) || rq_text_is_upper(c) || c >= 0x590;
}

static bool turns_at(const struct rq_sheet_line *line, uint32_t i)
{
	for (size_t k = 0; k < RQ_TURNS && line->turn[k] > 0; k++)
		if (line->turn[k] == i)
			return true;
	return false;
}

/* Where the type turns again, or the words end. */
static uint32_t end_of_face(const struct rq_sheet_line *line, uint32_t i, uint32_t end)
{
	for (size_t k = 0; k < RQ_TURNS && line->turn[k] > 0; k++)
		if (line->turn[k] > i && line->turn[k] < end)
			return line->turn[k];
	return end;
}

/* "Acme Inc.": what says the kind of a firm alone goes with its name, however it is set. */
static bool is_kind_of_firm(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	part = rq_header_trim(sheet, part);
	return rq_sheet_end_of_word(key, part.start, part.end) + 1 >= part.end &&
	       (rq_header_kinds(sheet, part) & RQ_WORD_LEGAL);
}

/* "Member of the Acme Club": behind a small word a name goes on, however it is set. */
static bool ends_in_small_word(const struct rq_sheet_line *line, uint32_t start, uint32_t end)
{
	uint32_t word = end;

	while (word > start && rq_sheet_is_word(line->key[word - 1]))
		word--;
	return word < end && !begins_name(line, word) &&
	       (rq_word_find(line->key + word, end - word).kinds & (RQ_WORD_FILL | RQ_WORD_GLUE));
}

bool rq_typeset_parts(const struct rq_sheet *sheet, struct rq_slice rest, uint32_t i)
{
	const struct rq_sheet_line *line = &sheet->lines[rest.line];
	struct rq_slice after = { rest.line, i + 1, rest.end };

	if (line->key[i] != ' ' || i <= rest.start || i + 2 >= rest.end || !turns_at(line, i + 1) ||
	    !begins_name(line, rest.start) || !begins_name(line, i + 1) ||
	    (!rq_sheet_is_word(line->key[i - 1]) && !strchr(").'\"", line->key[i - 1])) ||
	    ends_in_small_word(line, rest.start, i))
		return false;
	after.end = end_of_face(line, after.start, rest.end);
	return !is_kind_of_firm(sheet, after);
}
