#ifndef RQ_ENGINE_PLAN_H
#define RQ_ENGINE_PLAN_H

/*
 * What the queue will take before any of it is sent: requests, tokens, dollars,
 * time at the limits, and whether that fits the budget, the deadline and the
 * limits of a day. Prompts are made for it as they would be sent, so the sums
 * are what permits will reserve; less is used as a rule.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "engine/engine.h"
#include "store/store.h"

struct rq_plan_options {
	const char *engine, *model; /* only tasks of these; NULL: of any */
	size_t sample;           /* prompts made at most, the rest is taken to be alike; 0: all */
	int64_t deadline;        /* ms; 0: none */
	int64_t budget_microusd; /* 0: none */
	struct rq_engine_options remote;
};

struct rq_plan {
	size_t tasks;  /* that wait, now or for another attempt */
	size_t remote; /* of them, those that somebody else's machine does */
	struct rq_need need;
	int64_t seconds; /* at the limits, no faster */
	size_t today;  /* of the remote ones, how many fit budget, deadline and the day's limits */
	char why[160]; /* when not all of them do: what stops them */
};

/*
 * Opens engines, so that a missing key or model is told. Fails as they do. RQ_DAMAGED: tasks were
 * left out, whose records are damaged; *plan is what all others take.
 */
int rq_plan_make(struct rq_store *store, const struct rq_plan_options *options,
		 struct rq_plan *plan, struct rq_error *err);

/* As an "estimate" record; new. */
json_t *rq_plan_record(const struct rq_plan *plan);

/* In a line for a person: "40 tasks: 160,000 tokens in, at most ..., $0.12, 5 min". free(). */
char *rq_plan_line(const struct rq_plan *plan);

#endif
