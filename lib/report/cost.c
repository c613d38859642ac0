#include "report/cost.h"

#include <string.h>

#include "base/text.h"

static struct rq_cost *cost_of(struct rq_costs *costs, const char *model)
{
	char escaped[sizeof costs->of[0].model];
	struct rq_cost *cost = costs->of;

	(void)rq_text_escape(model, escaped, sizeof escaped);
	for (size_t i = 0; i < costs->count; i++, cost++)
		if (strcmp(cost->model, escaped) == 0)
			return cost;
	if (costs->count > RQ_MAX_REPORT_MODELS)
		return &costs->of[RQ_MAX_REPORT_MODELS];
	*cost = (struct rq_cost) { .model = "" };
	if (costs->count < RQ_MAX_REPORT_MODELS)
		memcpy(cost->model, escaped, sizeof escaped);
	costs->count++;
	return cost;
}

/* A result does not tell of calls, but one that was asked for with tokens took one. */
void rq_costs_add(struct rq_costs *costs, const struct rq_gist *gist)
{
	struct rq_cost *cost = cost_of(costs, gist->model);
	struct rq_usage usage = {
		.calls = gist->calls > 0 ? gist->calls : gist->prompt_tokens > 0,
		.prompt_tokens = gist->prompt_tokens,
		.cached_tokens = gist->cached_tokens,
		.completion_tokens = gist->completion_tokens,
		.reasoning_tokens = gist->reasoning_tokens,
		.cost_microusd = gist->cost_microusd,
		.saved_microusd = gist->saved_microusd,
		.cache_saved_microusd = gist->cache_saved_microusd,
		.batch_saved_microusd = gist->batch_saved_microusd,
		.latency_ms = gist->latency_ms,
		.refused = gist->refused,
		.batch_calls = gist->batch_calls,
	};

	rq_usage_tell_saved(&usage);
	cost->results++;
	rq_usage_sum(&cost->usage, &usage);
}

void rq_costs_set_usage(struct rq_costs *costs, const struct rq_usage_rows *models)
{
	for (size_t i = 0; i < costs->count; i++)
		costs->of[i].usage = (struct rq_usage) { 0 };
	for (size_t i = 0; i < models->count; i++)
		rq_usage_sum(&cost_of(costs, models->row[i].id)->usage, &models->row[i].usage);
}

int64_t rq_cost_per_thousand(const struct rq_cost *cost)
{
	double dollars = (double)rq_usage_dollars(&cost->usage);
	double each = cost->results > 0 ? dollars * 1000 / (double)cost->results : 0;

	return each < (double)INT64_MAX ? (int64_t)each : INT64_MAX;
}
