#ifndef RQ_ENGINE_REHEARSAL_H
#define RQ_ENGINE_REHEARSAL_H

/*
 * A night that has not been yet: when résumés by jobs will be done, for how much,
 * and how often the server will turn a call away. The same limiter (store/scope),
 * window, warmth of prompts, prices and budget as in a real night decide, on a clock
 * that jumps from event to event; only the server is a stand-in, which keeps
 * limits of its own and answers after a fixed time. No store, no network, nothing
 * random: the same question has the same answer.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/model.h"
#include "store/limit.h"

struct rq_rehearsal_options {
	int64_t resumes, jobs;
	const struct rq_model *model;
	struct rq_limits limits;    /* as we keep them */
	bool unlimited;             /* none are kept, whatever the server tells */
	struct rq_limits server;    /* as the server has them */
	bool refunds;               /* it gives back tokens that an answer did not take */
	struct rq_token_count call; /* of each, when the server has read its posting before */
	int64_t reserve;            /* tokens that an answer may take at most */
	int64_t latency;            /* ms from call to answer */
	size_t in_flight, in_hand;  /* calls, tasks at once; 1 or more */
	int64_t time;               /* ms from the beginning in which calls begin; 0: no end */
	int64_t budget_microusd;    /* a day; 0: none */
};

struct rq_rehearsal {
	int64_t tasks, done;
	int64_t refused;            /* calls that met a 429 */
	int64_t batches;            /* made of them, when they went that way */
	struct rq_token_count used; /* by all answers together */
	int64_t microusd;
	int64_t duration; /* ms until the last answer */
	const char *why;  /* static: what left the rest undone; NULL: all is done */
};

/* One call a task. It begins at midnight (UTC), with full buckets. */
void rq_rehearse(const struct rq_rehearsal_options *options, struct rq_rehearsal *rehearsal);

/* The same by the provider's Batch API: no limits, the price of batches, a day at most. */
void rq_rehearse_batches(const struct rq_rehearsal_options *options,
			 struct rq_rehearsal *rehearsal);

#endif
