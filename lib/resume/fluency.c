#include "resume/fluency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/header.h"
#include "resume/list.h"
#include "resume/word.h"

enum {
	LONGEST_JOINT = 3,   /* bytes of "und" */
	LONGEST_UNKNOWN = 5, /* words of a language that no list knows, and how well */
};

struct fluency_reader {
	struct rq_sheet *sheet;
	json_t *array;
};

bool rq_fluency_begins(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t i = slice.start, start;

	while (i < slice.end && !rq_sheet_is_word(key[i]))
		i++;
	for (start = i; i < slice.end && rq_sheet_is_word(key[i]); i++)
		;
	return rq_word_find(key + start, i - start).kinds & RQ_WORD_TONGUE;
}

/* Whether every word tells how well, numbers aside: "fluent", "Level 2". */
static bool is_fluency(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	bool tells = false;

	for (uint32_t i = slice.start, start; i < slice.end; i++) {
		bool number = true;

		for (start = i; i < slice.end && rq_sheet_is_word(key[i]); i++)
			number &= key[i] >= '0' && key[i] <= '9';
		if (i == start || number)
			continue;
		if (!(rq_word_find(key + start, i - start).kinds &
		      (RQ_WORD_FLUENCY | RQ_WORD_LEVEL)))
			return false;
		tells = true;
	}
	return tells;
}

/* Where the language ends and its fluency begins: "German (native)", "German: C1". */
static uint32_t end_of_language(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t sign = slice.end;

	for (uint32_t i = slice.start + 1; i < slice.end && sign == slice.end; i++)
		if (key[i] == '(' || key[i] == ':' || key[i] == '\t' ||
		    (key[i] == '-' &&
		     (key[i - 1] == ' ' || (i + 1 < slice.end && key[i + 1] == ' '))))
			sign = i;
	for (uint32_t i = slice.start; i < sign; i++) {
		struct rq_slice rest = { slice.line, i + 1, sign };

		if (key[i] == ' ')
			return is_fluency(sheet, rest) ? i : sign;
	}
	return sign;
}

/* The fluency without brackets around it. */
static struct rq_slice trim_fluency(const struct rq_sheet *sheet, struct rq_slice fluency)
{
	const char *key = sheet->lines[fluency.line].key;

	fluency = rq_sheet_trim(sheet, fluency);
	if (fluency.start < fluency.end && key[fluency.end - 1] == '.')
		fluency.end--;
	return rq_header_trim(sheet, fluency);
}

/* Where a dash parts two languages: "English (B1) - Spanish (basic)". 0: nowhere. */
static uint32_t find_next_language(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start + 1; i + 1 < slice.end; i++)
		if (key[i] == '-' && key[i - 1] == ' ' && key[i + 1] == ' ' &&
		    rq_fluency_begins(sheet, (struct rq_slice) { slice.line, i, slice.end }))
			return i;
	return 0;
}

/* "Engels en Fries": the word between two languages, of which one is known; false: none. */
static bool find_joint(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice *joint)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t first = slice.start, last;

	while (first < slice.end && rq_sheet_is_word(key[first]))
		first++;
	if (first == slice.start || first >= slice.end || key[first] != ' ')
		return false;
	for (last = first + 1; last < slice.end && rq_sheet_is_word(key[last]);)
		last++;
	if (last + 1 >= slice.end || key[last] != ' ' || last - first > LONGEST_JOINT + 1 ||
	    !(rq_word_find(key + first + 1, last - first - 1).kinds &
	      (RQ_WORD_FILL | RQ_WORD_FILLER)))
		return false;
	*joint = (struct rq_slice) { slice.line, first + 1, last };
	return rq_fluency_begins(sheet, slice) &&
	       (rq_fluency_begins(sheet, (struct rq_slice) { slice.line, last, slice.end }) ||
		!memchr(key + last + 1, ' ', slice.end - last - 1));
}

static void take_language(void *context, const struct rq_slice *slices, size_t count);

/* Takes two languages that a dash or a word parts; false: there is only one. */
static bool take_two(struct fluency_reader *reader, struct rq_slice both)
{
	uint32_t dash = find_next_language(reader->sheet, both);
	struct rq_slice first = both, second = both, joint;

	if (dash > 0)
		joint = (struct rq_slice) { both.line, dash, dash + 1 };
	else if (find_joint(reader->sheet, both, &joint))
		rq_sheet_mark(reader->sheet, joint);
	else
		return false;
	first.end = joint.start;
	second.start = joint.end;
	second = rq_sheet_trim(reader->sheet, second);
	take_language(reader, &first, 1);
	take_language(reader, &second, 1);
	return true;
}

static void take_language(void *context, const struct rq_slice *slices, size_t count)
{
	struct fluency_reader *reader = context;
	struct rq_sheet *sheet = reader->sheet;
	size_t size = json_array_size(reader->array);
	struct rq_slice language = slices[0], fluency = slices[count - 1];
	bool split;
	json_t *object;
	char path[64];

	if (count == 1 && take_two(reader, slices[0]))
		return;
	if (size > 0 && count == 1 && is_fluency(sheet, slices[0])) {
		(void)snprintf(path, sizeof path, "/languages/%zu", size - 1);
		if (rq_sheet_put(sheet, json_array_get(reader->array, size - 1), path, "fluency",
				 slices, count))
			return;
	}
	object = json_object();
	(void)snprintf(path, sizeof path, "/languages/%zu", size);
	/* In two lines, brackets part them: "French" above "(fluent)". */
	split = count == 1 || (count == 2 && *rq_sheet_key(sheet, fluency) == '(');
	if (count == 1) {
		language.end = end_of_language(sheet, slices[0]);
		fluency.start = language.end;
	}
	language = rq_sheet_trim(sheet, language);
	fluency = trim_fluency(sheet, fluency);
	(void)rq_sheet_put(sheet, object, path, "language", split ? &language : slices,
			   split ? 1 : count);
	if (split && fluency.start < fluency.end)
		(void)rq_sheet_put(sheet, object, path, "fluency", &fluency, 1);
	if (json_object_size(object) > 0)
		rq_json_append_take(reader->array, object);
	else
		json_decref(object);
}

/* Whether a sign parts a language from its fluency: "German: C1, spoken daily". */
static bool has_sign(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start; i < slice.end && !strchr(",;|", key[i]); i++)
		if (key[i] == ':' || key[i] == '\t' || key[i] == '(' ||
		    (key[i] == '-' && i > slice.start && key[i - 1] == ' '))
			return true;
	return false;
}

/* Where the next language of a line begins behind i: at a separator with one behind it, or a
 * bracket in front of it. */
static uint32_t end_of_entry(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	int depth = 0;

	for (; i < slice.end; i++) {
		struct rq_slice rest = { slice.line, i + 1, slice.end };

		depth += (key[i] == '(') - (key[i] == ')');
		if (depth <= 0 && key[i] && strchr(",;|\t", key[i]) &&
		    ((i > slice.start && key[i - 1] == ')') || rq_fluency_begins(sheet, rest) ||
		     (key[i] != '\t' && has_sign(sheet, rest))))
			return i;
	}
	return slice.end;
}

/*
 * "Anglais : courant, pratique professionnelle": where a sign parts a language from its fluency,
 * a comma in that parts nothing. False: the text is a list of another kind.
 */
static bool take_described(struct fluency_reader *reader, const struct rq_slices *text)
{
	struct rq_slice rest = text->slice[0];

	if (text->count != 1 || !rq_fluency_begins(reader->sheet, rest) ||
	    !has_sign(reader->sheet, rest))
		return false;
	while (rest.start < rest.end) {
		struct rq_slice one = rest;

		one.end = end_of_entry(reader->sheet, rest, rest.start);
		rest.start = one.end + 1;
		one = rq_sheet_trim(reader->sheet, one);
		if (one.start < one.end)
			take_language(reader, &one, 1);
	}
	return true;
}

void rq_fluency_read_text(struct rq_sheet *sheet, const struct rq_slices *text, json_t *array)
{
	struct fluency_reader reader = { sheet, array };

	if (!take_described(&reader, text))
		rq_list_cut(sheet, text, take_language, &reader);
}

/* A sentence that names no language: "All rights reserved by Jane Doe". */
static bool is_remark(const struct rq_sheet *sheet, const struct rq_slices *text)
{
	const char *key = rq_sheet_key(sheet, text->slice[0]);
	size_t words = 0;

	for (size_t i = 0; i < text->slice[0].end - text->slice[0].start; i++)
		words += rq_sheet_is_word(key[i]) && (i == 0 || key[i - 1] == ' ');
	return words > LONGEST_UNKNOWN &&
	       !(rq_header_kinds(sheet, text->slice[0]) & (RQ_WORD_TONGUE | RQ_WORD_FLUENCY));
}

void rq_fluency_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array)
{
	struct rq_slices text = { 0 };

	for (size_t line = block->first; line < block->end;) {
		line = rq_list_collect(sheet, line, block->end, &text);
		if (!is_remark(sheet, &text))
			rq_fluency_read_text(sheet, &text, array);
	}
	free(text.slice);
}
