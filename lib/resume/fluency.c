#include "resume/fluency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/date.h"
#include "resume/header.h"
#include "resume/list.h"
#include "resume/location.h"
#include "resume/reach.h"
#include "resume/scan.h"
#include "resume/spoken.h"
#include "resume/word.h"

enum {
	LONGEST_JOINT = 3,   /* bytes of "und" */
	LONGEST_PAIR = 500,  /* bytes of a key: what joins more is no sentence of anybody's */
	LONGEST_UNKNOWN = 5, /* words of a language that no list knows, and how well */
};

struct fluency_reader {
	struct rq_sheet *sheet;
	json_t *array;
};

/*
 * Where a dash or nothing but a bracket parts two languages: "English (B1) - Spanish (basic)",
 * "English (B1) Spanish". 0: nowhere.
 */
static uint32_t find_next_language(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start + 1; i + 1 < slice.end; i++)
		if (((key[i] == '-' && key[i - 1] == ' ' && key[i + 1] == ' ') ||
		     (key[i] == ' ' && key[i - 1] == ')')) &&
		    rq_spoken_begins(sheet, (struct rq_slice) { slice.line, i, slice.end }))
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
	return rq_spoken_begins(sheet, slice) &&
	       (rq_spoken_begins(sheet, (struct rq_slice) { slice.line, last, slice.end }) ||
		!memchr(key + last + 1, ' ', slice.end - last - 1));
}

static void take_language(void *context, const struct rq_slice *slices, size_t count);

/* Puts how well into the language before, when that does not say so yet; false: it does. */
static bool put_fluency(struct fluency_reader *reader, const struct rq_slice *slices, size_t count)
{
	size_t size = json_array_size(reader->array);
	char path[64];

	if (size == 0)
		return false;
	(void)snprintf(path, sizeof path, "/languages/%zu", size - 1);
	return rq_sheet_put(reader->sheet, json_array_get(reader->array, size - 1), path, "fluency",
			    slices, count);
}

/* "Duits en Spaans: noties" says of the first too how well, which is the last so far. */
static void share_fluency(struct fluency_reader *reader, struct rq_slice second)
{
	struct rq_spoken spoken;

	rq_spoken_split(reader->sheet, second, &spoken);
	if (spoken.fluency.start < spoken.fluency.end)
		(void)put_fluency(reader, &spoken.fluency, 1);
}

/*
 * Takes languages that a dash or a word parts, the first and by itself the rest; false: there is
 * only one.
 */
static bool take_two(struct fluency_reader *reader, struct rq_slice both)
{
	struct rq_slice first = both, second = both, joint;
	uint32_t dash;

	if (both.end - both.start > LONGEST_PAIR)
		return false;
	dash = find_next_language(reader->sheet, both);
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
	if (dash == 0)
		share_fluency(reader, second);
	take_language(reader, &second, 1);
	return true;
}

static void take_language(void *context, const struct rq_slice *slices, size_t count)
{
	struct fluency_reader *reader = context;
	struct rq_sheet *sheet = reader->sheet;
	struct rq_spoken spoken = { .language = slices[0], .fluency = slices[count - 1] };
	bool split;
	json_t *object;
	char path[64];

	if (count == 1 && take_two(reader, slices[0]))
		return;
	if (count == 1 && rq_spoken_begins_fluency(sheet, slices[0]) &&
	    !(rq_header_kinds(sheet, slices[0]) & RQ_WORD_TONGUE) &&
	    put_fluency(reader, slices, count))
		return;
	object = json_object();
	(void)snprintf(path, sizeof path, "/languages/%zu", json_array_size(reader->array));
	/* In two lines, brackets part them: "French" above "(fluent)". */
	split = count == 1 || (count == 2 && *rq_sheet_key(sheet, slices[1]) == '(');
	if (count == 1) {
		rq_spoken_split(sheet, slices[0], &spoken);
	} else {
		spoken.language = rq_sheet_trim(sheet, spoken.language);
		spoken.fluency = rq_spoken_trim_fluency(sheet, spoken.fluency);
	}
	(void)rq_sheet_put(sheet, object, path, "language", split ? &spoken.language : slices,
			   split ? 1 : count);
	if (spoken.joint.start < spoken.joint.end)
		rq_sheet_mark(sheet, spoken.joint);
	if (split && spoken.fluency.start < spoken.fluency.end)
		(void)rq_sheet_put(sheet, object, path, "fluency", &spoken.fluency, 1);
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

/*
 * Where the next language of a line begins behind i: at a separator with one behind it, or a
 * bracket in front of it.
 */
static uint32_t end_of_entry(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	int depth = 0;

	for (; i < slice.end; i++) {
		struct rq_slice rest = { slice.line, i + 1, slice.end };

		depth += (key[i] == '(') - (key[i] == ')');
		if (depth <= 0 && key[i] == '.' && rq_spoken_begins(sheet, rest))
			return i;
		if (depth <= 0 && key[i] && strchr(",;|\t", key[i]) &&
		    ((i > slice.start && key[i - 1] == ')') || rq_spoken_begins(sheet, rest) ||
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
	struct rq_spoken first;
	uint32_t from;

	rq_spoken_split(reader->sheet, rest, &first);
	if (text->count != 1 || !rq_spoken_begins(reader->sheet, first.language) ||
	    !has_sign(reader->sheet, rest))
		return false;
	from = first.language.start;
	while (rest.start < rest.end) {
		struct rq_slice one = rest;

		/* the sign behind "Madrelingua" parts no entries */
		one.end = end_of_entry(reader->sheet, rest, rest.start > from ? rest.start : from);
		rest.start = one.end + 1;
		one = rq_sheet_trim(reader->sheet, one);
		if (one.start < one.end)
			take_language(reader, &one, 1);
	}
	return true;
}

/* Whether a slice is languages and the commas and words between them: at least two. */
static bool are_languages(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	size_t languages = 0;

	for (uint32_t i = slice.start; i < slice.end; i++) {
		uint32_t start = i;
		uint32_t kinds;

		while (i < slice.end && rq_sheet_is_word(key[i]))
			i++;
		if (i == start)
			continue;
		kinds = rq_word_find(key + start, i - start).kinds;
		if (!(kinds & (RQ_WORD_TONGUE | RQ_WORD_FILL | RQ_WORD_FILLER)))
			return false;
		languages += (kinds & RQ_WORD_TONGUE) != 0;
	}
	return languages >= 2 && memchr(key + slice.start, ',', slice.end - slice.start);
}

/*
 * "Allemand, Russe : notions" says of each how well; "Allemand, Russe (notions)" of the last alone.
 * False: the text is written otherwise.
 */
static bool take_shared(struct fluency_reader *reader, const struct rq_slices *text)
{
	struct rq_slice whole = text->slice[0], one = whole;
	const char *key = reader->sheet->lines[whole.line].key;
	struct rq_spoken spoken;

	rq_spoken_split(reader->sheet, whole, &spoken);
	if (text->count != 1 || spoken.fluency.start >= spoken.fluency.end ||
	    spoken.language.end > spoken.fluency.start ||
	    !memchr(key + spoken.language.end, ':', spoken.fluency.start - spoken.language.end) ||
	    !are_languages(reader->sheet, spoken.language))
		return false;
	for (uint32_t i = spoken.language.start; i <= spoken.language.end; i++) {
		if (i < spoken.language.end && key[i] != ',')
			continue;
		one.end = i;
		one = rq_sheet_trim(reader->sheet, one);
		take_language(reader, &one, 1);
		(void)put_fluency(reader, &spoken.fluency, 1);
		one.start = i + 1;
	}
	return true;
}

void rq_fluency_read_text(struct rq_sheet *sheet, const struct rq_slices *text, json_t *array)
{
	struct fluency_reader reader = { sheet, array };

	if (!take_shared(&reader, text) && !take_described(&reader, text))
		rq_list_cut(sheet, text, take_language, &reader);
}

static size_t count_words(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t words = 0;

	for (size_t i = 0; i < slice.end - slice.start; i++)
		words += rq_sheet_is_word(key[i]) && (i == 0 || key[i - 1] == ' ');
	return words;
}

/* Whether what stands between two commas of a line has so many words as no language has. */
static bool has_long_part(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };

	for (; part.end <= slice.end; part.end++) {
		if (part.end < slice.end && !strchr(",;|\t", key[part.end]))
			continue;
		if (count_words(sheet, part) > LONGEST_UNKNOWN)
			return true;
		part.start = part.end + 1;
	}
	return false;
}

static bool has_letter(const struct rq_sheet *sheet, struct rq_slice slice)
{
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (rq_scan_is_letter(sheet->lines[slice.line].key[i]))
			return true;
	return false;
}

static bool is_labelled(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);

	return memchr(key, ':', slice.end - slice.start) ||
	       memchr(key, '\t', slice.end - slice.start);
}

/*
 * What is no language: a page's address, a telephone number, a place, a sentence ("Daily work in
 * English with customers"), something else with its label ("Driving licence: B").
 */
static bool is_remark(const struct rq_sheet *sheet, const struct rq_slices *text)
{
	struct rq_slice first = text->slice[0], link;
	struct rq_date_range range;
	uint32_t kinds = rq_header_kinds(sheet, first);

	if (rq_spoken_begins(sheet, first) || (kinds & RQ_WORD_FLUENCY))
		return false;
	if (rq_date_find(sheet->lines[first.line].key, first.end, first.start, &range) &&
	    range.range)
		return true;
	if (!has_letter(sheet, first) || rq_location_is_place(sheet, first))
		return true;
	return rq_reach_find_link(sheet, first.line, first.start, &link) ||
	       has_long_part(sheet, first) ||
	       (is_labelled(sheet, first) && !(kinds & (RQ_WORD_TONGUE | RQ_WORD_LEVEL)));
}

/* Whether each language has a line of its own, and below it another that tells how well. */
static bool alternate(const struct rq_sheet *sheet, const struct rq_block *block)
{
	size_t lines = 0;

	for (size_t i = block->first; i < block->end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i);

		if (whole.start >= whole.end)
			continue;
		if (lines++ % 2 == 0 ? !rq_spoken_begins(sheet, whole) ||
					   count_words(sheet, whole) > 1 || has_sign(sheet, whole)
				     : rq_spoken_begins(sheet, whole))
			return false;
	}
	return lines >= 2 && lines % 2 == 0;
}

static void read_pairs(struct fluency_reader *reader, const struct rq_block *block)
{
	bool fluency = false;

	for (size_t i = block->first; i < block->end; i++) {
		struct rq_slice whole = rq_sheet_whole(reader->sheet, i);

		if (whole.start >= whole.end)
			continue;
		if (fluency)
			(void)put_fluency(reader, &whole, 1);
		else
			take_language(reader, &whole, 1);
		fluency = !fluency;
	}
}

/* Whether all languages stand first, a line each, and below them as many lines how well. */
static bool stand_in_halves(const struct rq_sheet *sheet, const struct rq_block *block)
{
	size_t half = (block->end - block->first) / 2;

	if (half < 2 || (block->end - block->first) % 2 != 0)
		return false;
	for (size_t i = 0; i < half; i++) {
		struct rq_slice language = rq_sheet_whole(sheet, block->first + i);
		struct rq_slice fluency = rq_sheet_whole(sheet, block->first + half + i);

		if (!rq_spoken_begins(sheet, language) || count_words(sheet, language) > 1 ||
		    !rq_spoken_begins_fluency(sheet, fluency) || rq_spoken_begins(sheet, fluency))
			return false;
	}
	return true;
}

static void read_halves(struct fluency_reader *reader, const struct rq_block *block)
{
	size_t half = (block->end - block->first) / 2;

	for (size_t i = 0; i < half; i++) {
		struct rq_slice language = rq_sheet_whole(reader->sheet, block->first + i);
		struct rq_slice fluency = rq_sheet_whole(reader->sheet, block->first + half + i);

		take_language(reader, &language, 1);
		(void)put_fluency(reader, &fluency, 1);
	}
}

void rq_fluency_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array)
{
	struct fluency_reader reader = { sheet, array };
	struct rq_slices text = { 0 }, aspects = { 0 };

	if (alternate(sheet, block)) {
		read_pairs(&reader, block);
		return;
	}
	if (stand_in_halves(sheet, block)) {
		read_halves(&reader, block);
		return;
	}
	for (size_t line = block->first; line < block->end;) {
		line = rq_list_collect(sheet, line, block->end, &text);
		if (json_array_size(array) > 0 && rq_spoken_is_aspect(sheet, text.slice[0])) {
			for (size_t i = 0; i < text.count; i++)
				rq_slices_add(&aspects, text.slice[i]);
			continue;
		}
		if (aspects.count > 0)
			(void)put_fluency(&reader, aspects.slice, aspects.count);
		aspects.count = 0;
		if (!is_remark(sheet, &text))
			rq_fluency_read_text(sheet, &text, array);
	}
	if (aspects.count > 0)
		(void)put_fluency(&reader, aspects.slice, aspects.count);
	free(text.slice);
	free(aspects.slice);
}
