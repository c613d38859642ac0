#ifndef RQ_STORE_SCOPE_H
#define RQ_STORE_SCOPE_H

/*
 * What all processes on a store know together of one server and model: what was
 * taken from its limits, whether it asked everybody to stay away, whether it is
 * ill. Grants and settlements are arithmetic on this record (no clock); permit.c
 * keeps it in the store.
 */

#include "base/limits.h"
#include "store/key.h"
#include "store/store.h"

/* So far; only differences of them mean something. */
struct rq_taken {
	int64_t requests, tokens;
};

/* How much was taken a moment ago is known for so many slots of time. */
enum { RQ_SCOPE_SLOTS = 6, RQ_SCOPE_SLOT_MS = 50 };

struct rq_scope {
	char name[RQ_MAX_SCOPE_BYTES + 1];
	struct rq_limits limits; /* as they were told last */
	struct rq_meter meter;
	struct rq_breaker breaker;
	int64_t gate; /* ms: nobody calls before; 0: none */
	struct rq_taken taken;
	int64_t slot;                          /* ms: when the latest slot began */
	struct rq_taken slots[RQ_SCOPE_SLOTS]; /* taken when it began, and those before it */
};

/* What a call was granted: kept until it is settled. */
struct rq_grant {
	bool in_batch;                  /* it takes from no limits: only its dollars are reserved */
	unsigned char scope[RQ_KEY_ID]; /* its name, folded (key.h) */
	struct rq_need need;
	struct rq_taken taken; /* by all, up to and with this call */
	int64_t arrived;       /* tokens of it that are older than the slots */
	bool probe;            /* it finds out whether an ill server is well */
};

/* Time has passed: refills are counted, and a clock that was set back is heeded. */
void rq_scope_advance(struct rq_scope *scope, int64_t now);

/* How many ms until a need is granted, and why; 0: it may be. -1: never. */
int64_t rq_scope_wait(const struct rq_scope *scope, const struct rq_need *need, int64_t now,
		      enum rq_refusal_reason *why);

/* Takes a need out of the limits, whether it fits or not. */
struct rq_grant rq_scope_grant(struct rq_scope *scope, const struct rq_need *need);

/* A call ended; used is what it took in the end. */
void rq_scope_settle(struct rq_scope *scope, const struct rq_grant *grant,
		     const struct rq_need *used, const struct rq_settlement *settlement,
		     int64_t now);

/* A scope as bytes, returning how many; and back: RQ_STORE when they are damaged. */
enum { RQ_SCOPE_MAX = 1024 };
size_t rq_scope_write(const struct rq_scope *scope, unsigned char bytes[RQ_SCOPE_MAX]);
int rq_scope_read(struct rq_span value, struct rq_scope *scope, struct rq_error *err);

/* The record of a scope by its folded name: 1, 0 when there is none, -1. */
int rq_scope_load(struct rq_txn *txn, const unsigned char folded[RQ_KEY_ID], struct rq_scope *scope,
		  struct rq_error *err);
int rq_scope_save(struct rq_txn *txn, const struct rq_scope *scope, struct rq_error *err);

#endif
