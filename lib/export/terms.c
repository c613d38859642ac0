#include "export/terms.h"

static bool is_name_alone(const json_t *entry, const char *const *joined)
{
	for (; *joined; joined++) {
		const json_t *value = json_object_get(entry, *joined);

		if (json_array_size(value) > 0 || json_string_length(value) > 0)
			return false;
	}
	return true;
}

static bool are_names(const json_t *entries, const char *const *joined)
{
	for (size_t i = 0; i < json_array_size(entries); i++)
		if (!is_name_alone(json_array_get(entries, i), joined))
			return false;
	return true;
}

/* "German (native)", behind what is on the line. */
static int add_to_line(struct rq_lines *lines, const json_t *entry, const char *head,
		       const char *const *joined)
{
	size_t runs;

	if (rq_lines_join(lines, json_object_get(entry, head), ", ", RQ_RUN_PLAIN) == -1)
		return -1;
	runs = lines->line->count;
	if (rq_lines_join(lines, json_object_get(entry, joined[0]), " (", RQ_RUN_PLAIN) == -1)
		return -1;
	return lines->line->count > runs ? rq_lines_run(lines, ")", RQ_RUN_PLAIN) : 0;
}

int rq_terms_put_line(struct rq_lines *lines, const json_t *entries, const char *head,
		      const char *const *joined)
{
	if (rq_lines_begin(lines, RQ_ROLE_TEXT) == -1)
		return -1;
	for (size_t i = 0; i < json_array_size(entries); i++)
		if (add_to_line(lines, json_array_get(entries, i), head, joined) == -1)
			return -1;
	rq_lines_end(lines);
	return 0;
}

/* "Languages: C, Go" */
static int put_item(struct rq_lines *lines, const json_t *entry, const char *head,
		    const char *const *joined)
{
	const char *before = ": ";

	if (rq_lines_begin(lines, RQ_ROLE_ITEM) == -1 ||
	    rq_lines_run(lines, rq_json_string(entry, head), RQ_RUN_STRONG) == -1)
		return -1;
	for (; *joined; joined++) {
		if (rq_lines_join(lines, json_object_get(entry, *joined), before, RQ_RUN_PLAIN) ==
		    -1)
			return -1;
		if (lines->line->count > 1)
			before = ", ";
	}
	return 0;
}

int rq_terms_put_items(struct rq_lines *lines, const json_t *entries, const char *head,
		       const char *const *joined)
{
	bool open = false; /* the item takes another name */

	if (are_names(entries, joined))
		return rq_terms_put_line(lines, entries, head, joined);
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);
		bool alone = is_name_alone(entry, joined);

		if (!alone && put_item(lines, entry, head, joined) == -1)
			return -1;
		if (alone && !open && rq_lines_begin(lines, RQ_ROLE_ITEM) == -1)
			return -1;
		if (alone && add_to_line(lines, entry, head, joined) == -1)
			return -1;
		open = alone;
	}
	rq_lines_end(lines);
	return 0;
}
