#include "resume/labelled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/list.h"
#include "resume/word.h"

enum { LONGEST_LABEL = 40 /* bytes of its key */ };

static bool tells_courses(const char *key, size_t length)
{
	for (size_t i = 0, start; i < length; i++) {
		for (start = i; i < length && key[i] != ' ';)
			i++;
		if (rq_word_find(key + start, i - start).kinds & RQ_WORD_COURSE)
			return true;
	}
	return false;
}

const char *rq_labelled_member(const struct rq_sheet *sheet, enum rq_section section, size_t line,
			       uint32_t *end)
{
	struct rq_slice label = rq_sheet_whole(sheet, line);
	const char *key = rq_sheet_key(sheet, label);
	const char *colon = memchr(key, ':', label.end - label.start);

	if (!colon || colon - key > LONGEST_LABEL || colon + 1 == key + (label.end - label.start))
		return NULL;
	label.end = label.start + (uint32_t)(colon - key);
	*end = label.end + 1;
	if (section == RQ_SECTION_EDUCATION && tells_courses(key, label.end - label.start))
		return "courses";
	if (section == RQ_SECTION_PROJECTS &&
	    rq_section_classify(sheet, label) == RQ_SECTION_SKILLS)
		return "keywords";
	return NULL;
}

struct listing {
	struct rq_sheet *sheet;
	json_t *array;
	char path[80];
};

static void take(void *context, const struct rq_slice *slices, size_t count)
{
	struct listing *listing = context;

	(void)rq_sheet_push(listing->sheet, listing->array, listing->path, slices, count);
}

bool rq_labelled_put(struct rq_sheet *sheet, enum rq_section section, const struct rq_slices *text,
		     json_t *entry, const char *path)
{
	struct rq_slice first = text->slice[0];
	struct listing listing = { .sheet = sheet };
	struct rq_slices list = { 0 };
	uint32_t end;
	const char *member = rq_labelled_member(sheet, section, first.line, &end);

	if (!member || first.end < end)
		return false;
	listing.array = rq_json_array(entry, member);
	if (!listing.array) {
		listing.array = json_array();
		rq_json_set_take(entry, member, listing.array);
	}
	(void)snprintf(listing.path, sizeof listing.path, "%.60s/%s", path, member);
	rq_sheet_mark(sheet, (struct rq_slice) { first.line, first.start, end });
	rq_slices_add(&list, (struct rq_slice) { first.line, end, first.end });
	for (size_t i = 1; i < text->count; i++)
		rq_slices_add(&list, text->slice[i]);
	rq_list_cut(sheet, &list, take, &listing);
	if (json_array_size(listing.array) == 0)
		(void)json_object_del(entry, member);
	free(list.slice);
	return true;
}
