#include "report/place.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "edit/pointer.h"
#include "report/reordered.h"

/* Members whose names say nothing to people; NULL: what they belong to says it. */
static const char *const meanings[][3] = {
	/* member, as a whole, one of it */
	{ "basics", NULL, NULL },
	{ "label", "headline", "headline" },
	{ "work", "experience", "experience" },
	{ "volunteer", "volunteering", "volunteering" },
	{ "highlights", "highlights", "highlight" },
	{ "keywords", NULL, NULL },
	{ "courses", "courses", "course" },
	{ "projects", "projects", "project" },
};

static const char *meaning(const char *member, bool one)
{
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (strcmp(member, meanings[i][0]) == 0)
			return meanings[i][one ? 2 : 1];
	return member;
}

/* What does not fit is left out: paths have a limit of their own. */
static void add(struct rq_buffer *words, const char *joint, const char *text)
{
	struct rq_error ignored = { 0 };

	if (text && *text)
		(void)rq_buffer_append_format(words, &ignored, "%s%s",
					      words->length > 0 ? joint : "", text);
}

/* "Nurse, City Hospital", "Databases"; false: it has no name. */
static bool add_entry(struct rq_buffer *words, const json_t *entry)
{
	static const char *const names[] = { "position",    "name",  "organization", "studyType",
					     "institution", "title", "language" };
	bool named = false;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *name = rq_json_string(entry, names[i]);

		add(words, ", ", name);
		named |= name && *name;
	}
	return named;
}

/* The entry that the first two members of a path lead to, as it is now. */
static const json_t *find_entry(const json_t *edits, const json_t *resume, const char *path,
				size_t length)
{
	char before[RQ_POINTER_BYTES], now[RQ_POINTER_BYTES];

	(void)snprintf(before, sizeof before, "%.*s", (int)length, path);
	rq_reordered_path(edits, before, now);
	return resume ? rq_pointer_find(resume, now) : NULL;
}

void rq_place_words(const json_t *edits, const json_t *resume, const char *path,
		    struct rq_buffer *words)
{
	const char *at = path;

	rq_buffer_clear(words);
	while (at && *at == '/') {
		char member[RQ_POINTER_BYTES], number[32];
		size_t length = strcspn(at + 1, "/"), index = 0, digits;
		bool first = at == path, one;
		const json_t *entry;

		(void)snprintf(member, sizeof member, "%.*s", (int)length, at + 1);
		at += 1 + length;
		digits = *at == '/' ? strcspn(at + 1, "/") : 0;
		(void)snprintf(number, sizeof number, "%.*s", (int)digits, at + (digits > 0));
		one = digits > 0 && digits < sizeof number && rq_pointer_index(number, &index);
		if (one)
			at += 1 + digits;
		entry = one && first ? find_entry(edits, resume, path, (size_t)(at - path)) : NULL;
		if (entry && strcmp(member, "skills") == 0)
			add(words, "", member); /* "Tools" alone says too little */
		if (entry && add_entry(words, entry))
			continue;
		add(words, ", ", meaning(member, one));
		(void)snprintf(number, sizeof number, "%zu", index + 1);
		if (one && meaning(member, one))
			add(words, " ", number);
	}
}

const char *rq_place_deed(const char *op)
{
	static const char *const deeds[][2] = { { "replace", "rewritten" },
						{ "reorder", "in a new order" },
						{ "drop", "left out" },
						{ "summary", "summary" } };

	for (size_t i = 0; op && i < sizeof deeds / sizeof deeds[0]; i++)
		if (strcmp(op, deeds[i][0]) == 0)
			return deeds[i][1];
	return "changed";
}
