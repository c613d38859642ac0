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

struct rq_answer {
	char *text; /* the caller's, free() */
	size_t length;
	bool failed; /* it is an error record */
};

/*
 * The answer to a task as the store has it: its result, marked as cached, when
 * it is done; an error record when it is dead, cancelled or unknown. 1, 0 when it
 * has not ended, -1 when the store fails.
 */
int rq_answer_stored(struct rq_store *store, const char *task_id, struct rq_answer *answer,
		     struct rq_error *err);

/* A task that failed for good just now. */
char *rq_answer_error(const struct rq_task *task, const struct rq_error *failure, size_t *length);

/* A task that was dead or cancelled before; its last failure tells why. */
char *rq_answer_refusal(const struct rq_task *task, size_t *length);

/* What the engine reports, as the store counts it. NULL counts one call that cost nothing. */
struct rq_usage rq_answer_usage(const json_t *usage);

#endif
