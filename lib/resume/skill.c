#include "resume/skill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/list.h"
#include "resume/reach.h"
#include "resume/spoken.h"
#include "resume/tongues.h"
#include "resume/word.h"

enum { LONGEST_CATEGORY = 48 /* bytes of the key of a line above its list */ };

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
	    (rq_list_shared_kinds(reader->sheet, slices[0]) & RQ_WORD_LEVEL)) {
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

/* "Languages: German, English" and "Interests: chess" among the skills. */
static bool take_elsewhere(struct rq_sheet *sheet, const struct rq_lists *lists,
			   struct rq_slice category, const struct rq_slices *text)
{
	enum rq_section section = rq_section_classify(sheet, category);
	struct skill_reader reader = { .sheet = sheet };
	struct rq_tongues tongues = { sheet, lists->languages };

	if (rq_spoken_is_fluency(sheet, category) && rq_spoken_begins(sheet, text->slice[0])) {
		text->slice[0].start = category.start; /* "Madrelingua: italiano" */
		rq_tongues_read(&tongues, text);
		return true;
	}
	if (section == RQ_SECTION_LANGUAGES && text->count > 0 &&
	    rq_spoken_begins(sheet, text->slice[0])) {
		rq_tongues_read(&tongues, text);
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

/* "Anglais : courant", "English  Fluent" among the skills. */
static bool tells_language(const struct rq_sheet *sheet, struct rq_slice whole)
{
	struct rq_spoken spoken;

	rq_spoken_split(sheet, whole, &spoken);
	return spoken.language.start < spoken.language.end &&
	       (rq_list_shared_kinds(sheet, spoken.language) & RQ_WORD_TONGUE) &&
	       rq_spoken_begins_fluency(sheet, spoken.fluency);
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

	if (at->kind == RQ_LINE_HEADING)
		return next < end && sheet->lines[next].kind != RQ_LINE_HEADING;
	if (at->bullet || holds_list(sheet, line) || at->length - at->start > LONGEST_CATEGORY ||
	    (rq_list_shared_kinds(sheet, rq_sheet_whole(sheet, line)) & RQ_WORD_LEVEL))
		return false;
	if (next < end &&
	    (rq_list_shared_kinds(sheet, rq_sheet_whole(sheet, next)) & RQ_WORD_LEVEL))
		next++;
	return next < end && holds_list(sheet, next) && !sheet->lines[next].bullet &&
	       rq_list_end_of_category(&sheet->lines[next]) == 0 &&
	       (at->bold || at->kind == RQ_LINE_HEADING || !sheet->lines[next].gap);
}

/* "Extra Section" above "Languages: C, Go": a heading of categories, and none itself. */
static bool heads_categories(const struct rq_sheet *sheet, size_t line, size_t end)
{
	return sheet->lines[line].kind == RQ_LINE_HEADING && line + 1 < end &&
	       rq_list_end_of_category(&sheet->lines[line + 1]) > 0;
}

void rq_skill_read(struct rq_sheet *sheet, const struct rq_block *block,
		   const struct rq_lists *lists)
{
	struct skill_reader reader = { .sheet = sheet, .array = lists->skills, .name = "skills" };
	struct rq_tongues tongues = { sheet, lists->languages };
	struct rq_slices text = { 0 };
	bool below = false; /* the keywords stand in the lines below the category */

	for (size_t line = block->first; line < block->end;) {
		uint32_t colon = rq_list_end_of_category(&sheet->lines[line]);
		struct rq_slice category = { (uint32_t)line, sheet->lines[line].start, colon };

		if (below && sheet->lines[line].gap && !sheet->lines[line].bullet && !colon &&
		    reader.taken > 0)
			reader.keywords = NULL;
		if (colon == 0 && heads_categories(sheet, line, block->end)) {
			reader.keywords = NULL;
			below = false;
			line++;
			continue;
		}
		if (colon == 0 && heads_list(sheet, line, block->end)) {
			open_category(&reader, rq_sheet_whole(sheet, line));
			reader.taken = 0;
			below = true;
			line++;
			continue;
		}
		if (colon == 0 && !below)
			reader.keywords = NULL;
		line = rq_list_collect(sheet, line, block->end, &text);
		if (tells_language(sheet, text.slice[0])) {
			rq_tongues_read(&tongues, &text);
			continue;
		}
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

/* Where the bracket closes that a text begins with, others inside of it left aside; NULL: nowhere.
 */
static const char *close_of(const char *open, const char *end)
{
	int depth = 0;

	for (; open < end; open++) {
		depth += (*open == '(') - (*open == ')');
		if (depth == 0)
			return open;
	}
	return NULL;
}

/* What is in brackets behind an interest, but for a page's address; false: nothing. */
static bool find_details(const struct rq_sheet *sheet, struct rq_slice interest,
			 struct rq_slice *inside)
{
	const char *key = rq_sheet_key(sheet, interest);
	size_t length = interest.end - interest.start;
	const char *open = memchr(key, '(', length);

	if (!open || open == key || close_of(open, key + length) != key + length - 1)
		return false; /* none, or "Music (piano) and art (oil)" */
	inside->line = interest.line;
	inside->start = interest.start + (uint32_t)(open - key) + 1;
	inside->end = interest.end - 1;
	return !rq_reach_is_link(sheet, *inside);
}

/* "Reading (crime, history)" */
static void take_interest(void *context, const struct rq_slice *slices, size_t count)
{
	struct skill_reader *reader = context;
	struct rq_slices details = { 0 };
	struct rq_slice name = slices[0], inside;

	if (count > 1 || !find_details(reader->sheet, slices[0], &inside)) {
		take_skill(reader, slices, count);
		return;
	}
	name.end = inside.start - 1;
	open_category(reader, name);
	rq_slices_add(&details, inside);
	rq_list_cut(reader->sheet, &details, take_skill, reader);
	reader->keywords = NULL;
	free(details.slice);
}

void rq_skill_read_interests(struct rq_sheet *sheet, const struct rq_block *block, json_t *array)
{
	struct skill_reader reader = { .sheet = sheet, .array = array, .name = "interests" };
	struct rq_slices text = { 0 };

	for (size_t line = block->first; line < block->end;) {
		line = rq_list_collect(sheet, line, block->end, &text);
		rq_list_cut(sheet, &text, take_interest, &reader);
	}
	drop_empty_keywords(array);
	free(text.slice);
}
