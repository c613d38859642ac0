#ifndef RQ_ENGINE_ANSWER_H
#define RQ_ENGINE_ANSWER_H

/*
 * The records that answer a task: "result" when it is done, now or earlier, and
 * "error" when it is dead, cancelled or unknown. All return JSON text, the
 * caller's (free()), and its length.
 */

#include <stdbool.h>

#include "engine/engine.h"
#include "engine/pantry.h"

/* Guards and applies what was proposed. NULL and failure when the answer cannot be used. */
char *rq_answer_result(const struct rq_task *task, const json_t *record,
		       const struct rq_supply *supply, const struct rq_proposal *proposal,
		       size_t *length, struct rq_error *failure);

/*
 * The stored result of a task that is done, marked as cached; *failed is set
 * when it is gone from the store. NULL when the store fails.
 */
char *rq_answer_cached(struct rq_store *store, const struct rq_task *task, size_t *length,
		       bool *failed, struct rq_error *err);

/* A task that failed for good just now. */
char *rq_answer_error(const struct rq_task *task, const struct rq_error *failure, size_t *length);

/* A task that was dead or cancelled before; its last failure tells why. */
char *rq_answer_refusal(const struct rq_task *task, size_t *length);

/* What the engine reports, as the store counts it. NULL counts one call that cost nothing. */
struct rq_usage rq_answer_usage(const json_t *usage);

#endif
