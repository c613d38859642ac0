#ifndef RQ_ENGINE_AGAIN_H
#define RQ_ENGINE_AGAIN_H

/*
 * A result that a person sent back: its task once more, with what the person
 * noted. The note is part of the recipe, so by the rule of identity it is a new task,
 * and the same note sent again makes no second one.
 */

#include <stdint.h>

#include "store/store.h"

/*
 * Fills a submission that does a task's work again by its recipe and a note, and
 * stores the new recipe; the résumé is there. RQ_NOT_FOUND: there is no such task;
 * RQ_TOO_LARGE: it was sent back too often.
 */
int rq_again(struct rq_store *store, const char *task_id, const char *note, int64_t now,
	     struct rq_submission *submission, struct rq_error *err);

#endif
