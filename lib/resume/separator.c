#include "resume/separator.h"

#include <string.h>

#include "resume/location.h"
#include "resume/scan.h"
#include "resume/word.h"

enum {
	SHORTEST_NAME = 4,    /* bytes: "Co- Owner" is one word */
	SHORTEST_IN_FULL = 6, /* bytes: a shorter word may be an abbreviation */
};

/* "Acme —Engineer": a dash, which is no hyphen, with a space at one of its sides. */
static bool is_long_dash(const struct rq_sheet_line *line, uint32_t i)
{
	const char *text = line->text + line->at[i];

	return (strncmp(text, "\u2013", 3) == 0 || strncmp(text, "\u2014", 3) == 0) &&
	       (line->key[i - 1] == ' ' || line->key[i + 1] == ' ');
}

bool rq_separator_is(const struct rq_sheet_line *line, uint32_t i, struct rq_slice slice)
{
	const char *key = line->key;

	if (key[i] == '\t' || key[i] == '|' || key[i] == ';' || key[i] == '*')
		return true;
	if (key[i] == ':') /* "Engineer :: Acme" */
		return i > slice.start && i + 1 < slice.end &&
		       (key[i - 1] == ':' || key[i + 1] == ':');
	if (key[i] == '-')
		return i > slice.start && i + 1 < slice.end &&
		       ((key[i - 1] == ' ' && key[i + 1] == ' ') || is_long_dash(line, i));
	if (key[i] == ')') { /* "Lab(Prof. Doe)" is one name */
		const char *open = memrchr(key + slice.start, '(', i - slice.start);

		return i + 1 < slice.end && (!open || open == key + slice.start || open[-1] == ' ');
	}
	return key[i] == '(' && i > slice.start && key[i - 1] == ' ';
}

/* "Omnious. Co., Ltd.": what stands behind the stop is the kind of a firm. */
static bool begins_legal(const char *key, uint32_t i, uint32_t end)
{
	uint32_t word = rq_sheet_end_of_word(key, i, end);

	return word > i && (rq_word_find(key + i, word - i).kinds & RQ_WORD_LEGAL);
}

/* "Staatl. anerkannte Altenpflegerin": a word cut short, however long what is left of it is. */
static bool is_shortened(const char *key, uint32_t start, uint32_t end)
{
	static const char words[] =
	    " betriebl freiber kaufm staatl stellv techn vertragl wissensch ";

	return rq_word_is_one_of(key + start, end - start, words);
}

bool rq_separator_abbreviates(const char *key, uint32_t start, uint32_t i, uint32_t kinds)
{
	uint32_t word = i;

	while (word > start && rq_sheet_is_word(key[word - 1]))
		word--;
	return i - word < SHORTEST_IN_FULL || is_shortened(key, word, i) ||
	       (rq_word_find(key + word, i - word).kinds & kinds);
}

/* "Grado en Empresas. Universidad de Madrid": a sentence's end, behind no abbreviation. */
static bool is_stop(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	if (key[i] != '.' || i + 2 >= slice.end || key[i + 1] != ' ')
		return false;
	if (i > slice.start && key[i - 1] == ')')
		return true; /* "Nurse (summer job). Hospital" */
	return !rq_separator_abbreviates(key, slice.start, i, RQ_WORD_LEGAL | RQ_WORD_HONORIFIC) &&
	       !begins_legal(key, i + 2, slice.end);
}

/*
 * "サンプル株式会社 エンジニア", "例示大学 経済学部": a space between an employer and a title, a
 * school and a faculty, where words have no spaces.
 */
static bool is_space_between(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i },
			after = { slice.line, i + 1, slice.end };

	return key[i] == ' ' && i > slice.start && (unsigned char)key[i - 1] >= 0x80 &&
	       rq_scan_is_dense(key[i + 1]) &&
	       (rq_header_kinds(sheet, before) & RQ_HEADER_ORGANISATION) &&
	       !(rq_header_kinds(sheet, before) & RQ_WORD_TITLE) &&
	       (rq_header_kinds(sheet, after) & (RQ_WORD_TITLE | RQ_WORD_COURSE));
}

/* "Acme Group: Senior Developer": a colon between an employer and a title, or the reverse. */
static bool is_colon_between(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i },
			after = { slice.line, i + 1, slice.end };

	return key[i] == ':' && i > slice.start && i + 2 < slice.end && key[i + 1] == ' ' &&
	       rq_header_begins_name(sheet, slice.line, slice.start) &&
	       rq_header_begins_name(sheet, slice.line, i + 2) &&
	       !(rq_header_kinds(sheet, before) & (RQ_WORD_TITLE | RQ_WORD_DEGREE)) &&
	       (rq_header_kinds(sheet, after) & RQ_WORD_TITLE);
}

/*
 * "Engineer- New York, NY", "Acme Inc. -Driver": a hyphen with a space at one of its sides, where
 * words tell that the two are not one name.
 */
static bool is_loose_dash(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice,
			  struct rq_slice rest)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, rest.start, i }, after = { slice.line, i + 1, 0 };
	uint32_t left, right;

	if (key[i] != '-' || i <= rest.start || i + 2 >= slice.end ||
	    (key[i - 1] == ' ') == (key[i + 1] == ' ') || i - rest.start < SHORTEST_NAME)
		return false;
	for (after.end = after.start; after.end < slice.end && key[after.end] != '\t';)
		after.end++;
	after = rq_header_trim(sheet, after);
	if (after.start >= after.end || !rq_header_begins_name(sheet, slice.line, after.start))
		return false;
	left = rq_header_kinds(sheet, before);
	right = rq_header_kinds(sheet, after);
	if (left & RQ_WORD_TITLE)
		return (right & (RQ_WORD_LEGAL | RQ_WORD_SCHOOL)) ||
		       rq_location_is_place(sheet, after);
	return (left & RQ_HEADER_ORGANISATION) && (right & RQ_WORD_TITLE);
}

/* "Transport Logistics GPA: 1.9": a score behind what was studied begins at i. */
static bool opens_score(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = rq_sheet_end_of_word(key, i + 1, slice.end);

	return key[i] == ' ' && i > slice.start && end < slice.end && key[end] == ':' &&
	       (rq_word_find(key + i + 1, end - i - 1).kinds & RQ_WORD_SCORE);
}

bool rq_separator_parts(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice rest,
			uint32_t i)
{
	return rq_separator_is(&sheet->lines[slice.line], i, slice) || is_stop(sheet, i, slice) ||
	       is_loose_dash(sheet, i, slice, rest) || is_space_between(sheet, i, rest) ||
	       is_colon_between(sheet, i, rest) || opens_score(sheet, rest, i);
}
