#include "result/finding.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static const struct {
	const char *name, *words;
} statuses[RQ_FINDING_STATUSES] = {
	[RQ_FINDING_OK] = { "ok", "tailored" },
	[RQ_FINDING_OK_REDUCED] = { "ok_reduced", "tailored in part" },
	[RQ_FINDING_UNCHANGED] = { "unchanged", "nothing to change" },
	[RQ_FINDING_REVIEW] = { "review", "needs review" },
	[RQ_FINDING_QUARANTINE] = { "quarantine", "held back" },
	[RQ_FINDING_FAILED] = { "failed", "failed" },
	[RQ_FINDING_OTHER] = { "other", "other" },
};

const char *rq_finding_status_name(enum rq_finding_status status)
{
	return statuses[status].name;
}

const char *rq_finding_status_words(enum rq_finding_status status)
{
	return statuses[status].words;
}

bool rq_finding_is_held(enum rq_finding_status status)
{
	return status == RQ_FINDING_QUARANTINE || status == RQ_FINDING_FAILED;
}

enum rq_finding_status rq_finding_status(const char *name)
{
	for (int i = 0; name && i < RQ_FINDING_OTHER; i++)
		if (strcmp(statuses[i].name, name) == 0)
			return (enum rq_finding_status)i;
	return RQ_FINDING_OTHER;
}

static int read_score(const json_t *score, const char *key)
{
	json_int_t number = rq_json_integer(score, key, RQ_FINDING_NO_SCORE);

	return number < 0 || number > 10000 ? RQ_FINDING_NO_SCORE : (int)number;
}

static const char *not_empty(const char *text)
{
	return text && *text ? text : NULL;
}

/* The last part of a path: what tells files apart where there is no room for all of it. */
static const char *file_name(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash && slash[1] ? slash + 1 : path;
}

const char *rq_finding_candidate(const char *name, const char *source, const char *id)
{
	if (not_empty(name))
		return name;
	if (not_empty(source))
		return file_name(source);
	return not_empty(id) ? id : "unknown";
}

static void read_scores(const json_t *record, struct rq_finding *finding)
{
	const json_t *score = rq_json_object(record, "score");
	const json_t *before = rq_json_object(score, "before");
	const json_t *after = rq_json_object(score, "after");

	finding->evidence = read_score(before, "evidence");
	finding->evidence_after = read_score(after, "evidence");
	finding->literal = read_score(before, "literal");
	finding->literal_after = read_score(after, "literal");
	finding->ceiling = read_score(score, "ceiling");
	finding->gaps = rq_json_array(score, "gaps");
	finding->terms = rq_json_array(score, "terms");
}

void rq_finding_read(const json_t *record, struct rq_finding *finding)
{
	const json_t *job = rq_json_object(record, "job");
	const json_t *basics = rq_json_object(rq_json_object(record, "resume"), "basics");

	*finding = (struct rq_finding) {
		.status = rq_finding_status(rq_json_string(record, "status")),
		.name = not_empty(rq_json_string(basics, "name")),
		.source = not_empty(rq_json_string(rq_json_object(record, "source"), "path")),
		.job_id = not_empty(rq_json_string(record, "job_id")),
		.title = not_empty(rq_json_string(job, "title")),
		.company = not_empty(rq_json_string(job, "company")),
		.engine = not_empty(rq_json_string(record, "engine")),
		.model = not_empty(rq_json_string(record, "model")),
		.cached = json_is_true(json_object_get(record, "cached")),
		.fallback = json_is_true(json_object_get(record, "fallback")),
		.edits = rq_json_array(record, "edits"),
		.rejected = rq_json_array(record, "rejected"),
		.questions = rq_json_array(record, "questions"),
		.warnings = rq_json_array(record, "warnings"),
	};
	read_scores(record, finding);
	finding->candidate = rq_finding_candidate(finding->name, finding->source,
						  rq_json_string(record, "candidate_id"));
}

/* snprintf() may cut a character: cut before it. */
static void trim_to_character(char *text)
{
	size_t length = strlen(text), start = length;
	unsigned char lead;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0)
		return;
	lead = (unsigned char)text[start - 1];
	if (lead >= 0xc0 && length - start + 1 < (size_t)(lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2))
		text[start - 1] = '\0';
}

const char *rq_finding_term(const json_t *term, char *label, size_t size)
{
	const json_t *any = rq_json_array(term, "any");
	size_t used = 0;

	label[0] = '\0';
	for (size_t i = 0; i < json_array_size(any) && used < size; i++) {
		const char *text = json_string_value(json_array_get(any, i));

		if (text)
			used += (size_t)snprintf(label + used, size - used, "%s%s",
						 used ? " or " : "", text);
	}
	trim_to_character(label);
	return label;
}

static const json_t *find_term(const struct rq_finding *finding, const char *id)
{
	for (size_t i = 0; id && i < json_array_size(finding->terms); i++) {
		const json_t *term = json_array_get(finding->terms, i);
		const char *req = rq_json_string(term, "req");

		if (req && strcmp(req, id) == 0)
			return term;
	}
	return NULL;
}

const char *rq_finding_gap(const struct rq_finding *finding, size_t i, char *label, size_t size,
			   bool *must)
{
	const json_t *gap = json_array_get(finding->gaps, i);
	const char *id = json_is_string(gap) ? json_string_value(gap) : rq_json_string(gap, "req");
	const json_t *term = find_term(finding, id);
	const char *kind = rq_json_string(term ? term : gap, "kind");

	*must = kind && strcmp(kind, "must") == 0;
	(void)rq_finding_term(term ? term : gap, label, size);
	if (label[0] == '\0') {
		(void)snprintf(label, size, "%s", id ? id : "?");
		trim_to_character(label);
	}
	return label;
}

const char *rq_finding_message(const json_t *element)
{
	const char *text = json_string_value(element);

	if (!text)
		text = rq_json_string(element, "message");
	if (!text)
		text = rq_json_string(element, "ask_candidate");
	if (!text)
		text = rq_json_string(element, "code");
	return text ? text : "";
}

const char *rq_finding_origin(const json_t *record)
{
	const char *origin = not_empty(rq_json_string(rq_json_object(record, "source"), "path"));

	if (!origin)
		origin = not_empty(rq_json_string(record, "source"));
	if (!origin)
		origin = not_empty(rq_json_string(record, "task_id"));
	return origin ? origin : "unknown";
}

int64_t rq_finding_time(const json_t *record, const char *key)
{
	const char *text = rq_json_string(record, key);
	struct rq_error ignored = { 0 };
	int64_t when;

	return text && rq_clock_parse(text, &when, &ignored) == 0 ? when : 0;
}
