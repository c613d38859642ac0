#include "report/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/sum.h"

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
	rq_headcount_free(&summary->candidates);
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

void rq_summary_set_requests(struct rq_summary *summary, const json_t *metrics)
{
	const json_t *counters = rq_json_object(metrics, "counters");

	summary->requests = -1;
	if (!metrics)
		return;
	summary->cached = rq_json_integer(counters, "admissions.cached", 0);
	summary->requests = summary->cached + rq_json_integer(counters, "admissions.queued", 0);
}

/* Records of a pipe each stand for a request. */
int rq_summary_cache_rate(const struct rq_summary *summary)
{
	int64_t of = summary->requests == 0 ? summary->results : summary->requests;

	if (of <= 0)
		return (int)of;
	return (int)((summary->cached * 10000 + of / 2) / of);
}

/* --- jobs ------------------------------------------------------------------ */

static long find_job(const struct rq_summary *summary, const char *id)
{
	for (size_t i = 0; i < summary->job_count; i++)
		if (strcmp(summary->job[i]->id, id) == 0)
			return (long)i;
	return -1;
}

long rq_summary_job(const struct rq_summary *summary, const char *job_id)
{
	char id[JOB_ID_SIZE];
	long at;

	if (!job_id || *job_id == '\0')
		return -1;
	at = find_job(summary, rq_text_escape(job_id, id, sizeof id));
	return at == -1 && summary->job_count > RQ_MAX_REPORT_JOBS ? RQ_MAX_REPORT_JOBS : at;
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

static struct rq_job_figures *take_job(struct rq_summary *summary, const char *job_id)
{
	bool full = summary->job_count == RQ_MAX_REPORT_JOBS;
	long at = rq_summary_job(summary, job_id);
	char id[JOB_ID_SIZE];

	if (!job_id || *job_id == '\0')
		return NULL;
	if (at >= 0)
		return summary->job[at];
	summary->job = rq_grow(summary->job, summary->job_count, &summary->job_capacity,
			       sizeof(struct rq_job_figures *));
	summary->job[summary->job_count++] =
	    new_job(full ? "" : rq_text_escape(job_id, id, sizeof id));
	return summary->job[summary->job_count - 1];
}

static void name_job(struct rq_job_figures *job, const struct rq_gist *gist)
{
	char text[256];

	if (job->id[0] == '\0' || job->title || *gist->title == '\0')
		return;
	job->title = rq_strdup(rq_text_escape(gist->title, text, sizeof text));
	if (*gist->company)
		job->company = rq_strdup(rq_text_escape(gist->company, text, sizeof text));
}

/* --- results --------------------------------------------------------------- */

static void add_usage(struct rq_sums *sums, const struct rq_gist *gist)
{
	rq_sum_add(&sums->prompt_tokens, gist->prompt_tokens);
	rq_sum_add(&sums->cached_tokens, gist->cached_tokens);
	rq_sum_add(&sums->completion_tokens, gist->completion_tokens);
	rq_sum_add(&sums->cost_microusd, gist->cost_microusd);
	rq_sum_add(&sums->latency_ms, gist->latency_ms);
	rq_sum_add(&sums->attempts, gist->attempts);
}

/* An answer from the cache took its time when it was made, not now. */
static void add_times(struct rq_summary *summary, const struct rq_gist *gist)
{
	if (gist->created_at == 0 || gist->finished_at == 0)
		return;
	rq_spread_add(&summary->waited, gist->finished_at - gist->created_at);
	rq_timeline_add(&summary->timeline, gist->finished_at, gist->latency_ms,
			gist->cost_microusd);
	if (summary->first == 0 || gist->created_at < summary->first)
		summary->first = gist->created_at;
	if (gist->finished_at > summary->last)
		summary->last = gist->finished_at;
}

static void add_engine(struct rq_summary *summary, const struct rq_gist *gist)
{
	char name[2 * LABEL_SIZE]; /* the census cuts it, between characters */

	if (*gist->engine == '\0')
		return;
	(void)snprintf(name, sizeof name, "%s%s%s", gist->engine, *gist->model ? " " : "",
		       gist->model);
	rq_census_add(&summary->engines, name, 1);
}

static void add_lists(struct rq_summary *summary, const struct rq_gist *gist)
{
	const char *text = NULL;

	while ((text = rq_texts_next(&gist->rules, text)))
		rq_census_add(&summary->rules, text, 1);
	if (gist->declined > 0)
		rq_census_add(&summary->rules, "person", gist->declined);
	while ((text = rq_texts_next(&gist->warnings, text)))
		rq_census_add(&summary->warnings, text, 1);
	summary->applied += gist->edits;
	summary->questions += gist->questions;
}

/* The best so many, by evidence; equals stay in the order of their records. */
static void add_standing(struct rq_job_figures *job, const struct rq_gist *gist)
{
	size_t at = job->best_count;
	struct rq_standing *place;

	while (at > 0 && gist->evidence > job->best[at - 1].evidence)
		at--;
	if (at == RQ_MAX_REPORT_BEST)
		return;
	if (job->best_count < RQ_MAX_REPORT_BEST)
		job->best_count++;
	place = &job->best[at];
	memmove(place + 1, place, (job->best_count - at - 1) * sizeof *place);
	*place = (struct rq_standing) {
		.status = gist->status,
		.evidence = (int)gist->evidence,
		.literal = (int)gist->literal,
		.literal_after = (int)gist->literal_after,
		.ceiling = (int)gist->ceiling,
		.gaps = gist->gaps.count,
	};
	(void)rq_text_escape(gist->candidate, place->name, sizeof place->name);
	(void)rq_text_escape(gist->source, place->source, sizeof place->source);
}

static void add_scores(struct rq_job_figures *job, const struct rq_gist *gist)
{
	if (gist->evidence != RQ_FINDING_NO_SCORE)
		rq_spread_add(&job->evidence, gist->evidence);
	if (gist->literal == RQ_FINDING_NO_SCORE || gist->literal_after == RQ_FINDING_NO_SCORE)
		return;
	rq_spread_add(&job->literal, gist->literal);
	rq_spread_add(&job->literal_after, gist->literal_after);
	job->closer += gist->literal_after > gist->literal;
}

static void add_to_job(struct rq_job_figures *job, const struct rq_gist *gist)
{
	const char *gap = NULL;

	name_job(job, gist);
	job->results++;
	job->cached += gist->cached;
	job->status[gist->status]++;
	job->applied += gist->edits;
	job->rejected += rq_gist_rejected(gist);
	while ((gap = rq_texts_next(&gist->gaps, gap)))
		rq_census_add(&job->gaps, gap, 1);
	add_scores(job, gist);
	add_standing(job, gist);
}

/* What it took, and what was decided: true of each result that there was. */
static void add_history(struct rq_summary *summary, const struct rq_gist *gist)
{
	add_usage(gist->cached ? &summary->saved : &summary->usage, gist);
	if (!gist->cached && *gist->model)
		rq_costs_add(&summary->costs, gist);
	if (!gist->cached)
		add_times(summary, gist);
	rq_reviews_add(&summary->reviews, gist->review, gist->new_characters);
}

static void add_result(struct rq_summary *summary, const struct rq_gist *gist)
{
	struct rq_job_figures *job = take_job(summary, gist->job_id);

	summary->results++;
	rq_headcount_add(&summary->candidates, gist->candidate_id);
	summary->cached += gist->cached;
	summary->fallback += gist->fallback;
	summary->status[gist->status]++;
	add_history(summary, gist);
	add_engine(summary, gist);
	add_lists(summary, gist);
	if (job)
		add_to_job(job, gist);
}

void rq_summary_add_redone(struct rq_summary *summary, const struct rq_gist *gist)
{
	summary->redone++;
	add_history(summary, gist);
}

/* --- errors and the rest ----------------------------------------------------- */

static const char *text_or(const json_t *record, const char *key, const char *fallback)
{
	const char *text = rq_json_string(record, key);

	return text && *text ? text : fallback;
}

static void add_error(struct rq_summary *summary, const json_t *record)
{
	struct rq_job_figures *job = take_job(summary, rq_json_string(record, "job_id"));
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

void rq_summary_add(struct rq_summary *summary, const json_t *record, const struct rq_gist *gist)
{
	const char *type = text_or(record, "type", "");

	if (gist)
		add_result(summary, gist);
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
