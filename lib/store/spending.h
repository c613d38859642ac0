#ifndef RQ_STORE_SPENDING_H
#define RQ_STORE_SPENDING_H

/*
 * Dollars of the whole store, in millionths: what is reserved for calls and for
 * batches, and what each day (UTC) has cost, for sure or perhaps.
 */

#include <stdint.h>

#include "base/error.h"
#include "store/table.h"

enum rq_reserved { RQ_RESERVED_CALLS, RQ_RESERVED_BATCHES, RQ_RESERVED_KINDS };

struct rq_spending {
	int64_t reserved[RQ_RESERVED_KINDS];
	int64_t cost, unsettled; /* of one day */
};

/* Of the day of now, ms. */
int rq_spending_get(struct rq_txn *txn, int64_t now, struct rq_spending *spending,
		    struct rq_error *err);

/* Reserves so much, or, when it is negative, no longer. */
int rq_spending_reserve(struct rq_txn *txn, enum rq_reserved kind, int64_t microusd,
			struct rq_error *err);

/* Adds to the day of now. */
int rq_spending_add(struct rq_txn *txn, int64_t now, int64_t cost, int64_t unsettled,
		    struct rq_error *err);

#endif
