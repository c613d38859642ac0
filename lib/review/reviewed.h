#ifndef RQ_REVIEW_REVIEWED_H
#define RQ_REVIEW_REVIEWED_H

/*
 * A result as it is after somebody decided: with "review", and, when it was
 * rejected, with the candidate's own résumé again. Its edits are then among the
 * rejected ones, under the rule "person".
 */

#include "base/json.h"
#include "result/gist.h"
#include "store/store.h"

/* The result of a task that is done. *result is new. RQ_NOT_FOUND. */
int rq_reviewed_result(struct rq_store *store, const struct rq_task *task, json_t **result,
		       struct rq_error *err);

/* The same for a gist: joins the decision, which is borrowed. */
void rq_reviewed_gist(struct rq_gist *gist, const json_t *review);

#endif
