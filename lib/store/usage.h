#ifndef RQ_STORE_USAGE_H
#define RQ_STORE_USAGE_H

/*
 * What calls cost, summed per day (UTC), model and job; and with it, per day,
 * what the budget looks at (spending.h), so that the two cannot disagree.
 */

#include "store/store.h"
#include "store/table.h"

/* Adds to the day of now, for the task's model (or engine) and job; a usage of zeros is none. */
int rq_usage_add(struct rq_txn *txn, int64_t now, const struct rq_task *task,
		 const struct rq_usage *usage, struct rq_error *err);

/* The dollars in an entry of the usage; RQ_STORE when it is damaged. */
int rq_usage_read(struct rq_span key, struct rq_span value, int64_t *day, int64_t *cost,
		  int64_t *unsettled, struct rq_error *err);

/* Adds to list what rq_store_usage() says. */
int rq_usage_list(struct rq_txn *txn, int64_t since, int64_t until, json_t *list,
		  struct rq_error *err);

#endif
