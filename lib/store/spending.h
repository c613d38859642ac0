#ifndef RQ_STORE_SPENDING_H
#define RQ_STORE_SPENDING_H

/*
 * Dollars of the whole store, in millionths: what is reserved for calls and for
 * batches, and what each day (UTC) has cost, for sure or perhaps.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "store/table.h"

enum rq_reserved { RQ_RESERVED_CALLS, RQ_RESERVED_BATCHES, RQ_RESERVED_KINDS };

enum { RQ_SPENDING_PAIR = 2 };

struct rq_spending {
	int64_t reserved[RQ_RESERVED_KINDS];
	int64_t cost, unsettled; /* of one day */
};

/* Of the day of now, ms. */
int rq_spending_get(struct rq_txn *txn, int64_t now, struct rq_spending *spending,
		    struct rq_error *err);

/*
 * How many ms until a budget of the day may have room for so much more: 0 now, -1
 * not today. Calls in flight may turn out cheaper, so it is worth asking again.
 */
int64_t rq_spending_wait(const struct rq_spending *spending, int64_t budget, int64_t microusd);

/* Reserves so much, or, when it is negative, no longer. */
int rq_spending_reserve(struct rq_txn *txn, enum rq_reserved kind, int64_t microusd,
			struct rq_error *err);

/* Adds to the day of now. */
int rq_spending_add(struct rq_txn *txn, int64_t now, int64_t cost, int64_t unsettled,
		    struct rq_error *err);

/* The two numbers of an entry: what is reserved, or what a day has cost, for sure and perhaps. -1
 * when it is damaged. */
int rq_spending_read(struct rq_span value, int64_t pair[RQ_SPENDING_PAIR], struct rq_error *err);

/* Whether an entry of the spending is of a day, and of which, ms. */
bool rq_spending_day(struct rq_span key, int64_t *day);

/* How many days have cost anything. */
int rq_spending_days(struct rq_txn *txn, size_t *days, struct rq_error *err);

#endif
