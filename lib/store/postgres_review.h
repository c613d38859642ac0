#ifndef RQ_STORE_POSTGRES_REVIEW_H
#define RQ_STORE_POSTGRES_REVIEW_H

/* Decisions about results on the server, for whoever takes them. */

#include "store/postgres_transaction.h"

/* What becomes of a decision about a task that was loaded: sets its reception. */
int rq_postgres_judge_review(struct rq_transaction *txn, const struct rq_row *row,
			     struct rq_review *review, struct rq_error *err);

/* It stands from now on; the audit tells. */
int rq_postgres_keep_review(struct rq_transaction *txn, const struct rq_review *review,
			    struct rq_error *err);

/* Only what the audit tells of one. */
void rq_postgres_note_review(struct rq_transaction *txn, const struct rq_review *review);

#endif
