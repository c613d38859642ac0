#ifndef RQ_STORE_REVIEW_H
#define RQ_STORE_REVIEW_H

/* Decisions about results in the embedded store: one a task, with its time. */

#include <stdint.h>

#include "store/rule.h"
#include "store/session.h"
#include "store/table.h"

/* A decision from its bytes, which it borrows; RQ_STORE when they are damaged. */
int rq_review_read(struct rq_span value, struct rq_kept_review *kept, struct rq_error *err);

/* That of a task, by its number: 1, 0 when there is none, -1. Lasts as a table's value does. */
int rq_review_find(struct rq_txn *txn, uint64_t number, struct rq_kept_review *kept,
		   struct rq_error *err);

/* What was decided about the task's result, in place of what stood; with its entry in the audit. */
int rq_review_keep(struct rq_session *session, uint64_t number, const struct rq_review *review,
		   struct rq_error *err);

/* The task has a new result, about which nobody has decided. */
int rq_review_drop(struct rq_txn *txn, uint64_t number, struct rq_error *err);

#endif
