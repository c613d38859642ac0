/*
 * An answer from a confused or attacked engine, against one résumé: whatever it
 * proposes, evidence never rises, who it is and what was held stays, no entry
 * comes or goes and no digit is written that the résumé lacks; or the answer is
 * refused with a message. The input is an answer as JSON, or lines of
 * "place text", which become edits that cite their whole entry.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "edit/pointer.h"
#include "edit/tailor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 13 };

static const int64_t now = INT64_C(1795478400000); /* 2026-11-24 */

static const char resume_text[] =
    "{\"basics\":{\"name\":\"Ada Example\",\"email\":\"ada@example.com\",\"label\":\"Developer\","
    "\"summary\":\"I like boring databases.\"},"
    "\"work\":[{\"name\":\"Tollgate\",\"position\":\"Developer\",\"summary\":\"Parcels, without "
    "downtime, on AWS.\",\"highlights\":[\"Ran Postgres on K8s for 3 teams\",\"Helped the ward "
    "manager to cut costs by 7%\",\"Did not use Java but tested Python\"]},"
    "{\"name\":\"Acme\",\"position\":\"Clerk\",\"highlights\":[\"Led a team of 3\",\"Wrote "
    "letters\"]}],\"projects\":[{\"name\":\"sudoku\",\"description\":\"A solver in Rust\"}],"
    "\"skills\":[{\"name\":\"Data\",\"keywords\":[\"Postgres\",\"k8s\",\"Golang\"]}]}";

static const char job_text[] =
    "{\"title\":\"Senior Engineer\",\"company\":\"Harbourline\",\"description\":\"Java, "
    "Kubernetes, "
    "PostgreSQL, Go, Rust, leadership of 12 people.\",\"requirements\":["
    "{\"id\":\"a\",\"kind\":\"must\",\"weight\":3,\"any\":[\"Java\"]},"
    "{\"id\":\"b\",\"kind\":\"must\",\"weight\":2,\"any\":[\"Kubernetes\",\"PostgreSQL\"]},"
    "{\"id\":\"c\",\"kind\":\"nice\",\"weight\":1,\"any\":[\"Go\",\"Rust\"]}]}";

static const char *const places[] = {
	"/basics/summary",      "/basics/label",        "/work/0/summary",
	"/work/0/highlights/0", "/work/0/highlights/1", "/work/0/highlights/2",
	"/work/1/highlights/0", "/work/1/highlights/1", "/projects/0/description",
	"/skills/0/keywords/0", "/skills/0/keywords/1", "/work/0/name",
};

struct bench {
	struct rq_vocabulary *vocabulary;
	struct rq_job job;
	json_t *record, *document;
};

static json_t *parse(const char *text, size_t length)
{
	struct rq_error err = { 0 };
	json_t *value;

	return rq_json_parse_object(text, length, &value, &err) == 0 ? value : NULL;
}

/* One leaf a line, in the order of the document. */
static void number_leaves(json_t *value, const char *path, json_t *provenance, char **text,
			  json_int_t *line)
{
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_string(value)) {
		char *longer = rq_printf("%s%s\n", *text, json_string_value(value));

		free(*text);
		*text = longer;
		rq_json_set_take(provenance, path, json_pack("[I]", ++*line));
	}
	json_object_foreach (value, key, item) {
		char *inner = rq_printf("%s/%s", path, key);

		number_leaves(item, inner, provenance, text, line);
		free(inner);
	}
	json_array_foreach (value, i, item) {
		char *inner = rq_printf("%s/%zu", path, i);

		number_leaves(item, inner, provenance, text, line);
		free(inner);
	}
}

static void open_bench(struct bench *bench)
{
	json_t *job = parse(job_text, strlen(job_text)), *provenance = json_object();
	struct rq_error err = { 0 };
	char *text = rq_strdup("");
	json_int_t lines = 0;

	bench->document = parse(resume_text, strlen(resume_text));
	if (!bench->document || !job || rq_vocabulary_open(NULL, &bench->vocabulary, &err) == -1 ||
	    rq_job_from_json(job, "job", bench->vocabulary, &bench->job, &err) == -1)
		abort();
	number_leaves(bench->document, "", provenance, &text, &lines);
	bench->record = json_object();
	rq_json_set_string(bench->record, "language", "en");
	rq_json_set_string(bench->record, "text", text);
	rq_json_set_take(bench->record, "resume", bench->document);
	rq_json_set_take(bench->record, "provenance", provenance);
	json_decref(job);
	free(text);
}

/* --- from bytes to an answer ------------------------------------------------ */

/* The lines of the entry; for a summary, those of work, projects and skills. */
static json_t *cite(const struct bench *bench, const char *path)
{
	json_t *cited = json_array(), *lines;
	const char *pointer;
	size_t length = strcspn(path + 1, "/") + 1;

	length += path[length] ? strcspn(path + length + 1, "/") + 1 : 0;
	json_object_foreach (json_object_get(bench->record, "provenance"), pointer, lines) {
		bool all = strncmp(path, "/basics", 7) == 0 && strncmp(pointer, "/basics", 7) != 0;

		if (all || strcmp(pointer, path) == 0 || strncmp(pointer, path, length) == 0)
			(void)json_array_extend(cited, lines);
	}
	return cited;
}

static json_t *make_edit(const struct bench *bench, unsigned char place, const char *after)
{
	const char *path = places[place % (sizeof places / sizeof places[0])];
	json_t *there = rq_pointer_find(bench->document, path), *edit = json_object();

	rq_json_set_string(edit, "op", "replace");
	rq_json_set_string(edit, "path", path);
	rq_json_set_take(edit, "before", json_incref(there));
	rq_json_set_string(edit, "after", after);
	rq_json_set_take(edit, "order", json_null());
	rq_json_set_take(edit, "source_lines", cite(bench, path));
	rq_json_set_take(edit, "req_ids", json_array());
	rq_json_set_string(edit, "reason", "");
	return edit;
}

static json_t *make_answer(const struct bench *bench, char *text)
{
	json_t *edits = json_array();

	for (char *line = text, *rest = text; (line = strsep(&rest, "\n"));)
		if (line[0] && line[1])
			rq_json_append_take(edits,
					    make_edit(bench, (unsigned char)line[0], line + 1));
	return json_pack("{s:s,s:o,s:[],s:[],s:[]}", "schema", "rq.tailor.v1", "edits", edits,
			 "requirements", "questions", "suspicious_lines");
}

/* --- what must hold ----------------------------------------------------------- */

static json_int_t evidence(const json_t *result, const char *when)
{
	return rq_json_integer(rq_json_object(rq_json_object(result, "score"), when), "evidence",
			       -1);
}

static bool is_editable(const char *path)
{
	return strstr(path, "/highlights") || strstr(path, "/keywords") ||
	       strcmp(path, "/basics/summary") == 0 || strcmp(path, "/basics/label") == 0 ||
	       strcmp(path, "/work/0/summary") == 0 || strcmp(path, "/projects/0/description") == 0;
}

/* Lists as long as before, and every text that no edit may touch as it was. */
static void check_frame(const json_t *before, json_t *after, const char *path)
{
	const char *key;
	json_t *item;
	size_t i;

	if (json_typeof(before) != json_typeof(after))
		abort();
	if (json_is_string(after) && !is_editable(path) && !json_equal(before, after))
		abort();
	if (json_object_size(before) != json_object_size(after))
		abort();
	if (json_array_size(before) != json_array_size(after) && !strstr(path, "/highlights"))
		abort();
	json_object_foreach (after, key, item) {
		char *inner = rq_printf("%s/%s", path, key);

		if (!json_object_get(before, key))
			abort();
		check_frame(json_object_get(before, key), item, inner);
		free(inner);
	}
	json_array_foreach (after, i, item) {
		char *inner = rq_printf("%s/%zu", path, i);

		if (strcmp(path, "/skills") != 0 && strcmp(path, "/projects") != 0)
			check_frame(json_array_get(before, i), item, inner);
		free(inner);
	}
}

/* The résumé's digits are 3, 7 and that of K8s, and it writes no number in words. */
static void check_digits(const char *text)
{
	size_t length = strlen(text), size;

	for (size_t at = 0; at < length; at += size) {
		int digit = rq_text_digit_value(rq_text_decode(text + at, length - at, &size));

		if (digit != -1 && digit != 3 && digit != 7 && digit != 8)
			abort();
	}
}

static void check_result(const struct bench *bench, json_t *result)
{
	json_t *document = rq_json_object(result, "resume"), *again;
	char *text = rq_json_text(result, 0);

	if (evidence(result, "after") > evidence(result, "before"))
		abort();
	check_frame(bench->document, document, "");
	check_digits(rq_json_string(result, "text"));
	again = parse(text, strlen(text));
	if (!again)
		abort();
	json_decref(again);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bench bench; /* opened once, for speed */
	struct rq_error err = { 0 };
	json_t *answer, *result;
	char *text;

	if (size > MAX_INPUT || !rq_text_is_utf8((const char *)data, size) ||
	    memchr(data, '\0', size))
		return 0;
	if (!bench.record)
		open_bench(&bench);
	text = rq_strndup((const char *)data, size);
	answer = *text == '{' ? parse(text, size) : make_answer(&bench, text);
	if (answer) {
		struct rq_guard guard = { .record = bench.record,
					  .job = &bench.job,
					  .vocabulary = bench.vocabulary };

		if (rq_tailor(&guard, answer, now, &result, &err) == 0) {
			check_result(&bench, result);
			json_decref(result);
		} else if (err.message[0] == '\0') {
			abort();
		}
		json_decref(answer);
	}
	free(text);
	return 0;
}
