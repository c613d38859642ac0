#ifndef RQ_STORE_POSTGRES_PERMIT_H
#define RQ_STORE_POSTGRES_PERMIT_H

/* What tasks were granted for their calls, and its end, on the server. */

#include "store/postgres_transaction.h"
#include "store/spending.h"

/*
 * The call of a task ended: its permit, if it has one, goes back to the limits and the
 * budget, as far as it was not used; and what it cost is counted.
 */
int rq_postgres_settle(struct rq_transaction *txn, struct rq_row *row,
		       const struct rq_settlement *settlement, const struct rq_usage *usage,
		       int64_t now, struct rq_error *err);

/* Adds to the day of now, for the task's model (or engine) and job. */
void rq_postgres_count_usage(struct rq_transaction *txn, const struct rq_task *task,
			     const struct rq_usage *usage, int64_t now);

/* Nobody will say how the call ended: all of it counts. */
int rq_postgres_forfeit(struct rq_transaction *txn, struct rq_row *row, int64_t now,
			struct rq_error *err);

/* Gives the task a permit, and reserves its dollars. */
void rq_postgres_grant(struct rq_transaction *txn, struct rq_row *row,
		       const struct rq_grant *grant);

/* Locks the budget, and reads what the day of now has cost. */
int rq_postgres_spending(struct rq_transaction *txn, int64_t now, struct rq_spending *spending,
			 struct rq_error *err);

#endif
