#ifndef RQ_REPORT_COST_H
#define RQ_REPORT_COST_H

/*
 * What each model was asked and what that cost. Results tell of the call that
 * made them; a store knows all calls, those that failed too, and its word then
 * stands in place of the results'. Local engines cost nothing and are left out.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/limits.h"
#include "report/usage.h"
#include "result/gist.h"

struct rq_cost {
	char model[80]; /* escaped; "" for all models past RQ_MAX_REPORT_MODELS */
	int64_t results;
	struct rq_usage usage; /* sums that would overflow stay at the largest number */
};

struct rq_costs {                                    /* begins as { 0 } */
	struct rq_cost of[RQ_MAX_REPORT_MODELS + 1]; /* in order of first occurrence */
	size_t count;
};

/* A result that a model made now. */
void rq_costs_add(struct rq_costs *costs, const struct rq_gist *gist);

/* What a store knows of each model, in place of what results told. */
void rq_costs_set_usage(struct rq_costs *costs, const struct rq_usage_rows *models);

/* Micro-dollars for a thousand results, paid and perhaps paid; 0 when there are no results. */
int64_t rq_cost_per_thousand(const struct rq_cost *cost);

#endif
