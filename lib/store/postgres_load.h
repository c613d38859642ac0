#ifndef RQ_STORE_POSTGRES_LOAD_H
#define RQ_STORE_POSTGRES_LOAD_H

/*
 * Records of another store into one on a server, many in a transaction. What is of one
 * kind goes out together, so that a thousand records cost few round trips.
 */

#include "store/postgres_transaction.h"

struct rq_postgres_loading {
	struct rq_transaction *txn;
	struct rq_arrival *arrivals;
	size_t count;
	struct rq_loading *how;
};

/* Whether an arrival is of that kind, and was not refused so far. */
bool rq_postgres_is_kind(const struct rq_arrival *arrival, const char *kind);

/* A failure of a record by itself refuses it: 0; any other is -1. */
int rq_postgres_refuse(struct rq_arrival *arrival, const struct rq_error *why,
		       struct rq_error *err);

/* The arrivals that are entries of the audit. Of postgres_load_audit.c. */
int rq_postgres_load_audit(struct rq_postgres_loading *loading, struct rq_error *err);

/* Those that are tasks, when what they refer to is there. Of postgres_load_task.c. */
int rq_postgres_load_tasks(struct rq_postgres_loading *loading, struct rq_error *err);

#endif
