#include "report/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { SCORE_UNIT = 10, LABEL_SIZE = RQ_MAX_CENSUS_BYTES + 1, JOB_ID_SIZE = 64 };

void rq_summary_init(struct rq_summary *summary)
{
	*summary = (struct rq_summary) { 0 };
	rq_census_init(&summary->codes, RQ_MAX_REPORT_CODES);
	rq_census_init(&summary->rules, RQ_MAX_REPORT_CODES);
	rq_census_init(&summary->warnings, RQ_MAX_REPORT_CODES);
	rq_census_init(&summary->engines, RQ_MAX_REPORT_CODES);
	rq_census_init(&summary->tasks, RQ_MAX_REPORT_CODES);
	rq_spread_init(&summary->waited, 1);
}

static void free_job(struct rq_job_figures *job)
{
	rq_spread_free(&job->evidence);
	rq_spread_free(&job->literal);
	rq_spread_free(&job->literal_after);
	rq_census_free(&job->gaps);
	free(job->title);
	free(job->company);
	free(job);
}

void rq_summary_free(struct rq_summary *summary)
{
	if (!summary)
		return;
	rq_census_free(&summary->codes);
	rq_census_free(&summary->rules);
	rq_census_free(&summary->warnings);
	rq_census_free(&summary->engines);
	rq_census_free(&summary->tasks);
	rq_spread_free(&summary->waited);
	rq_reviews_free(&summary->reviews);
	for (size_t i = 0; i < summary->job_count; i++)
		free_job(summary->job[i]);
	free(summary->job);
	json_decref(summary->queue);
	*summary = (struct rq_summary) { 0 };
}

void rq_summary_set_queue(struct rq_summary *summary, json_t *counts)
{
	json_decref(summary->queue);
	summary->queue = json_incref(counts);
}

int rq_summary_cache_rate(const struct rq_summary *summary)
{
	if (summary->results == 0)
		return 0;
	return (int)((summary->cached * 10000 + summary->results / 2) / summary->results);
}

/* --- jobs ------------------------------------------------------------------ */

static long find_job(const struct rq_summary *summary, const char *id)
{
	for (size_t i = 0; i < summary->job_count; i++)
		if (strcmp(summary->job[i]->id, id) == 0)
			return (long)i;
	return -1;
}

static const char *job_id_of(const json_t *record, char id[JOB_ID_SIZE])
{
	const char *given = rq_json_string(record, "job_id");

	if (!given || *given == '\0')
		return NULL;
	return rq_text_escape(given, id, JOB_ID_SIZE);
}

long rq_summary_job(const struct rq_summary *summary, const json_t *record)
{
	char buffer[JOB_ID_SIZE];
	const char *id = job_id_of(record, buffer);
	long at = id ? find_job(summary, id) : -1;

	if (id && at == -1 && summary->job_count > RQ_MAX_REPORT_JOBS)
		return RQ_MAX_REPORT_JOBS;
	return at;
}

static struct rq_job_figures *new_job(const char *id)
{
	struct rq_job_figures *job = rq_alloc(1, sizeof *job);

	memcpy(job->id, id, strlen(id) + 1);
	rq_spread_init(&job->evidence, SCORE_UNIT);
	rq_spread_init(&job->literal, SCORE_UNIT);
	rq_spread_init(&job->literal_after, SCORE_UNIT);
	rq_census_init(&job->gaps, RQ_MAX_REPORT_GAPS);
	return job;
}

static struct rq_job_figures *take_job(struct rq_summary *summary, const json_t *record)
{
	char buffer[JOB_ID_SIZE];
	const char *id = job_id_of(record, buffer);
	long at = rq_summary_job(summary, record);
	bool full = summary->job_count == RQ_MAX_REPORT_JOBS;

	if (!id)
		return NULL;
	if (at >= 0)
		return summary->job[at];
	summary->job = rq_grow(summary->job, summary->job_count, &summary->job_capacity,
			       sizeof(struct rq_job_figures *));
	summary->job[summary->job_count++] = new_job(full ? "" : id);
	return summary->job[summary->job_count - 1];
}

static void name_job(struct rq_job_figures *job, const char *title, const char *company)
{
	char text[256];

	if (job->id[0] == '\0' || job->title || !title)
		return;
	job->title = rq_strdup(rq_text_escape(title, text, sizeof text));
	if (company)
		job->company = rq_strdup(rq_text_escape(company, text, sizeof text));
}

/* --- results --------------------------------------------------------------- */

static void add_number(int64_t *sum, const json_t *object, const char *key)
{
	json_int_t number = rq_json_integer(object, key, 0);

	if (number > 0 && __builtin_add_overflow(*sum, (int64_t)number, sum))
		*sum = INT64_MAX;
}

static void add_usage(struct rq_sums *sums, const json_t *usage)
{
	add_number(&sums->prompt_tokens, usage, "prompt_tokens");
	add_number(&sums->cached_tokens, usage, "cached_tokens");
	add_number(&sums->completion_tokens, usage, "completion_tokens");
	add_number(&sums->cost_microusd, usage, "cost_microusd");
	add_number(&sums->latency_ms, usage, "latency_ms");
	add_number(&sums->attempts, usage, "attempts");
}

/* An answer from the cache took its time when it was made, not now. */
static void add_times(struct rq_summary *summary, const json_t *record)
{
	int64_t created = rq_finding_time(record, "created_at");
	int64_t finished = rq_finding_time(record, "finished_at");

	if (created == 0 || finished == 0)
		return;
	rq_spread_add(&summary->waited, finished - created);
	if (summary->first == 0 || created < summary->first)
		summary->first = created;
	if (finished > summary->last)
		summary->last = finished;
}

static void add_engine(struct rq_summary *summary, const struct rq_finding *finding)
{
	char *name;

	if (!finding->engine)
		return;
	name = rq_printf("%s%s%s", finding->engine, finding->model ? " " : "",
			 finding->model ? finding->model : "");
	rq_census_add(&summary->engines, name, 1); /* cuts it between characters */
	free(name);
}

static void add_lists(struct rq_summary *summary, const struct rq_finding *finding)
{
	for (size_t i = 0; i < json_array_size(finding->rejected); i++) {
		const char *rule = rq_json_string(json_array_get(finding->rejected, i), "rule");

		rq_census_add(&summary->rules, rule ? rule : "unknown", 1);
	}
	for (size_t i = 0; i < json_array_size(finding->warnings); i++) {
		const json_t *warning = json_array_get(finding->warnings, i);
		const char *code = rq_json_string(warning, "code");

		rq_census_add(&summary->warnings, code ? code : rq_finding_message(warning), 1);
	}
	summary->applied += (int64_t)json_array_size(finding->edits);
	summary->questions += (int64_t)json_array_size(finding->questions);
}

/* The best so many, by evidence; equals stay in the order of their records. */
static void add_standing(struct rq_job_figures *job, const struct rq_finding *finding)
{
	size_t at = job->best_count;
	struct rq_standing *place;

	while (at > 0 && finding->evidence > job->best[at - 1].evidence)
		at--;
	if (at == RQ_MAX_REPORT_BEST)
		return;
	if (job->best_count < RQ_MAX_REPORT_BEST)
		job->best_count++;
	place = &job->best[at];
	memmove(place + 1, place, (job->best_count - at - 1) * sizeof *place);
	*place = (struct rq_standing) {
		.status = finding->status,
		.evidence = finding->evidence,
		.literal = finding->literal,
		.literal_after = finding->literal_after,
		.ceiling = finding->ceiling,
		.gaps = json_array_size(finding->gaps),
	};
	(void)rq_text_escape(finding->candidate, place->name, sizeof place->name);
	(void)rq_text_escape(finding->source ? finding->source : "", place->source,
			     sizeof place->source);
}

static void add_scores(struct rq_job_figures *job, const struct rq_finding *finding)
{
	if (finding->evidence != RQ_FINDING_NO_SCORE)
		rq_spread_add(&job->evidence, finding->evidence);
	if (finding->literal == RQ_FINDING_NO_SCORE ||
	    finding->literal_after == RQ_FINDING_NO_SCORE)
		return;
	rq_spread_add(&job->literal, finding->literal);
	rq_spread_add(&job->literal_after, finding->literal_after);
	job->closer += finding->literal_after > finding->literal;
}

static void add_to_job(struct rq_job_figures *job, const struct rq_finding *finding)
{
	char label[LABEL_SIZE];
	bool must;

	name_job(job, finding->title, finding->company);
	job->results++;
	job->cached += finding->cached;
	job->status[finding->status]++;
	job->applied += (int64_t)json_array_size(finding->edits);
	job->rejected += (int64_t)json_array_size(finding->rejected);
	for (size_t i = 0; i < json_array_size(finding->gaps); i++)
		rq_census_add(&job->gaps, rq_finding_gap(finding, i, label, sizeof label, &must),
			      1);
	add_scores(job, finding);
	add_standing(job, finding);
}

static void add_result(struct rq_summary *summary, const json_t *record)
{
	struct rq_job_figures *job = take_job(summary, record);
	const json_t *usage = rq_json_object(record, "usage");
	struct rq_finding finding;

	rq_finding_read(record, &finding);
	summary->results++;
	summary->cached += finding.cached;
	summary->fallback += finding.fallback;
	summary->status[finding.status]++;
	add_usage(finding.cached ? &summary->saved : &summary->usage, usage);
	if (!finding.cached && finding.model)
		rq_costs_add(&summary->costs, finding.model, usage);
	if (!finding.cached)
		add_times(summary, record);
	add_engine(summary, &finding);
	add_lists(summary, &finding);
	rq_reviews_add(&summary->reviews, record);
	if (job)
		add_to_job(job, &finding);
}

/* --- errors and the rest ----------------------------------------------------- */

static const char *text_or(const json_t *record, const char *key, const char *fallback)
{
	const char *text = rq_json_string(record, key);

	return text && *text ? text : fallback;
}

static void add_error(struct rq_summary *summary, const json_t *record)
{
	struct rq_job_figures *job = take_job(summary, record);
	struct rq_mishap mishap = { .code = "" };
	char key[sizeof mishap.stage + sizeof mishap.code];

	(void)rq_text_escape(text_or(record, "stage", "unknown"), mishap.stage,
			     sizeof mishap.stage);
	(void)rq_text_escape(text_or(record, "code", "unknown"), mishap.code, sizeof mishap.code);
	(void)snprintf(key, sizeof key, "%s %s", mishap.stage, mishap.code);
	rq_census_add(&summary->codes, key, 1);
	summary->errors++;
	if (job)
		job->errors++;
	if (summary->mishap_count == RQ_MAX_REPORT_ERRORS)
		return;
	(void)rq_text_escape(rq_finding_origin(record), mishap.source, sizeof mishap.source);
	(void)rq_text_escape(text_or(record, "message", ""), mishap.message, sizeof mishap.message);
	summary->mishaps[summary->mishap_count++] = mishap;
}

void rq_summary_add(struct rq_summary *summary, const json_t *record)
{
	const char *type = text_or(record, "type", "");

	if (strcmp(type, "result") == 0)
		add_result(summary, record);
	else if (strcmp(type, "error") == 0)
		add_error(summary, record);
	else if (strcmp(type, "task") == 0)
		rq_census_add(&summary->tasks, text_or(record, "status", "unknown"), 1);
	else if (strcmp(type, "resume") == 0)
		summary->resumes++;
	else if (strcmp(type, "job") == 0)
		summary->jobs_seen++;
	else
		summary->others++;
}
