#include "export/telling.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct told {
	int rank;      /* the lower, the sooner */
	size_t leader; /* the first edit of its rank and place */
	size_t index;
};

static int rank_of(const json_t *edit)
{
	if (rq_json_array(edit, "order"))
		return 2;
	return rq_json_string(edit, "after") ? 1 : 0;
}

/* The entry that a path leads into: "/work/0" of "/work/0/highlights/2". */
static size_t place_length(const char *path)
{
	size_t length = 0, slashes = 0;

	for (; path[length]; length++)
		if (path[length] == '/' && ++slashes == 3)
			break;
	return length;
}

static bool same_place(const json_t *one, const json_t *other)
{
	const char *path = rq_json_string(one, "path"), *second = rq_json_string(other, "path");
	size_t length = path ? place_length(path) : 0;

	if (!path || !second)
		return path == second;
	return place_length(second) == length && memcmp(path, second, length) == 0;
}

static int compare(const void *one, const void *other)
{
	const struct told *a = one, *b = other;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->leader != b->leader)
		return a->leader < b->leader ? -1 : 1;
	return a->index < b->index ? -1 : 1;
}

size_t *rq_telling_order(const json_t *edits)
{
	size_t count = json_array_size(edits);
	struct told *told = rq_alloc(count, sizeof *told);
	size_t *order = rq_alloc(count, sizeof *order);

	for (size_t i = 0; i < count; i++) {
		const json_t *edit = json_array_get(edits, i);

		told[i] = (struct told) { rank_of(edit), 0, i };
		while (told[i].leader < i &&
		       (told[told[i].leader].rank != told[i].rank ||
			!same_place(json_array_get(edits, told[i].leader), edit)))
			told[i].leader++;
	}
	qsort(told, count, sizeof *told, compare);
	for (size_t i = 0; i < count; i++)
		order[i] = told[i].index;
	free(told);
	return order;
}
