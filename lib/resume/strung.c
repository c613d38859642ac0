#include "resume/strung.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/date.h"
#include "resume/header.h"
#include "resume/list.h"

enum {
	FEWEST = 3,     /* where neither dates nor semicolons tell */
	MOST_WORDS = 6, /* of each of those */
	ANY_WORDS = 14, /* of one between semicolons: more are a sentence */
};

/* What the parts of a text have in common; what is not so of one is not so. */
struct string {
	const struct rq_sheet *sheet;
	size_t count;
	size_t counted; /* with a bracket behind them that says when or how long */
	size_t longest; /* words */
	bool named;     /* each begins as a name, and none is a date, a firm, a school or a place */
	bool whole;     /* each is in one line, has a letter and no tab beside it */
};

struct reader {
	struct rq_sheet *sheet;
	json_t *array;
	const char *name;
};

static size_t count_words(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = rq_sheet_key(sheet, part);
	size_t words = 1;

	for (size_t i = 0; i < part.end - part.start; i++)
		words += key[i] == ' ';
	return words;
}

/* Whether a part ends with a bracket that has a number: "CKA (2022)", "Analytics (180 h)". */
static bool ends_counted(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = rq_sheet_key(sheet, part);
	size_t length = part.end - part.start, i = length;
	bool number = false;

	if (length == 0 || key[length - 1] != ')')
		return false;
	while (i > 0 && key[i - 1] != '(') {
		i--;
		number |= key[i] >= '0' && key[i] <= '9';
	}
	return number && i > 1;
}

/* Not "700" of "FEMA IS-100, 700, 800": a number goes on with what is in front of it. */
static bool has_letter(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	for (uint32_t i = part.start; i < part.end; i++)
		if (rq_sheet_is_word(key[i]) && !(key[i] >= '0' && key[i] <= '9'))
			return true;
	return false;
}

static void look_at(void *context, const struct rq_slice *slices, size_t count)
{
	const uint32_t others = RQ_HEADER_ORGANISATION | RQ_WORD_PLACE | RQ_WORD_CITY;
	struct string *string = context;
	struct rq_slice part = slices[0];
	size_t words;

	if (count != 1 || !has_letter(string->sheet, part) ||
	    memchr(string->sheet->lines[part.line].key, '\t',
		   string->sheet->lines[part.line].length)) {
		string->whole = false;
		return;
	}
	words = count_words(string->sheet, part);
	if (words > string->longest)
		string->longest = words;
	string->count++;
	string->counted += ends_counted(string->sheet, part);
	string->named = string->named &&
			rq_header_begins_name(string->sheet, part.line, part.start) &&
			!rq_header_is_date(string->sheet, rq_header_trim(string->sheet, part)) &&
			!(rq_header_kinds(string->sheet, part) & others);
}

/* Whether semicolons part a text, and commas stand only between them. */
static bool has_semicolons(const struct rq_sheet *sheet, const struct rq_slices *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct rq_slice *slice = &text->slice[i];
		const char *key = rq_sheet_key(sheet, *slice);

		if (memchr(key, ',', slice->end - slice->start))
			return false;
		if (memchr(key, ';', slice->end - slice->start))
			return true;
	}
	return false;
}

/* The date in a part's bracket or at its end, by which the name is cut; what else is told there. */
static bool cut_date(const struct rq_sheet *sheet, struct rq_slice *part,
		     struct rq_date_range *range, struct rq_slice *told)
{
	const char *key = sheet->lines[part->line].key;

	if (!rq_date_find(key, part->end, part->start, range) || range->from <= part->start + 1 ||
	    range->range || range->present || range->only_end)
		return false;
	if (key[range->from - 1] != '(' &&
	    (key[range->from - 1] != ' ' || range->to + 1 < part->end))
		return false;
	*told = *part;
	told->start = (uint32_t)range->to;
	part->end = (uint32_t)range->from - 1;
	*told = rq_header_trim(sheet, *told);
	*part = rq_header_trim(sheet, *part);
	return true;
}

static void put_part(void *context, const struct rq_slice *slices, size_t count)
{
	struct reader *reader = context;
	struct rq_slice part = rq_sheet_trim(reader->sheet, slices[0]), told = { 0 }, date = part;
	struct rq_date_range range;
	json_t *entry = json_object();
	bool dated;
	char path[64];

	(void)count; /* one: look_at() saw it */
	(void)snprintf(path, sizeof path, "/%s/%zu", reader->name, json_array_size(reader->array));
	dated = cut_date(reader->sheet, &part, &range, &told);
	(void)rq_sheet_put(reader->sheet, entry, path, "name", &part, 1);
	if (dated) {
		date.start = (uint32_t)range.from;
		date.end = (uint32_t)range.to;
		(void)rq_sheet_put_value(reader->sheet, entry, path, "date", range.start, date);
		if (told.start < told.end)
			(void)rq_sheet_put(reader->sheet, entry, path, "summary", &told, 1);
	}
	if (json_object_size(entry) > 0)
		rq_json_append_take(reader->array, entry);
	else
		json_decref(entry);
}

bool rq_strung_read(struct rq_sheet *sheet, const struct rq_slices *text, json_t *array,
		    const char *name)
{
	struct string string = { .sheet = sheet, .named = true, .whole = true };
	struct reader reader = { sheet, array, name };
	bool parted = has_semicolons(sheet, text);

	rq_list_cut(sheet, text, look_at, &string);
	if (!string.whole || string.count < 2 || string.longest > ANY_WORDS)
		return false;
	if (!(parted && string.named) && string.counted < 2 &&
	    !(string.named && string.count >= FEWEST && string.longest <= MOST_WORDS))
		return false;
	rq_list_cut(sheet, text, put_part, &reader);
	return true;
}
