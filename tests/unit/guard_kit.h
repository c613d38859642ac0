#ifndef RQ_TESTS_GUARD_KIT_H
#define RQ_TESTS_GUARD_KIT_H

/* A small résumé record and the shortest way to put an edit before the guard. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/guard.h"
#include "edit/pointer.h"
#include "edit/readings.h"
#include "edit/wording.h"
#include "match/sense.h"
#include "unit.h"

/* One leaf of the record: its place and its text; it gets a line of its own. */
struct kit_leaf {
	const char *pointer;
	const char *text;
};

struct kit {
	json_t *record;
	struct rq_vocabulary *vocabulary;
	struct rq_wording *wording;
	struct rq_readings *readings; /* NULL: each edit is judged with readings of its own */
	struct rq_job job;
};

/* Puts text at pointer, making objects and lists on the way. */
static void kit_put(json_t *document, const char *pointer, const char *text)
{
	struct rq_pointer path;
	json_t *at = document;

	assert_true(rq_pointer_parse(pointer, &path));
	for (size_t i = 0; i < path.depth; i++) {
		size_t index, next_index;
		json_t *child;

		if (i + 1 == path.depth)
			child = json_string(text);
		else
			child = rq_pointer_index(path.segment[i + 1], &next_index) ? json_array()
										   : json_object();
		if (rq_pointer_index(path.segment[i], &index)) {
			json_t *there = json_array_get(at, index);

			if (there && i + 1 < path.depth) {
				json_decref(child);
				at = there;
				continue;
			}
			assert_int_equal(json_array_size(at), index);
			rq_json_append_take(at, child);
		} else {
			json_t *there = json_object_get(at, path.segment[i]);

			if (there && i + 1 < path.depth) {
				json_decref(child);
				at = there;
				continue;
			}
			rq_json_set_take(at, path.segment[i], child);
		}
		at = child;
	}
}

/* leaves ends with a NULL pointer; the line of a leaf is its place in the list, from 1. */
static inline void kit_open(struct kit *kit, const char *language, const struct kit_leaf *leaves)
{
	json_t *document = json_object(), *provenance = json_object();
	struct rq_buffer text;
	struct rq_error err = { 0 };

	*kit = (struct kit) { .record = json_object() };
	rq_buffer_init(&text, 1 << 20);
	for (size_t i = 0; leaves[i].pointer; i++) {
		json_t *lines = json_array();

		kit_put(document, leaves[i].pointer, leaves[i].text);
		rq_json_append_take(lines, json_integer((json_int_t)i + 1));
		rq_json_set_take(provenance, leaves[i].pointer, lines);
		assert_works(rq_buffer_append_format(&text, &err, "%s\n", leaves[i].text), err);
	}
	rq_json_set_string(kit->record, "language", language);
	rq_json_set_string(kit->record, "text", text.data);
	rq_json_set_take(kit->record, "resume", document);
	rq_json_set_take(kit->record, "provenance", provenance);
	rq_buffer_free(&text);
	assert_works(rq_vocabulary_open(NULL, &kit->vocabulary, &err), err);
	kit->wording = rq_wording_new(language);
	kit->job.title = rq_strdup("Backend Engineer");
	kit->job.company = rq_strdup("Harbourline Freight Systems");
	kit->job.text = rq_strdup("Python");
}

/* Another posting; its strings become the kit's. */
static inline void kit_set_job(struct kit *kit, const struct rq_job *job)
{
	free(kit->job.title);
	free(kit->job.company);
	free(kit->job.text);
	kit->job = *job;
}

static inline void kit_close(struct kit *kit)
{
	rq_readings_free(kit->readings);
	json_decref(kit->record);
	rq_vocabulary_free(kit->vocabulary);
	rq_wording_free(kit->wording);
	kit_set_job(kit, &(struct rq_job) { 0 });
}

/* The line of the leaf at pointer. */
static inline json_int_t kit_line(const struct kit *kit, const char *pointer)
{
	const json_t *provenance = rq_json_object(kit->record, "provenance");

	return json_integer_value(json_array_get(json_object_get(provenance, pointer), 0));
}

/* A replace of the text at path that cites lines ("1 2 9"; NULL: the text's own). New. */
static inline json_t *kit_replace(const struct kit *kit, const char *path, const char *after,
				  const char *lines)
{
	const json_t *there = rq_pointer_find(rq_json_object(kit->record, "resume"), path);
	json_t *edit = json_object(), *cited = json_array();

	rq_json_set_string(edit, "op", "replace");
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before",
			 json_is_string(there) ? json_string(json_string_value(there))
					       : json_null());
	rq_json_set_take(edit, "after", after ? json_string(after) : json_null());
	rq_json_set_take(edit, "order", json_null());
	if (!lines)
		rq_json_append_take(cited, json_integer(kit_line(kit, path)));
	for (char *end; lines && *lines; lines = end + strspn(end, " "))
		rq_json_append_take(cited, json_integer(strtol(lines, &end, 10)));
	rq_json_set_take(edit, "source_lines", cited);
	rq_json_set_take(edit, "req_ids", json_array());
	rq_json_set_string(edit, "reason", "");
	return edit;
}

/* An answer with those edits, swallowed; NULL ends them. New. */
static inline json_t *kit_answer(json_t *first, ...)
{
	json_t *answer = json_object(), *edits = json_array();
	va_list more;

	va_start(more, first);
	for (json_t *edit = first; edit; edit = va_arg(more, json_t *))
		rq_json_append_take(edits, edit);
	va_end(more);
	rq_json_set_string(answer, "schema", "rq.tailor.v1");
	rq_json_set_take(answer, "edits", edits);
	rq_json_set_take(answer, "requirements", json_array());
	rq_json_set_take(answer, "questions", json_array());
	rq_json_set_take(answer, "suspicious_lines", json_array());
	return answer;
}

/* The rule that the edit (swallowed) breaks, "" when it may pass; why is shown on request. */
static inline const char *kit_judge(const struct kit *kit, json_t *edit)
{
	struct rq_vocabulary *settled =
	    rq_sense_settle(kit->vocabulary, rq_json_object(kit->record, "resume"), &kit->job);
	struct rq_guard guard = { .record = kit->record,
				  .job = &kit->job,
				  .vocabulary = settled,
				  .wording = kit->wording,
				  .readings = kit->readings };
	json_t *answer = kit_answer(edit, NULL);
	struct rq_error err = { 0 };
	struct rq_verdict verdict;
	struct rq_edits edits;

	assert_works(rq_edits_parse(answer, &edits, &err), err);
	rq_guard_judge(&guard, &edits.edit[0], &verdict);
	if (getenv("RQ_TEST_WHY"))
		print_message("%-10s %s\n", verdict.rule ? verdict.rule : "passes", verdict.why);
	rq_edits_free(&edits);
	json_decref(answer);
	json_decref(verdict.warnings);
	rq_vocabulary_free(settled);
	return verdict.rule ? verdict.rule : "";
}

/* A rewritten text passes, or breaks that rule. */
#define assert_passes(kit, path, after)                                                            \
	assert_string_equal(kit_judge(kit, kit_replace(kit, path, after, NULL)), "")
#define assert_breaks(kit, path, after, rule)                                                      \
	assert_string_equal(kit_judge(kit, kit_replace(kit, path, after, NULL)), rule)

#endif
