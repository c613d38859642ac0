#include "resume/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "resume/header.h"
#include "resume/word.h"

enum {
	LONGEST_CATEGORY = 48, /* bytes of a key in front of a colon */
	FULL_LINE = 60,        /* a list line that is full may go on in the next */
};

static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_separator(const char *key, uint32_t i, struct rq_slice slice)
{
	char c = key[i];

	if (c == ',')
		return i + 1 >= slice.end || !(is_word_byte(key[i + 1]) && i > slice.start &&
					       key[i - 1] >= '0' && key[i - 1] <= '9');
	if (c == ';' || c == '|' || c == '\t')
		return true;
	return (c == '/' || c == '*') && i > slice.start && key[i - 1] == ' ' &&
	       i + 1 < slice.end && key[i + 1] == ' ';
}

/* A lone final dot is no part of the last thing; that of "etc." and "Inc." is. */
static struct rq_slice trim_part(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	part = rq_sheet_trim(sheet, part);
	while (part.start < part.end && key[part.start] == '-')
		part.start++;
	return part;
}

void rq_list_cut(const struct rq_sheet *sheet, const struct rq_slices *text,
		 void (*take)(void *context, const struct rq_slice *slices, size_t count),
		 void *context)
{
	struct rq_slices part = { 0 };
	int depth = 0;

	for (size_t k = 0; k < text->count; k++) {
		struct rq_slice slice = text->slice[k], piece = slice;
		const char *key = sheet->lines[slice.line].key;

		for (uint32_t i = slice.start; i < slice.end; i++) {
			if (key[i] == '(')
				depth++;
			else if (key[i] == ')' && depth > 0)
				depth--;
			if (depth > 0 || !is_separator(key, i, slice))
				continue;
			piece.end = i;
			rq_slices_add(&part, trim_part(sheet, piece));
			take(context, part.slice, part.count);
			part.count = 0;
			piece.start = i + 1;
		}
		piece.end = slice.end;
		piece = trim_part(sheet, piece);
		if (piece.start < piece.end)
			rq_slices_add(&part, piece);
	}
	if (part.count > 0)
		take(context, part.slice, part.count);
	free(part.slice);
}

/* Where a category ends: at its colon, with something behind or below it; else 0. */
static uint32_t end_of_category(const struct rq_sheet_line *line)
{
	for (uint32_t i = line->start; i < line->length && i - line->start < LONGEST_CATEGORY;
	     i++) {
		if (line->key[i] == ',' || line->key[i] == ';' || line->key[i] == '|' ||
		    line->key[i] == '(')
			return 0;
		if ((line->key[i] == ':' && (i + 1 >= line->length || line->key[i + 1] != '/')) ||
		    (line->key[i] == '\t' && line->kind == RQ_LINE_ROW))
			return i > line->start ? i : 0;
	}
	return 0;
}

static bool begins_lower(const struct rq_sheet_line *line)
{
	const char *text = line->text + line->at[line->start];
	size_t size;
	int32_t c;

	if (line->start >= line->length)
		return false;
	c = rq_text_decode(text, strlen(text), &size);
	return rq_text_is_letter(c) && !rq_text_is_upper(c) && c < 0x590;
}

/* Whether a line goes on with the list of the line above. */
static bool continues(const struct rq_sheet_line *above, const struct rq_sheet_line *line)
{
	char last = rq_sheet_last(above);

	if (line->gap || line->bullet || line->kind != above->kind ||
	    line->kind == RQ_LINE_HEADING || end_of_category(line) > 0)
		return line->kind == RQ_LINE_TEXT && above->kind == RQ_LINE_ITEM && !line->gap &&
		       !line->bullet && end_of_category(line) == 0 &&
		       (last == ',' || begins_lower(line));
	if (last == ',' || last == '&' || last == '/' || last == '(' || last == '|' ||
	    (line->length > 0 && line->key[line->start] == '('))
		return true;
	return begins_lower(line) ||
	       (above->length >= FULL_LINE && memchr(above->key, ',', above->length));
}

/* The kinds that all words of a slice share. */
static uint32_t shared_kinds(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t shared = UINT32_MAX;
	size_t words = 0;

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;

		while (i < slice.end && is_word_byte(key[i]))
			i++;
		if (i > start) {
			shared &= rq_word_find(key + start, i - start).kinds;
			words++;
		} else {
			i++;
		}
	}
	return words > 0 ? shared : 0;
}

/* "angielski - C1": a language with its level, which nothing continues. */
static bool tells_fluency(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice last = rq_sheet_trim(sheet, rq_sheet_whole(sheet, line)), rest = last;
	const char *key = sheet->lines[line].key;

	while (last.start < last.end && key[last.end - 1] == ')')
		last.end--;
	rest.end = last.start;
	for (uint32_t i = last.end; i > last.start && is_word_byte(key[i - 1]); i--)
		rest.end = i - 1;
	last.start = rest.end;
	return last.start > rest.start && (shared_kinds(sheet, last) & RQ_WORD_FLUENCY) &&
	       rq_sheet_last(&sheet->lines[line]) != ',';
}

/* Collects a line and what continues it; returns the line behind. */
static size_t read_text(const struct rq_sheet *sheet, size_t line, size_t end,
			struct rq_slices *text)
{
	text->count = 0;
	do {
		rq_slices_add(text, rq_sheet_whole(sheet, line));
		line++;
	} while (line < end && continues(&sheet->lines[line - 1], &sheet->lines[line]) &&
		 !tells_fluency(sheet, line - 1));
	return line;
}

struct skill_reader {
	struct rq_sheet *sheet;
	json_t *array; /* of skills, or of what has a name alone */
	const char *name;
	json_t *keywords; /* of the category in hand, or NULL */
	char path[96];
	size_t taken;
};

static void take_skill(void *context, const struct rq_slice *slices, size_t count)
{
	struct skill_reader *reader = context;
	size_t size = json_array_size(reader->array);
	json_t *skill;
	char path[64];

	reader->taken++;
	if (size > 0 && count == 1 && json_array_size(reader->keywords) == 0 &&
	    (shared_kinds(reader->sheet, slices[0]) & RQ_WORD_LEVEL)) {
		(void)snprintf(path, sizeof path, "/%s/%zu", reader->name, size - 1);
		if (rq_sheet_put(reader->sheet, json_array_get(reader->array, size - 1), path,
				 "level", slices, count))
			return;
	}
	if (reader->keywords) {
		(void)rq_sheet_push(reader->sheet, reader->keywords, reader->path, slices, count);
		return;
	}
	skill = json_object();
	(void)snprintf(path, sizeof path, "/%s/%zu", reader->name, size);
	if (rq_sheet_put(reader->sheet, skill, path, "name", slices, count))
		rq_json_append_take(reader->array, skill);
	else
		json_decref(skill);
}

/* Begins a category: a new skill with its name, whose keywords follow. */
static void open_category(struct skill_reader *reader, struct rq_slice name)
{
	json_t *skill = json_object();
	char path[64];

	(void)snprintf(path, sizeof path, "/%s/%zu", reader->name, json_array_size(reader->array));
	name = rq_sheet_trim(reader->sheet, name);
	if (!rq_sheet_put(reader->sheet, skill, path, "name", &name, 1)) {
		json_decref(skill);
		reader->keywords = NULL;
		return;
	}
	reader->keywords = json_array();
	(void)snprintf(reader->path, sizeof reader->path, "%s/keywords", path);
	rq_json_set_take(skill, "keywords", reader->keywords);
	rq_json_append_take(reader->array, skill);
}

/* A category without keywords is a plain skill. */
static void drop_empty_keywords(json_t *skills)
{
	json_t *skill;
	size_t i;

	json_array_foreach (skills, i, skill) {
		json_t *keywords = rq_json_array(skill, "keywords");

		if (keywords && json_array_size(keywords) == 0)
			(void)json_object_del(skill, "keywords");
	}
}

static void take_language(void *context, const struct rq_slice *slices, size_t count);

/* Whether the first thing of a list is the name of a language. */
static bool lists_tongues(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t i = slice.start, start;

	while (i < slice.end && !is_word_byte(key[i]))
		i++;
	for (start = i; i < slice.end && is_word_byte(key[i]); i++)
		;
	return rq_word_find(key + start, i - start).kinds & RQ_WORD_TONGUE;
}

/* "Languages: German, English" and "Interests: chess" among the skills. */
static bool take_elsewhere(struct rq_sheet *sheet, const struct rq_lists *lists,
			   struct rq_slice category, const struct rq_slices *text)
{
	enum rq_section section = rq_section_classify(sheet, category);
	struct skill_reader reader = { .sheet = sheet };

	if (section == RQ_SECTION_LANGUAGES && text->count > 0 &&
	    lists_tongues(sheet, text->slice[0])) {
		reader.array = lists->languages;
		reader.name = "languages";
		rq_list_cut(sheet, text, take_language, &reader);
	} else if (section == RQ_SECTION_INTERESTS) {
		reader.array = lists->interests;
		reader.name = "interests";
		rq_list_cut(sheet, text, take_skill, &reader);
	} else {
		return false;
	}
	rq_sheet_mark(sheet, category);
	return true;
}

static bool holds_list(const struct rq_sheet *sheet, size_t line)
{
	return memchr(sheet->lines[line].key, ',', sheet->lines[line].length) != NULL;
}

/* "Web Technologies" above "HTML, CSS": a category though no colon says so. */
static bool heads_list(const struct rq_sheet *sheet, size_t line, size_t end)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	size_t next = line + 1;

	if (at->bullet || holds_list(sheet, line) || at->length - at->start > LONGEST_CATEGORY ||
	    (shared_kinds(sheet, rq_sheet_whole(sheet, line)) & RQ_WORD_LEVEL))
		return false;
	if (next < end && (shared_kinds(sheet, rq_sheet_whole(sheet, next)) & RQ_WORD_LEVEL))
		next++;
	return next < end && holds_list(sheet, next) && !sheet->lines[next].bullet &&
	       end_of_category(&sheet->lines[next]) == 0 &&
	       (at->bold || at->kind == RQ_LINE_HEADING || !sheet->lines[next].gap);
}

void rq_list_read_skills(struct rq_sheet *sheet, const struct rq_block *block,
			 const struct rq_lists *lists)
{
	struct skill_reader reader = { .sheet = sheet, .array = lists->skills, .name = "skills" };
	struct rq_slices text = { 0 };
	bool below = false; /* the keywords stand in the lines below the category */

	for (size_t line = block->first; line < block->end;) {
		uint32_t colon = end_of_category(&sheet->lines[line]);
		struct rq_slice category = { (uint32_t)line, sheet->lines[line].start, colon };

		if (below && sheet->lines[line].gap && !sheet->lines[line].bullet && !colon &&
		    reader.taken > 0)
			reader.keywords = NULL;
		if (colon == 0 && heads_list(sheet, line, block->end)) {
			open_category(&reader, rq_sheet_whole(sheet, line));
			reader.taken = 0;
			below = true;
			line++;
			continue;
		}
		if (colon == 0 && !below)
			reader.keywords = NULL;
		line = read_text(sheet, line, block->end, &text);
		if (colon > 0) {
			text.slice[0].start = colon + 1;
			if (take_elsewhere(sheet, lists, category, &text)) {
				reader.keywords = NULL;
				continue;
			}
			open_category(&reader, category);
			reader.taken = 0;
		}
		rq_list_cut(sheet, &text, take_skill, &reader);
		if (colon > 0)
			below = reader.taken == 0;
	}
	drop_empty_keywords(lists->skills);
	free(text.slice);
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
			return (shared_kinds(sheet, rest) & RQ_WORD_FLUENCY) ? i : sign;
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
		    lists_tongues(sheet, (struct rq_slice) { slice.line, i, slice.end }))
			return i;
	return 0;
}

static void take_language(void *context, const struct rq_slice *slices, size_t count)
{
	struct skill_reader *reader = context;
	struct rq_sheet *sheet = reader->sheet;
	size_t size = json_array_size(reader->array);
	struct rq_slice language = slices[0], fluency = slices[count - 1];
	uint32_t dash = count == 1 ? find_next_language(sheet, slices[0]) : 0;
	bool split;
	json_t *object;
	char path[64];

	if (dash > 0) {
		language.end = dash;
		fluency.start = dash + 1;
		take_language(reader, &language, 1);
		take_language(reader, &fluency, 1);
		return;
	}
	if (size > 0 && count == 1 && (shared_kinds(sheet, slices[0]) & RQ_WORD_FLUENCY)) {
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

static void read_plain(struct rq_sheet *sheet, const struct rq_block *block, json_t *array,
		       const char *name,
		       void (*take)(void *context, const struct rq_slice *slices, size_t count))
{
	struct skill_reader reader = { .sheet = sheet, .array = array, .name = name };
	struct rq_slices text = { 0 };

	for (size_t line = block->first; line < block->end;) {
		line = read_text(sheet, line, block->end, &text);
		rq_list_cut(sheet, &text, take, &reader);
	}
	free(text.slice);
}

void rq_list_read_languages(struct rq_sheet *sheet, const struct rq_block *block,
			    const struct rq_lists *lists)
{
	read_plain(sheet, block, lists->languages, "languages", take_language);
}

void rq_list_read_interests(struct rq_sheet *sheet, const struct rq_block *block,
			    const struct rq_lists *lists)
{
	read_plain(sheet, block, lists->interests, "interests", take_skill);
}
