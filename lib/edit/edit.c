#include "edit/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "edit/pointer.h"

/* --- the schema, in code -------------------------------------------------- */

enum type { STRING, STRING_OR_NULL, STRINGS, INTEGERS, INTEGERS_OR_NULL, ARRAY };

struct member {
	const char *name;
	enum type type;
};

static const struct member answer_members[] = {
	{ "schema", STRING },
	{ "edits", ARRAY },
	{ "requirements", ARRAY },
	{ "questions", ARRAY },
	{ "suspicious_lines", INTEGERS },
};
static const struct member edit_members[] = {
	{ "op", STRING },
	{ "path", STRING },
	{ "before", STRING_OR_NULL },
	{ "after", STRING_OR_NULL },
	{ "order", INTEGERS_OR_NULL },
	{ "source_lines", INTEGERS },
	{ "req_ids", STRINGS },
	{ "reason", STRING },
};
static const struct member requirement_members[] = {
	{ "id", STRING },
	{ "status", STRING },
	{ "source_lines", INTEGERS },
};
static const struct member question_members[] = { { "req_id", STRING },
						  { "ask_candidate", STRING } };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool all_integers(const json_t *value)
{
	size_t i;
	json_t *element;

	json_array_foreach (value, i, element)
		if (!json_is_integer(element))
			return false;
	return json_is_array(value);
}

static bool all_strings(const json_t *value)
{
	size_t i;
	json_t *element;

	json_array_foreach (value, i, element)
		if (!json_is_string(element))
			return false;
	return json_is_array(value);
}

static bool has_type(const json_t *value, enum type type)
{
	switch (type) {
	case STRING:
		return json_is_string(value);
	case STRING_OR_NULL:
		return json_is_string(value) || json_is_null(value);
	case STRINGS:
		return all_strings(value);
	case INTEGERS:
		return all_integers(value);
	case INTEGERS_OR_NULL:
		return all_integers(value) || json_is_null(value);
	case ARRAY:
		return json_is_array(value);
	}
	return false;
}

/* Exactly these members, of these types: what is missing or new is an error. */
static int check_object(const json_t *value, const char *what, const struct member *members,
			size_t count, struct rq_error *err)
{
	if (!json_is_object(value))
		return rq_fail(err, RQ_BAD_ANSWER, "%s is not an object", what);
	for (size_t i = 0; i < count; i++) {
		const json_t *member = json_object_get(value, members[i].name);

		if (!member)
			return rq_fail(err, RQ_BAD_ANSWER, "%s has no \"%s\"", what,
				       members[i].name);
		if (!has_type(member, members[i].type))
			return rq_fail(err, RQ_BAD_ANSWER, "\"%s\" of %s has the wrong type",
				       members[i].name, what);
	}
	if (json_object_size(value) != count)
		return rq_fail(err, RQ_BAD_ANSWER, "%s has a member that is not in the schema",
			       what);
	return 0;
}

static int check_list(const json_t *answer, const char *list, const char *what,
		      const struct member *members, size_t count, struct rq_error *err)
{
	const json_t *array = json_object_get(answer, list);
	size_t i;
	json_t *element;

	json_array_foreach (array, i, element) {
		if (check_object(element, what, members, count, err) == -1)
			return -1;
	}
	return 0;
}

/* An answer's text comes back in the record of the result, which has a limit. */
static size_t weigh(json_t *value)
{
	size_t weight = 8, i;
	const char *key;
	json_t *element;

	if (json_is_string(value))
		weight += json_string_length(value);
	json_array_foreach (value, i, element)
		weight += weigh(element);
	json_object_foreach (value, key, element)
		weight += weigh(element);
	return weight;
}

static size_t weigh_answer(const json_t *answer)
{
	size_t weight = 0;

	for (size_t i = 0; i < COUNT(answer_members); i++)
		weight += weigh(json_object_get(answer, answer_members[i].name));
	return weight;
}

static int check_answer(const json_t *answer, struct rq_error *err)
{
	static const char *const statuses[] = { "supported", "partly", "absent" };
	const json_t *list;
	size_t i;
	json_t *element;

	if (check_object(answer, "the answer", answer_members, COUNT(answer_members), err) == -1)
		return -1;
	if (strcmp(rq_json_string(answer, "schema"), "rq.tailor.v1") != 0)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer's schema is not rq.tailor.v1");
	if (json_array_size(json_object_get(answer, "edits")) > RQ_MAX_EDITS)
		return rq_fail(err, RQ_BAD_ANSWER, "more than %d edits", RQ_MAX_EDITS);
	if (weigh_answer(answer) > RQ_MAX_ANSWER_BYTES)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer is larger than %zu KiB",
			       RQ_MAX_ANSWER_BYTES >> 10);
	if (check_list(answer, "edits", "an edit", edit_members, COUNT(edit_members), err) == -1 ||
	    check_list(answer, "requirements", "a requirement", requirement_members,
		       COUNT(requirement_members), err) == -1 ||
	    check_list(answer, "questions", "a question", question_members, COUNT(question_members),
		       err) == -1)
		return -1;
	list = json_object_get(answer, "requirements");
	json_array_foreach (list, i, element) {
		const char *status = rq_json_string(element, "status");

		if (strcmp(status, statuses[0]) != 0 && strcmp(status, statuses[1]) != 0 &&
		    strcmp(status, statuses[2]) != 0)
			return rq_fail(err, RQ_BAD_ANSWER, "a requirement has an unknown status");
	}
	return 0;
}

static int read_edit(const json_t *json, struct rq_edit *edit, struct rq_error *err)
{
	static const char *const ops[] = { "replace", "reorder", "drop", "summary" };
	const char *op = rq_json_string(json, "op");

	*edit = (struct rq_edit) {
		.path = rq_json_string(json, "path"),
		.before = rq_json_string(json, "before"),
		.after = rq_json_string(json, "after"),
		.order = rq_json_array(json, "order"),
		.lines = rq_json_array(json, "source_lines"),
		.json = json,
	};
	for (size_t i = 0; i < COUNT(ops); i++)
		if (strcmp(op, ops[i]) == 0) {
			edit->op = (enum rq_edit_op)i;
			return 0;
		}
	return rq_fail(err, RQ_BAD_ANSWER, "an edit has an unknown op");
}

int rq_edits_parse(const json_t *answer, struct rq_edits *edits, struct rq_error *err)
{
	const json_t *list;

	*edits = (struct rq_edits) { 0 };
	if (check_answer(answer, err) == -1)
		return -1;
	list = json_object_get(answer, "edits");
	edits->edit = rq_alloc(json_array_size(list), sizeof *edits->edit);
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (read_edit(json_array_get(list, i), &edits->edit[i], err) == -1) {
			rq_edits_free(edits);
			return -1;
		}
		edits->count++;
	}
	return 0;
}

json_t *rq_edits_none(void)
{
	static const char *const lists[] = { "edits", "requirements", "questions",
					     "suspicious_lines" };
	json_t *answer = json_object();

	rq_json_set_string(answer, "schema", "rq.tailor.v1");
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		rq_json_set_take(answer, lists[i], json_array());
	return answer;
}

void rq_edits_free(struct rq_edits *edits)
{
	free(edits->edit);
	*edits = (struct rq_edits) { 0 };
}

/* --- what may be touched -------------------------------------------------- */

enum { REPLACE = 1 << RQ_EDIT_REPLACE, REORDER = 1 << RQ_EDIT_REORDER, DROP = 1 << RQ_EDIT_DROP };
enum { SUMMARY = 1 << RQ_EDIT_SUMMARY };

/* "#" stands for an index. */
static const struct {
	const char *path;
	unsigned ops;
	enum rq_place place;
} places[] = {
	{ "/basics/summary", REPLACE | SUMMARY, RQ_PLACE_SUMMARY },
	{ "/basics/label", REPLACE, RQ_PLACE_LABEL },
	{ "/work/#/summary", REPLACE, RQ_PLACE_TEXT },
	{ "/projects/#/description", REPLACE, RQ_PLACE_TEXT },
	{ "/work/#/highlights/#", REPLACE | DROP, RQ_PLACE_HIGHLIGHT },
	{ "/projects/#/highlights/#", REPLACE | DROP, RQ_PLACE_HIGHLIGHT },
	{ "/volunteer/#/highlights/#", REPLACE | DROP, RQ_PLACE_HIGHLIGHT },
	{ "/skills/#/name", REPLACE, RQ_PLACE_KEYWORD },
	{ "/skills/#/keywords/#", REPLACE, RQ_PLACE_KEYWORD },
	{ "/work/#/highlights", REORDER, RQ_PLACE_LIST },
	{ "/projects/#/highlights", REORDER, RQ_PLACE_LIST },
	{ "/volunteer/#/highlights", REORDER, RQ_PLACE_LIST },
	{ "/projects", REORDER, RQ_PLACE_LIST },
	{ "/skills", REORDER, RQ_PLACE_LIST },
	{ "/skills/#/keywords", REORDER, RQ_PLACE_LIST },
};

static bool path_matches(const char *path, const char *pattern)
{
	while (*pattern) {
		if (*pattern != '#') {
			if (*path++ != *pattern++)
				return false;
			continue;
		}
		if (*path < '0' || *path > '9' ||
		    (*path == '0' && path[1] >= '0' && path[1] <= '9'))
			return false;
		while (*path >= '0' && *path <= '9')
			path++;
		pattern++;
	}
	return *path == '\0';
}

enum rq_place rq_edit_place(enum rq_edit_op op, const char *path)
{
	for (size_t i = 0; i < COUNT(places); i++)
		if ((places[i].ops & 1U << op) && path_matches(path, places[i].path))
			return places[i].place;
	return RQ_PLACE_NONE;
}

bool rq_edit_is_permutation(const json_t *order, size_t count)
{
	bool *seen = rq_alloc(count, sizeof *seen);
	bool is = json_array_size(order) == count;

	for (size_t i = 0; is && i < count; i++) {
		json_int_t index = json_integer_value(json_array_get(order, i));

		is = index >= 0 && (size_t)index < count && !seen[index];
		if (is)
			seen[index] = true;
	}
	free(seen);
	return is;
}

/* --- carrying it out ------------------------------------------------------ */

/* What an edit names, found before anything moves. */
struct target {
	json_t *parent;  /* object or list that holds the text; the list itself for a reorder */
	json_t *item;    /* for a drop: the element */
	const char *key; /* into pointer */
	struct rq_pointer pointer;
};

static int find_target(const struct rq_edit *edit, json_t *document, struct target *target,
		       struct rq_error *err)
{
	struct rq_pointer *pointer = &target->pointer;

	if (!rq_pointer_parse(edit->path, pointer) ||
	    rq_edit_place(edit->op, edit->path) == RQ_PLACE_NONE)
		return rq_fail(err, RQ_BAD_ANSWER, "an edit of a place out of reach");
	target->key = pointer->segment[pointer->depth - 1];
	if (edit->op != RQ_EDIT_REORDER)
		pointer->depth--;
	target->parent = rq_pointer_get(document, pointer);
	if (!target->parent)
		return rq_fail(err, RQ_BAD_ANSWER, "nothing at %s", edit->path);
	return 0;
}

static int replace(const struct rq_edit *edit, struct target *target, struct rq_error *err)
{
	json_t *text = json_string(edit->after);
	size_t index;

	if (json_is_object(target->parent))
		rq_json_set_take(target->parent, target->key, text);
	else if (!rq_pointer_index(target->key, &index) ||
		 json_array_set_new(target->parent, index, text) == -1)
		return rq_fail(err, RQ_BAD_ANSWER, "nothing at %s", edit->path);
	return 0;
}

static int reorder(const struct rq_edit *edit, const struct target *target, struct rq_error *err)
{
	size_t count = json_array_size(target->parent);
	json_t *copy;

	if (!rq_edit_is_permutation(edit->order, count))
		return rq_fail(err, RQ_BAD_ANSWER, "no permutation of %s", edit->path);
	copy = json_copy(target->parent);
	for (size_t i = 0; i < count; i++) {
		size_t from = (size_t)json_integer_value(json_array_get(edit->order, i));

		(void)json_array_set(target->parent, i, json_array_get(copy, from));
	}
	json_decref(copy);
	return 0;
}

static void drop(const struct target *target)
{
	for (size_t i = 0; i < json_array_size(target->parent); i++)
		if (json_array_get(target->parent, i) == target->item) {
			(void)json_array_remove(target->parent, i);
			return;
		}
}

static int find_item(const struct rq_edit *edit, struct target *target, struct rq_error *err)
{
	size_t index;

	if (rq_pointer_index(target->key, &index))
		target->item = json_array_get(target->parent, index);
	return target->item ? 0 : rq_fail(err, RQ_BAD_ANSWER, "nothing at %s", edit->path);
}

int rq_edits_apply(const struct rq_edit *edits, size_t count, json_t *document,
		   struct rq_error *err)
{
	struct target *targets = rq_alloc(count, sizeof *targets);
	int result = 0;

	for (size_t i = 0; result == 0 && i < count; i++)
		result = find_target(&edits[i], document, &targets[i], err);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (edits[i].op == RQ_EDIT_REPLACE || edits[i].op == RQ_EDIT_SUMMARY)
			result = replace(&edits[i], &targets[i], err);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (edits[i].op == RQ_EDIT_DROP)
			result = find_item(&edits[i], &targets[i], err);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (edits[i].op == RQ_EDIT_REORDER)
			result = reorder(&edits[i], &targets[i], err);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (edits[i].op == RQ_EDIT_DROP)
			drop(&targets[i]);
	free(targets);
	return result;
}
