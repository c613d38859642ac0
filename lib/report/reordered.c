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

/* Where the element that had an index before has it now; the index itself when order lacks it. */
static size_t index_now(const json_t *order, size_t before)
{
	for (size_t i = 0; i < json_array_size(order); i++)
		if (json_integer_value(json_array_get(order, i)) == (json_int_t)before)
			return i;
	return before;
}

/* "/skills/0/keywords" is elsewhere when "/skills" was put in order too. */
void rq_reordered_path(const json_t *edits, const char *path, char now[RQ_POINTER_BYTES])
{
	(void)snprintf(now, RQ_POINTER_BYTES, "%s", path);
	for (size_t i = 0; i < json_array_size(edits); i++) {
		const json_t *edit = json_array_get(edits, i),
			     *order = rq_json_array(edit, "order");
		const char *list = rq_json_string(edit, "path");
		size_t length = list ? strlen(list) : 0, index;
		char segment[RQ_POINTER_BYTES];

		if (!order || length == 0 || strncmp(path, list, length) != 0 ||
		    path[length] != '/')
			continue;
		(void)snprintf(segment, sizeof segment, "%.*s",
			       (int)strcspn(path + length + 1, "/"), path + length + 1);
		if (rq_pointer_index(segment, &index))
			(void)snprintf(now, RQ_POINTER_BYTES, "%s/%zu%s", list,
				       index_now(order, index),
				       path + length + 1 + strlen(segment));
	}
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
