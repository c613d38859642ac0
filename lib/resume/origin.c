#include "resume/origin.h"

#include <string.h>

#include "resume/word.h"

/* Whether a word stands at i between spaces. */
static bool stands(const char *key, struct rq_slice rest, uint32_t i, const char *word)
{
	size_t length = strlen(word);

	return i >= rest.start && key[i] == ' ' && i + length + 2 < rest.end &&
	       memcmp(key + i + 1, word, length) == 0 && key[i + 1 + length] == ' ';
}

/* Whether a slice tells a grade: "74%", "distinction", "first division". */
static bool tells_grade(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char words[] = " aggregate cgpa class distinction division gpa grade honors "
				    "honours marks merit percent percentage ";
	size_t length = slice.end - slice.start;

	return memchr(rq_sheet_key(sheet, slice), '%', length) ||
	       rq_header_has_word(sheet, slice, words);
}

/* What stands in front of byte i: in the piece in hand, or else in those of its line. */
static uint32_t kinds_before(const struct rq_sheet *sheet, const struct rq_header *header,
			     struct rq_slice rest, uint32_t i)
{
	uint32_t kinds = rq_header_kinds(sheet, (struct rq_slice) { rest.line, rest.start, i });

	for (size_t k = 0; i == rest.start && k < header->count; k++)
		if (header->piece[k].slice.line == rest.line)
			kinds |= header->piece[k].kinds;
	return kinds;
}

uint32_t rq_origin_joint(const struct rq_sheet *sheet, struct rq_header *header,
			 struct rq_slice rest, uint32_t i)
{
	const char *key = sheet->lines[rest.line].key;
	struct rq_slice after = { rest.line, i, rest.end };
	uint32_t before = kinds_before(sheet, header, rest, i);
	bool from = stands(key, rest, i, "from");
	uint32_t end = i + 1 + (uint32_t)strlen(from ? "from" : "with");

	if (from &&
	    (!(before & RQ_WORD_DEGREE) || !(rq_header_kinds(sheet, after) & RQ_WORD_SCHOOL)))
		return 0;
	if (!from && (!stands(key, rest, i, "with") ||
		      !(before & (RQ_WORD_SCHOOL | RQ_WORD_DEGREE)) || !tells_grade(sheet, after)))
		return 0;
	rq_header_glue(header, (struct rq_slice) { rest.line, i + 1, end });
	return end;
}

uint32_t rq_origin_leading(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char *const words[] = {
		"worked as ",   "working as ",           "currently working as ",
		"employed as ", "presently working as ", "served as ",
	};
	static const char *const articles[] = { "a ", "an ", "the " };
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start, used = 0;

	for (size_t i = 0; i < sizeof words / sizeof words[0] && used == 0; i++)
		if (length > strlen(words[i]) && memcmp(key, words[i], strlen(words[i])) == 0)
			used = strlen(words[i]);
	for (size_t i = 0; i < sizeof articles / sizeof articles[0] && used > 0; i++)
		if (length > used + strlen(articles[i]) &&
		    memcmp(key + used, articles[i], strlen(articles[i])) == 0)
			return slice.start + (uint32_t)(used + strlen(articles[i]));
	return used > 0 ? slice.start + (uint32_t)used : 0;
}
