#ifndef RQ_REPORT_USAGE_H
#define RQ_REPORT_USAGE_H

/*
 * What calls of engines took and cost, by day, model and job, and what the month
 * will come to: from the lines of rq_store_usage(). Its memory grows with how
 * many days, models and jobs there are, up to limits.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "store/store.h"

/* Adds; sums that would overflow stay at the largest number. */
void rq_usage_sum(struct rq_usage *sum, const struct rq_usage *usage);

/* What is saved without batches is the prompt cache's, also where an older rq did not tell. */
void rq_usage_tell_saved(struct rq_usage *usage);

/* Micro-dollars, paid and perhaps paid. */
int64_t rq_usage_dollars(const struct rq_usage *usage);

struct rq_usage_row {
	char id[80];    /* escaped: a day, a model, a job_id; "" for those past the limit */
	char title[96]; /* of a job, escaped; else "" */
	struct rq_usage usage;
};

struct rq_usage_rows {
	struct rq_usage_row *row; /* days in their order, others with the most dollars first */
	size_t count, capacity, limit;
};

struct rq_usage_figures {
	struct rq_usage total;
	struct rq_usage_rows days, models, jobs;
	char month[8];         /* "2026-11": that of now */
	int64_t month_dollars; /* micro-dollars, so far */
	int64_t month_forecast;
	int64_t day_mean; /* of the last full days, on which the forecast rests */
};

/* Nothing yet. Free it. */
void rq_usage_init(struct rq_usage_figures *figures);
void rq_usage_free(struct rq_usage_figures *figures);

/*
 * When the month of now began, or a week before now if that is earlier: lines are
 * needed from there on, or from an earlier since.
 */
int64_t rq_usage_from(int64_t now);

/*
 * Folds the lines, once. Days before since count only for the forecast; job_id, unless
 * it is NULL, is whose lines count at all. The forecast: the month so far, and for each
 * day to come the mean of up to seven full days before today (UTC), or today when there is none.
 */
void rq_usage_fold(struct rq_usage_figures *figures, const json_t *lines, const char *job_id,
		   int64_t since, int64_t now);

#endif
