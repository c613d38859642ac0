#ifndef RQ_STORE_BATCH_H
#define RQ_STORE_BATCH_H

/* A batch as a record, and who is at work on it. What batches are for, store.h says. */

#include "store/session.h"

struct rq_kept_batch {
	struct rq_batch batch;
	int64_t deadline; /* of its lease; 0: none */
	struct rq_owner owner;
};

/* By batch_id: 1, 0 when there is none, -1. */
int rq_batch_load(struct rq_txn *txn, const char *batch_id, struct rq_kept_batch *kept,
		  struct rq_error *err);
int rq_batch_save(struct rq_txn *txn, const struct rq_kept_batch *kept, struct rq_error *err);

/* A batch as bytes, returning how many; and back: RQ_STORE when they are damaged. */
enum { RQ_BATCH_MAX = 2176 };
size_t rq_batch_write(const struct rq_kept_batch *kept, unsigned char bytes[RQ_BATCH_MAX]);
int rq_batch_read(struct rq_span value, struct rq_kept_batch *kept, struct rq_error *err);

#endif
