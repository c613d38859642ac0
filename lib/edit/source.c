#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/leaf.h"
#include "edit/order.h"
#include "edit/pointer.h"
#include "edit/rules.h"

/* More than this supports everything, and costs as much to compare. */
enum { MAX_CITED = 200, MAX_SUPPORT_BYTES = 64 * 1024 };

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool in_scope(const struct rq_case *c, const char *pointer)
{
	if (c->place == RQ_PLACE_LABEL)
		return begins(pointer, "/work/") || strcmp(pointer, c->edit->path) == 0;
	if (c->place != RQ_PLACE_SUMMARY)
		return rq_leaf_is_beside(c->edit->path, pointer);
	return rq_leaf_supports(pointer);
}

static bool is_title(const char *pointer)
{
	return strcmp(pointer, "/basics/label") == 0 || rq_text_ends_in(pointer, "/position");
}

static json_int_t count_lines(const char *text)
{
	json_int_t count = 0;

	while (text && *text) {
		const char *end = strchr(text, '\n');

		count++;
		text = end ? end + 1 : NULL;
	}
	return count;
}

/* Marks the cited lines that this leaf stands in; whether there are any. */
static bool mark_lines(const json_t *cited, const json_t *lines, bool *found)
{
	bool any = false;

	for (size_t i = 0; i < json_array_size(cited); i++)
		for (size_t j = 0; j < json_array_size(lines); j++)
			if (json_integer_value(json_array_get(cited, i)) ==
			    json_integer_value(json_array_get(lines, j)))
				any = found[i] = true;
	return any;
}

static void add(struct rq_case *c, const char *pointer, const char *text, size_t entry)
{
	struct rq_support *support;
	bool prose = !begins(pointer, "/skills/");

	c->support = rq_grow(c->support, c->count, &c->capacity, sizeof *c->support);
	support = &c->support[c->count++];
	support->entry = entry;
	support->title = is_title(pointer);
	support->frame = !rq_leaf_is_prose(pointer);
	support->reading = rq_readings_get(c->readings, &c->reader, text, prose);
}

/* Entries get numbers as they come; the leaves of one stand together in provenance. */
struct gathering {
	const char *pointer;
	size_t entry;
	size_t bytes;
};

static void gather(struct rq_case *c, bool *found, struct gathering *gathering)
{
	json_t *provenance = rq_json_object(c->guard->record, "provenance");
	const char *pointer;
	json_t *lines;

	json_object_foreach (provenance, pointer, lines) {
		const char *text;

		if (!in_scope(c, pointer) || !mark_lines(c->edit->lines, lines, found))
			continue;
		text = json_string_value(rq_pointer_find(c->document, pointer));
		if (!text || strcmp(pointer, c->edit->path) == 0)
			continue;
		if (!gathering->pointer || !rq_leaf_is_beside(gathering->pointer, pointer))
			gathering->entry++;
		gathering->pointer = pointer;
		gathering->bytes += strlen(text);
		if (gathering->bytes > MAX_SUPPORT_BYTES)
			return;
		add(c, pointer, text, gathering->entry);
	}
}

/*
 * The support is the leaves that stand in the cited lines, not the lines: a line
 * may begin in the middle of a sentence, behind the "helped to", and may hold a
 * column of another entry.
 */
bool rq_rule_source(struct rq_case *c, struct rq_verdict *verdict)
{
	const json_t *cited = c->edit->lines;
	json_int_t last = count_lines(rq_json_string(c->guard->record, "text"));
	size_t count = json_array_size(cited), missing = count;
	struct gathering gathering = { 0 };
	bool *found;

	if (count > MAX_CITED)
		return rq_refuse(verdict, "more than %d lines cited", MAX_CITED);
	for (size_t i = 0; i < count; i++) {
		json_int_t line = json_integer_value(json_array_get(cited, i));

		if (line < 1 || line > last)
			return rq_refuse(verdict, "there is no line %lld", (long long)line);
	}
	if (c->edit->op == RQ_EDIT_REORDER || c->edit->op == RQ_EDIT_DROP)
		return true;
	if (count == 0)
		return rq_refuse(verdict, "no line is cited");
	rq_reading_init(&c->after, &c->reader, c->edit->after, c->place != RQ_PLACE_KEYWORD);
	c->has_before = c->current && *c->current;
	if (c->has_before)
		add(c, c->edit->path, c->current, 0);
	found = rq_alloc(count, sizeof *found);
	gather(c, found, &gathering);
	for (size_t i = count; i-- > 0;)
		if (!found[i])
			missing = i;
	free(found);
	if (gathering.bytes > MAX_SUPPORT_BYTES)
		return rq_refuse(verdict, "the cited lines hold too much text");
	if (c->count == 0)
		return rq_refuse(verdict, "the cited lines say nothing");
	if (missing < count)
		return rq_refuse(verdict, "line %lld does not belong to this entry",
				 (long long)json_integer_value(json_array_get(cited, missing)));
	for (size_t i = 0; i < c->count; i++)
		if (rq_reading_orders(c->support[i].reading))
			return rq_refuse(verdict, "a cited line gives orders to its reader");
	return true;
}
