#include "report/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "io/record.h"

enum { TOP = 10, PIECE = 1 << 16 };

static json_t *status_counts(const int64_t status[RQ_FINDING_STATUSES])
{
	json_t *object = json_object();

	for (int i = 0; i < RQ_FINDING_STATUSES; i++)
		if (i != RQ_FINDING_OTHER || status[i] > 0)
			rq_json_set_integer(
			    object, rq_finding_status_name((enum rq_finding_status)i), status[i]);
	return object;
}

static json_t *spread_figures(const struct rq_spread *spread)
{
	json_t *object = json_object();

	rq_json_set_integer(object, "count", spread->count);
	rq_json_set_integer(object, "mean", rq_spread_mean(spread));
	rq_json_set_integer(object, "min", spread->least);
	rq_json_set_integer(object, "p25", rq_spread_quantile(spread, 25));
	rq_json_set_integer(object, "median", rq_spread_quantile(spread, 50));
	rq_json_set_integer(object, "p75", rq_spread_quantile(spread, 75));
	rq_json_set_integer(object, "p95", rq_spread_quantile(spread, 95));
	rq_json_set_integer(object, "max", spread->most);
	return object;
}

/* {"name": count, …}, most frequent first. */
static json_t *tally_counts(const struct rq_census *census)
{
	const struct rq_count *top[RQ_MAX_REPORT_CODES];
	size_t count = rq_census_top(census, top, RQ_MAX_REPORT_CODES);
	json_t *object = json_object();

	for (size_t i = 0; i < count; i++)
		rq_json_set_integer(object, top[i]->name, top[i]->count);
	if (census->other > 0)
		rq_json_set_integer(object, "other", census->other);
	return object;
}

static json_t *error_counts(const struct rq_census *codes)
{
	const struct rq_count *top[RQ_MAX_REPORT_CODES];
	size_t count = rq_census_top(codes, top, RQ_MAX_REPORT_CODES);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		size_t stage = strcspn(top[i]->name, " ");
		json_t *row = json_object();

		rq_json_set_take(row, "stage", json_stringn(top[i]->name, stage));
		rq_json_set_string(row, "code",
				   top[i]->name + stage + (top[i]->name[stage] == ' '));
		rq_json_set_integer(row, "count", top[i]->count);
		rq_json_append_take(array, row);
	}
	return array;
}

static json_t *error_list(const struct rq_summary *summary)
{
	json_t *array = json_array();

	for (size_t i = 0; i < summary->mishap_count; i++) {
		const struct rq_mishap *mishap = &summary->mishaps[i];
		json_t *row = json_object();

		rq_json_set_string(row, "source", mishap->source);
		rq_json_set_string(row, "stage", mishap->stage);
		rq_json_set_string(row, "code", mishap->code);
		rq_json_set_string(row, "message", mishap->message);
		rq_json_append_take(array, row);
	}
	return array;
}

static json_t *sums(const struct rq_sums *sums)
{
	json_t *object = json_object();

	rq_json_set_integer(object, "prompt_tokens", sums->prompt_tokens);
	rq_json_set_integer(object, "cached_tokens", sums->cached_tokens);
	rq_json_set_integer(object, "completion_tokens", sums->completion_tokens);
	rq_json_set_integer(object, "cost_microusd", sums->cost_microusd);
	rq_json_set_integer(object, "latency_ms", sums->latency_ms);
	rq_json_set_integer(object, "attempts", sums->attempts);
	return object;
}

static void set_usage(json_t *row, const struct rq_usage *usage)
{
	rq_json_set_integer(row, "calls", usage->calls);
	rq_json_set_integer(row, "batch_calls", usage->batch_calls);
	rq_json_set_integer(row, "refused", usage->refused);
	rq_json_set_integer(row, "prompt_tokens", usage->prompt_tokens);
	rq_json_set_integer(row, "cached_tokens", usage->cached_tokens);
	rq_json_set_integer(row, "completion_tokens", usage->completion_tokens);
	rq_json_set_integer(row, "reasoning_tokens", usage->reasoning_tokens);
	rq_json_set_integer(row, "cost_microusd", usage->cost_microusd);
	rq_json_set_integer(row, "saved_microusd", usage->saved_microusd);
	rq_json_set_integer(row, "cache_saved_microusd", usage->cache_saved_microusd);
	rq_json_set_integer(row, "batch_saved_microusd", usage->batch_saved_microusd);
	rq_json_set_integer(row, "reused", usage->reused);
	rq_json_set_integer(row, "reused_microusd", usage->reused_microusd);
	rq_json_set_integer(row, "unsettled_microusd", usage->unsettled_microusd);
}

static json_t *model_costs(const struct rq_costs *costs)
{
	json_t *array = json_array();

	for (size_t i = 0; i < costs->count; i++) {
		const struct rq_cost *cost = &costs->of[i];
		const struct rq_usage *usage = &cost->usage;
		json_t *row = json_object();

		rq_json_set_take(row, "model",
				 cost->model[0] ? json_string(cost->model) : json_null());
		rq_json_set_integer(row, "results", cost->results);
		set_usage(row, usage);
		rq_json_set_integer(row, "per_1000_microusd", rq_cost_per_thousand(cost));
		rq_json_append_take(array, row);
	}
	return array;
}

static void set_score(json_t *object, const char *key, int score)
{
	rq_json_set_take(object, key,
			 score == RQ_FINDING_NO_SCORE ? json_null() : json_integer(score));
}

static json_t *best_candidates(const struct rq_job_figures *job)
{
	json_t *array = json_array();

	for (size_t i = 0; i < job->best_count; i++) {
		const struct rq_standing *standing = &job->best[i];
		json_t *row = json_object();

		rq_json_set_string(row, "name", standing->name);
		rq_json_set_string(row, "source", standing->source);
		rq_json_set_string(row, "status", rq_finding_status_name(standing->status));
		set_score(row, "evidence", standing->evidence);
		set_score(row, "literal_before", standing->literal);
		set_score(row, "literal_after", standing->literal_after);
		set_score(row, "ceiling", standing->ceiling);
		rq_json_set_integer(row, "gaps", (json_int_t)standing->gaps);
		rq_json_append_take(array, row);
	}
	return array;
}

static json_t *gap_list(const struct rq_census *gaps)
{
	const struct rq_count *top[TOP];
	size_t count = rq_census_top(gaps, top, TOP);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_object();

		rq_json_set_string(row, "term", top[i]->name);
		rq_json_set_integer(row, "count", top[i]->count);
		rq_json_append_take(array, row);
	}
	return array;
}

static json_t *job_figures(const struct rq_job_figures *job)
{
	json_t *object = json_object();

	rq_json_set_take(object, "job_id", job->id[0] ? json_string(job->id) : json_null());
	rq_json_set_take(object, "title", job->title ? json_string(job->title) : json_null());
	rq_json_set_take(object, "company", job->company ? json_string(job->company) : json_null());
	rq_json_set_integer(object, "results", job->results);
	rq_json_set_integer(object, "errors", job->errors);
	rq_json_set_integer(object, "cached", job->cached);
	rq_json_set_take(object, "status", status_counts(job->status));
	rq_json_set_take(object, "evidence", spread_figures(&job->evidence));
	rq_json_set_take(object, "literal_before", spread_figures(&job->literal));
	rq_json_set_take(object, "literal_after", spread_figures(&job->literal_after));
	rq_json_set_integer(object, "raised", job->closer);
	rq_json_set_take(object, "gaps", gap_list(&job->gaps));
	rq_json_set_integer(object, "edits_applied", job->applied);
	rq_json_set_integer(object, "edits_rejected", job->rejected);
	rq_json_set_take(object, "best", best_candidates(job));
	return object;
}

static void set_time(json_t *object, const char *key, int64_t when)
{
	char text[RQ_TIME_SIZE];

	rq_json_set_take(object, key,
			 when ? json_string(rq_clock_format(when, text)) : json_null());
}

static json_t *edit_figures(const struct rq_summary *summary)
{
	json_t *object = json_object();

	rq_json_set_integer(object, "applied", summary->applied);
	rq_json_set_integer(object, "rejected", rq_census_total(&summary->rules));
	rq_json_set_take(object, "rejected_by_rule", tally_counts(&summary->rules));
	return object;
}

static json_t *review_figures(const struct rq_review_figures *figures)
{
	json_t *object = json_object();

	for (int i = 0; i < RQ_VERDICTS; i++)
		rq_json_set_integer(object, rq_verdict_name((enum rq_verdict)i),
				    figures->decided[i]);
	rq_json_set_integer(object, "bulk", figures->bulk);
	rq_json_set_integer(object, "hasty", figures->hasty);
	return object;
}

static json_t *reviewer_list(const struct rq_reviews *reviews)
{
	json_t *list = json_array();

	for (size_t i = 0; i < reviews->count; i++) {
		json_t *object = review_figures(&reviews->reviewer[i].figures);

		rq_json_set_string(object, "reviewer", reviews->reviewer[i].name);
		rq_json_append_take(list, object);
	}
	return list;
}

static json_t *time_figures(const struct rq_summary *summary)
{
	json_t *object = json_object();

	set_time(object, "first_created_at", summary->first);
	set_time(object, "last_finished_at", summary->last);
	rq_json_set_take(object, "waited_ms", spread_figures(&summary->waited));
	return object;
}

static void set_counts(json_t *report, const struct rq_summary *summary)
{
	rq_json_set_integer(report, "inputs", summary->results + summary->errors);
	rq_json_set_integer(report, "results", summary->results);
	rq_json_set_integer(report, "errors", summary->errors);
	rq_json_set_take(report, "status", status_counts(summary->status));
	rq_json_set_integer(report, "cached", summary->cached);
	if (summary->requests >= 0)
		rq_json_set_integer(report, "cache_hit_rate", rq_summary_cache_rate(summary));
	else
		rq_json_set_take(report, "cache_hit_rate", json_null());
	rq_json_set_integer(report, "fallback", summary->fallback);
	rq_json_set_integer(report, "redone", summary->redone);
	rq_json_set_integer(report, "candidates", (json_int_t)summary->candidates.count);
	rq_json_set_integer(report, "questions", summary->questions);
}

/* In pieces: with very many jobs it is longer than a record may be. */
static int write_line(struct rq_output *out, const json_t *report, struct rq_error *err)
{
	char *text = rq_json_text(report, 0);
	size_t length = strlen(text);
	int result = 0;

	for (size_t at = 0; result == 0 && at < length; at += PIECE)
		result = rq_output_write(out, text + at,
					 length - at < PIECE ? length - at : (size_t)PIECE, err);
	free(text);
	return result == 0 ? rq_output_write(out, "\n", 1, err) : -1;
}

int rq_report_json(struct rq_output *out, const struct rq_summary *summary, const char *title,
		   int64_t now, struct rq_error *err)
{
	json_t *report = rq_record_new("report"), *jobs = json_array();
	int result;

	rq_json_set_string(report, "title", title);
	set_time(report, "created_at", now);
	set_counts(report, summary);
	for (size_t i = 0; i < summary->job_count; i++)
		rq_json_append_take(jobs, job_figures(summary->job[i]));
	rq_json_set_take(report, "jobs", jobs);
	rq_json_set_take(report, "edits", edit_figures(summary));
	rq_json_set_take(report, "reviews", review_figures(&summary->reviews.all));
	rq_json_set_take(report, "reviewers", reviewer_list(&summary->reviews));
	rq_json_set_take(report, "error_codes", error_counts(&summary->codes));
	rq_json_set_take(report, "first_errors", error_list(summary));
	rq_json_set_take(report, "warnings", tally_counts(&summary->warnings));
	rq_json_set_take(report, "engines", tally_counts(&summary->engines));
	rq_json_set_take(report, "usage", sums(&summary->usage));
	rq_json_set_take(report, "saved_by_cache", sums(&summary->saved));
	rq_json_set_take(report, "models", model_costs(&summary->costs));
	rq_json_set_take(report, "times", time_figures(summary));
	rq_json_set_take(report, "tasks", tally_counts(&summary->tasks));
	if (summary->queue)
		rq_json_set_take(report, "queue", json_incref(summary->queue));
	result = write_line(out, report, err);
	json_decref(report);
	return result;
}

/* --- usage ------------------------------------------------------------------- */

static json_t *usage_rows(const struct rq_usage_rows *rows, const char *key)
{
	json_t *array = json_array();

	for (size_t i = 0; i < rows->count; i++) {
		const struct rq_usage_row *of = &rows->row[i];
		json_t *row = json_object();

		rq_json_set_take(row, key, of->id[0] ? json_string(of->id) : json_null());
		rq_json_set_string(row, "title", of->title[0] ? of->title : NULL);
		set_usage(row, &of->usage);
		rq_json_append_take(array, row);
	}
	return array;
}

int rq_usage_json(struct rq_output *out, const struct rq_usage_figures *figures, const char *title,
		  int64_t now, struct rq_error *err)
{
	json_t *report = rq_record_new("usage"), *total = json_object(), *month = json_object();
	int result;

	rq_json_set_string(report, "title", title);
	set_time(report, "created_at", now);
	set_usage(total, &figures->total);
	rq_json_set_take(report, "total", total);
	rq_json_set_string(month, "month", figures->month);
	rq_json_set_integer(month, "microusd", figures->month_dollars);
	rq_json_set_integer(month, "day_mean_microusd", figures->day_mean);
	rq_json_set_integer(month, "forecast_microusd", figures->month_forecast);
	rq_json_set_take(report, "month", month);
	rq_json_set_take(report, "days", usage_rows(&figures->days, "day"));
	rq_json_set_take(report, "models", usage_rows(&figures->models, "model"));
	rq_json_set_take(report, "jobs", usage_rows(&figures->jobs, "job_id"));
	result = write_line(out, report, err);
	json_decref(report);
	return result;
}
