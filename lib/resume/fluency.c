#include "resume/fluency.h"

#include <stdlib.h>
#include <string.h>

#include "resume/date.h"
#include "resume/header.h"
#include "resume/list.h"
#include "resume/location.h"
#include "resume/reach.h"
#include "resume/scan.h"
#include "resume/spoken.h"
#include "resume/tongues.h"
#include "resume/word.h"

enum { LONGEST_UNKNOWN = 5 }; /* words of a language that no list knows, and how well */

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
		if (lines++ % 2 == 0
			? !rq_spoken_begins(sheet, whole) || count_words(sheet, whole) > 1 ||
			      rq_spoken_has_sign(sheet, whole)
			: rq_spoken_begins(sheet, whole))
			return false;
	}
	return lines >= 2 && lines % 2 == 0;
}

static void read_pairs(struct rq_tongues *tongues, const struct rq_block *block)
{
	bool fluency = false;

	for (size_t i = block->first; i < block->end; i++) {
		struct rq_slice whole = rq_sheet_whole(tongues->sheet, i);

		if (whole.start >= whole.end)
			continue;
		if (fluency)
			(void)rq_tongues_put_fluency(tongues, &whole, 1);
		else
			rq_tongues_add(tongues, whole);
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

static void read_halves(struct rq_tongues *tongues, const struct rq_block *block)
{
	size_t half = (block->end - block->first) / 2;

	for (size_t i = 0; i < half; i++) {
		struct rq_slice language = rq_sheet_whole(tongues->sheet, block->first + i);
		struct rq_slice fluency = rq_sheet_whole(tongues->sheet, block->first + half + i);

		rq_tongues_add(tongues, language);
		(void)rq_tongues_put_fluency(tongues, &fluency, 1);
	}
}

void rq_fluency_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array)
{
	struct rq_tongues tongues = { sheet, array };
	struct rq_slices text = { 0 }, aspects = { 0 };

	if (alternate(sheet, block)) {
		read_pairs(&tongues, block);
		return;
	}
	if (stand_in_halves(sheet, block)) {
		read_halves(&tongues, block);
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
			(void)rq_tongues_put_fluency(&tongues, aspects.slice, aspects.count);
		aspects.count = 0;
		if (!is_remark(sheet, &text))
			rq_tongues_read(&tongues, &text);
	}
	if (aspects.count > 0)
		(void)rq_tongues_put_fluency(&tongues, aspects.slice, aspects.count);
	free(text.slice);
	free(aspects.slice);
}
