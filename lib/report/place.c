#include "report/place.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST_INDEX = 8 }; /* digits */

static bool is_index(const char *step, size_t length)
{
	return length > 0 && length <= LONGEST_INDEX && strspn(step, "0123456789") >= length;
}

static long index_of(const char *step, size_t length)
{
	long index = 0;

	for (size_t i = 0; i < length; i++)
		index = index * 10 + (step[i] - '0');
	return index;
}

/* What does not fit is left out: paths have a limit of their own. */
static void add_step(struct rq_buffer *words, const char *step, size_t length)
{
	struct rq_error ignored = { 0 };

	if (is_index(step, length)) {
		(void)rq_buffer_append_format(words, &ignored, " %ld", index_of(step, length) + 1);
		return;
	}
	if (words->length > 0)
		(void)rq_buffer_append_text(words, ", ", &ignored);
	(void)rq_buffer_append(words, step, length, &ignored);
}

void rq_place_words(const char *path, struct rq_buffer *words)
{
	rq_buffer_clear(words);
	while (path && *path == '/') {
		size_t length = strcspn(path + 1, "/");
		bool basics = length == 6 && memcmp(path + 1, "basics", 6) == 0;

		if (words->length > 0 || !basics)
			add_step(words, path + 1, length);
		path += 1 + length;
	}
}

const char *rq_place_deed(const char *op)
{
	static const char *const deeds[][2] = { { "replace", "rewritten" },
						{ "reorder", "put in order" },
						{ "drop", "left out" },
						{ "summary", "summary" } };

	for (size_t i = 0; op && i < sizeof deeds / sizeof deeds[0]; i++)
		if (strcmp(op, deeds[i][0]) == 0)
			return deeds[i][1];
	return "changed";
}
