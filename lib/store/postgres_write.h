#ifndef RQ_STORE_POSTGRES_WRITE_H
#define RQ_STORE_POSTGRES_WRITE_H

/* What a transaction changed, as statements: tasks, limits, reserved dollars, sums. */

#include "store/postgres_transaction.h"

/* Adds them; the rows of the transaction are sorted by task_id. */
int rq_postgres_write(struct rq_transaction *txn, struct rq_error *err);

#endif
