#include "resume/tongues.h"

#include <stdio.h>
#include <string.h>

#include "resume/header.h"
#include "resume/list.h"
#include "resume/spoken.h"
#include "resume/word.h"

enum {
	LONGEST_JOINT = 3,  /* bytes of "und" */
	LONGEST_PAIR = 500, /* bytes of a key: what joins more is no sentence of anybody's */
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

bool rq_tongues_put_fluency(struct rq_tongues *tongues, const struct rq_slice *slices, size_t count)
{
	size_t size = json_array_size(tongues->array);
	char path[64];

	if (size == 0)
		return false;
	(void)snprintf(path, sizeof path, "/languages/%zu", size - 1);
	return rq_sheet_put(tongues->sheet, json_array_get(tongues->array, size - 1), path,
			    "fluency", slices, count);
}

/* "Duits en Spaans: noties" says of the first too how well, which is the last so far. */
static void share_fluency(struct rq_tongues *tongues, struct rq_slice second)
{
	struct rq_spoken spoken;

	rq_spoken_split(tongues->sheet, second, &spoken);
	if (spoken.fluency.start < spoken.fluency.end)
		(void)rq_tongues_put_fluency(tongues, &spoken.fluency, 1);
}

/*
 * Takes languages that a dash or a word parts, the first and by itself the rest; false: there is
 * only one.
 */
static bool take_two(struct rq_tongues *tongues, struct rq_slice both)
{
	struct rq_slice first = both, second = both, joint;
	uint32_t dash;

	if (both.end - both.start > LONGEST_PAIR)
		return false;
	dash = find_next_language(tongues->sheet, both);
	if (dash > 0)
		joint = (struct rq_slice) { both.line, dash, dash + 1 };
	else if (find_joint(tongues->sheet, both, &joint))
		rq_sheet_mark(tongues->sheet, joint);
	else
		return false;
	first.end = joint.start;
	second.start = joint.end;
	second = rq_sheet_trim(tongues->sheet, second);
	take_language(tongues, &first, 1);
	if (dash == 0)
		share_fluency(tongues, second);
	take_language(tongues, &second, 1);
	return true;
}

static void take_language(void *context, const struct rq_slice *slices, size_t count)
{
	struct rq_tongues *tongues = context;
	struct rq_sheet *sheet = tongues->sheet;
	struct rq_spoken spoken = { .language = slices[0], .fluency = slices[count - 1] };
	bool split;
	json_t *object;
	char path[64];

	if (count == 1 && take_two(tongues, slices[0]))
		return;
	if (count == 1 && rq_spoken_begins_fluency(sheet, slices[0]) &&
	    !(rq_header_kinds(sheet, slices[0]) & RQ_WORD_TONGUE) &&
	    rq_tongues_put_fluency(tongues, slices, count))
		return;
	object = json_object();
	(void)snprintf(path, sizeof path, "/languages/%zu", json_array_size(tongues->array));
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
		rq_json_append_take(tongues->array, object);
	else
		json_decref(object);
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
		     (key[i] != '\t' && rq_spoken_has_sign(sheet, rest))))
			return i;
	}
	return slice.end;
}

/*
 * "Anglais : courant, pratique professionnelle": where a sign parts a language from its fluency,
 * a comma in that parts nothing. False: the text is a list of another kind.
 */
static bool take_described(struct rq_tongues *tongues, const struct rq_slices *text)
{
	struct rq_slice rest = text->slice[0];
	struct rq_spoken first;
	uint32_t from;

	rq_spoken_split(tongues->sheet, rest, &first);
	if (text->count != 1 || !rq_spoken_begins(tongues->sheet, first.language) ||
	    !rq_spoken_has_sign(tongues->sheet, rest))
		return false;
	from = first.language.start;
	while (rest.start < rest.end) {
		struct rq_slice one = rest;

		/* the sign behind "Madrelingua" parts no entries */
		one.end = end_of_entry(tongues->sheet, rest, rest.start > from ? rest.start : from);
		rest.start = one.end + 1;
		one = rq_sheet_trim(tongues->sheet, one);
		if (one.start < one.end)
			take_language(tongues, &one, 1);
	}
	return true;
}

void rq_tongues_add(struct rq_tongues *tongues, struct rq_slice slice)
{
	take_language(tongues, &slice, 1);
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
static bool take_shared(struct rq_tongues *tongues, const struct rq_slices *text)
{
	struct rq_slice whole = text->slice[0], one = whole;
	const char *key = tongues->sheet->lines[whole.line].key;
	struct rq_spoken spoken;

	rq_spoken_split(tongues->sheet, whole, &spoken);
	if (text->count != 1 || spoken.fluency.start >= spoken.fluency.end ||
	    spoken.language.end > spoken.fluency.start ||
	    !memchr(key + spoken.language.end, ':', spoken.fluency.start - spoken.language.end) ||
	    !are_languages(tongues->sheet, spoken.language))
		return false;
	for (uint32_t i = spoken.language.start; i <= spoken.language.end; i++) {
		if (i < spoken.language.end && key[i] != ',')
			continue;
		one.end = i;
		one = rq_sheet_trim(tongues->sheet, one);
		take_language(tongues, &one, 1);
		(void)rq_tongues_put_fluency(tongues, &spoken.fluency, 1);
		one.start = i + 1;
	}
	return true;
}

void rq_tongues_read(struct rq_tongues *tongues, const struct rq_slices *text)
{
	if (!take_shared(tongues, text) && !take_described(tongues, text))
		rq_list_cut(tongues->sheet, text, take_language, tongues);
}
