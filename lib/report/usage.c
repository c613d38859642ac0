#include "report/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/answer.h"
#include "report/sum.h"

#define DAY (INT64_C(24) * 60 * 60 * 1000)

enum { FULL_DAYS = 7, MONTH = 7 };

/* --- one usage ------------------------------------------------------------------ */

void rq_usage_sum(struct rq_usage *sum, const struct rq_usage *usage)
{
	rq_sum_add(&sum->calls, usage->calls);
	rq_sum_add(&sum->prompt_tokens, usage->prompt_tokens);
	rq_sum_add(&sum->cached_tokens, usage->cached_tokens);
	rq_sum_add(&sum->completion_tokens, usage->completion_tokens);
	rq_sum_add(&sum->reasoning_tokens, usage->reasoning_tokens);
	rq_sum_add(&sum->cost_microusd, usage->cost_microusd);
	rq_sum_add(&sum->saved_microusd, usage->saved_microusd);
	rq_sum_add(&sum->cache_saved_microusd, usage->cache_saved_microusd);
	rq_sum_add(&sum->batch_saved_microusd, usage->batch_saved_microusd);
	rq_sum_add(&sum->unsettled_microusd, usage->unsettled_microusd);
	rq_sum_add(&sum->latency_ms, usage->latency_ms);
	rq_sum_add(&sum->refused, usage->refused);
	rq_sum_add(&sum->batch_calls, usage->batch_calls);
	rq_sum_add(&sum->reused, usage->reused);
	rq_sum_add(&sum->reused_microusd, usage->reused_microusd);
}

/* What a line says. */
static struct rq_usage usage_of(const json_t *line)
{
	struct rq_usage usage = rq_answer_usage(line);

	usage.unsettled_microusd = rq_json_integer(line, "unsettled_microusd", 0);
	rq_usage_tell_saved(&usage);
	return usage;
}

void rq_usage_tell_saved(struct rq_usage *usage)
{
	if (usage->batch_calls == 0)
		usage->cache_saved_microusd = usage->saved_microusd;
}

int64_t rq_usage_dollars(const struct rq_usage *usage)
{
	int64_t sum = 0;

	rq_sum_add(&sum, usage->cost_microusd);
	rq_sum_add(&sum, usage->unsettled_microusd);
	return sum;
}

/* --- rows --------------------------------------------------------------------------- */

void rq_usage_init(struct rq_usage_figures *figures)
{
	*figures = (struct rq_usage_figures) { .days.limit = RQ_MAX_REPORT_DAYS,
					       .models.limit = RQ_MAX_REPORT_MODELS,
					       .jobs.limit = RQ_MAX_REPORT_JOBS };
}

void rq_usage_free(struct rq_usage_figures *figures)
{
	free(figures->days.row);
	free(figures->models.row);
	free(figures->jobs.row);
	rq_usage_init(figures);
}

/* Behind the limit there is one more row, for all others. */
static struct rq_usage *row_of(struct rq_usage_rows *rows, const char *id)
{
	size_t told = rows->count < rows->limit ? rows->count : rows->limit;
	struct rq_usage_row made = { .id = "" };

	(void)rq_text_escape(id, made.id, sizeof made.id);
	for (size_t i = told; i > 0; i--) /* days come in order */
		if (strcmp(rows->row[i - 1].id, made.id) == 0)
			return &rows->row[i - 1].usage;
	if (rows->count > rows->limit)
		return &rows->row[rows->limit].usage;
	if (rows->count == rows->limit)
		made.id[0] = '\0';
	rows->row = rq_grow(rows->row, rows->count, &rows->capacity, sizeof *rows->row);
	rows->row[rows->count] = made;
	return &rows->row[rows->count++].usage;
}

static int by_dollars(const void *left, const void *right)
{
	const struct rq_usage_row *a = left, *b = right;
	int64_t one = rq_usage_dollars(&a->usage), other = rq_usage_dollars(&b->usage);

	if (one != other)
		return one > other ? -1 : 1;
	if (a->usage.calls != b->usage.calls)
		return a->usage.calls > b->usage.calls ? -1 : 1;
	return strcmp(a->id, b->id);
}

static void sort(struct rq_usage_rows *rows)
{
	if (rows->count > 0)
		qsort(rows->row, rows->count, sizeof *rows->row, by_dollars);
}

/* --- the month ------------------------------------------------------------------------ */

static void month_of(int64_t when, char month[MONTH + 1])
{
	char text[RQ_TIME_SIZE];

	memcpy(month, rq_clock_format(when, text), MONTH);
	month[MONTH] = '\0';
}

static int64_t days_left(int64_t today, const char *month)
{
	char other[MONTH + 1];
	int64_t days = 0;

	for (int64_t day = today + DAY;; day += DAY, days++) {
		month_of(day, other);
		if (strcmp(other, month) != 0)
			return days;
	}
}

int64_t rq_usage_from(int64_t now)
{
	char text[RQ_TIME_SIZE];
	int64_t today = rq_clock_day(now), day_of_month;

	day_of_month = strtol(rq_clock_format(today, text) + MONTH + 1, NULL, 10);
	return today - DAY * (day_of_month > FULL_DAYS ? day_of_month - 1 : FULL_DAYS);
}

/* Dollars of the days that a forecast rests on. */
struct recent {
	int64_t today, dollars_today;
	int64_t first, dollars; /* the first of the full days with usage; 0 for none */
};

static void add_recent(struct recent *recent, int64_t day, int64_t dollars)
{
	if (day == recent->today)
		rq_sum_add(&recent->dollars_today, dollars);
	if (day >= recent->today || day < recent->today - FULL_DAYS * DAY)
		return;
	if (recent->first == 0 || day < recent->first)
		recent->first = day;
	rq_sum_add(&recent->dollars, dollars);
}

static void forecast(struct rq_usage_figures *figures, const struct recent *recent)
{
	int64_t days = (recent->today - recent->first) / DAY;
	int64_t left = days_left(recent->today, figures->month), rest;

	figures->day_mean = recent->first > 0 ? recent->dollars / days : recent->dollars_today;
	figures->month_forecast = figures->month_dollars;
	if (__builtin_mul_overflow(figures->day_mean, left, &rest))
		rest = INT64_MAX;
	rq_sum_add(&figures->month_forecast, rest);
}

/* --- all lines -------------------------------------------------------------------------- */

static int64_t time_of(const char *day)
{
	char text[RQ_TIME_SIZE];
	struct rq_error ignored = { 0 };
	int64_t when;

	(void)snprintf(text, sizeof text, "%.10sT00:00:00Z", day);
	return rq_clock_parse(text, &when, &ignored) == 0 ? when : 0;
}

static void fold_line(struct rq_usage_figures *figures, const json_t *line, int64_t since,
		      struct recent *recent)
{
	const char *day = rq_json_string(line, "day");
	const char *model = rq_json_string(line, "model"), *job = rq_json_string(line, "job_id");
	struct rq_usage usage = usage_of(line);
	int64_t dollars = rq_usage_dollars(&usage);

	if (!day || !model || !job)
		return;
	if (strncmp(day, figures->month, MONTH) == 0)
		rq_sum_add(&figures->month_dollars, dollars);
	add_recent(recent, time_of(day), dollars);
	if (time_of(day) < rq_clock_day(since))
		return;
	rq_usage_sum(&figures->total, &usage);
	rq_usage_sum(row_of(&figures->days, day), &usage);
	rq_usage_sum(row_of(&figures->models, model), &usage);
	rq_usage_sum(row_of(&figures->jobs, job), &usage);
}

void rq_usage_fold(struct rq_usage_figures *figures, const json_t *lines, const char *job_id,
		   int64_t since, int64_t now)
{
	struct recent recent = { .today = rq_clock_day(now) };

	month_of(now, figures->month);
	for (size_t i = 0; i < json_array_size(lines); i++) {
		const json_t *line = json_array_get(lines, i);
		const char *job = rq_json_string(line, "job_id");

		if (!job_id || (job && strcmp(job, job_id) == 0))
			fold_line(figures, line, since, &recent);
	}
	sort(&figures->models);
	sort(&figures->jobs);
	forecast(figures, &recent);
}
