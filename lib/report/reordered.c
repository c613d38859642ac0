#include "report/reordered.h"

#include <stdio.h>
#include <string.h>

const char *rq_reordered_name(const json_t *element)
{
	static const char *const keys[] = { "name", "title", "position", "language",
					    "institution" };

	if (json_is_string(element))
		return json_string_value(element);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (rq_json_string(element, keys[i]))
			return rq_json_string(element, keys[i]);
	return "…";
}

bool rq_reordered_is_short(const json_t *list)
{
	enum { LONG_ELEMENT = 48 };

	for (size_t i = 0; i < json_array_size(list); i++)
		if (strlen(rq_reordered_name(json_array_get(list, i))) > LONG_ELEMENT)
			return false;
	return true;
}

size_t rq_reordered_place(const json_t *order, size_t before)
{
	for (size_t i = 0; i < json_array_size(order); i++)
		if (json_integer_value(json_array_get(order, i)) == (json_int_t)before)
			return i;
	return before;
}

static bool is_list(const char *path, const char *list, size_t length)
{
	return path && strlen(path) == length && memcmp(path, list, length) == 0;
}

static const json_t *order_of(const json_t *edits, const char *list, size_t length)
{
	for (size_t i = 0; i < json_array_size(edits); i++) {
		const json_t *edit = json_array_get(edits, i);

		if (rq_json_array(edit, "order") &&
		    is_list(rq_json_string(edit, "path"), list, length))
			return rq_json_array(edit, "order");
	}
	return NULL;
}

/* Lists are put in order whole; what is left out goes afterwards. */
static size_t index_now(const json_t *edits, const char *list, size_t length, size_t before)
{
	const json_t *order = order_of(edits, list, length);
	size_t place = rq_reordered_place(order, before), gone = 0, index;

	for (size_t i = 0; i < json_array_size(edits); i++) {
		const json_t *edit = json_array_get(edits, i);
		const char *op = rq_json_string(edit, "op"), *path = rq_json_string(edit, "path");

		if (op && path && strcmp(op, "drop") == 0 && strlen(path) > length &&
		    memcmp(path, list, length) == 0 && path[length] == '/' &&
		    rq_pointer_index(path + length + 1, &index))
			gone += rq_reordered_place(order, index) < place;
	}
	return place - gone;
}

void rq_reordered_path(const json_t *edits, const char *path, char now[RQ_POINTER_BYTES])
{
	size_t used = 0, index;

	now[0] = '\0';
	for (const char *at = path; *at == '/' && used < RQ_POINTER_BYTES;) {
		size_t length = strcspn(at + 1, "/");
		char segment[RQ_POINTER_BYTES];

		(void)snprintf(segment, sizeof segment, "%.*s", (int)length, at + 1);
		if (rq_pointer_index(segment, &index))
			(void)snprintf(segment, sizeof segment, "%zu",
				       index_now(edits, path, (size_t)(at - path), index));
		used += (size_t)snprintf(now + used, RQ_POINTER_BYTES - used, "/%s", segment);
		at += 1 + length;
	}
}

const char *rq_reordered_original(const json_t *edits, const json_t *resume, const char *path)
{
	char now[RQ_POINTER_BYTES];

	for (size_t i = 0; i < json_array_size(edits); i++) {
		const json_t *edit = json_array_get(edits, i);
		const char *changed = rq_json_string(edit, "path");

		if (changed && strcmp(changed, path) == 0 && rq_json_string(edit, "before"))
			return rq_json_string(edit, "before");
	}
	rq_reordered_path(edits, path, now);
	return resume ? json_string_value(rq_pointer_find(resume, now)) : NULL;
}

const json_t *rq_reordered_list(const json_t *edits, const json_t *resume, const json_t *edit)
{
	const char *path = rq_json_string(edit, "path");
	const json_t *order = rq_json_array(edit, "order"), *list;
	char now[RQ_POINTER_BYTES];

	if (!resume || !path)
		return NULL;
	rq_reordered_path(edits, path, now);
	list = rq_pointer_find(resume, now);
	return json_array_size(list) == json_array_size(order) ? list : NULL;
}
