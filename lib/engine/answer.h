#ifndef RQ_ENGINE_ANSWER_H
#define RQ_ENGINE_ANSWER_H

/*
 * The records that answer a task: "result" when it is done, now or earlier, and
 * "error" when it is dead, cancelled or unknown. Their text is JSON, the
 * caller's (free()).
 */

#include <stdbool.h>

#include "engine/work.h"

/*
 * Guards and applies what was proposed for a work (engine/work.h): its result
 * record, whose text and length are set, with the number of edits that were
 * proposed and dropped. -1 and failure when the answer cannot be used.
 */
int rq_answer_result(struct rq_work *work, struct rq_error *failure);

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

/* What the engine reports, as the store counts it. */
struct rq_usage rq_answer_usage(const json_t *usage);

#endif
