#ifndef RQ_STORE_KEPT_GIST_H
#define RQ_STORE_KEPT_GIST_H

/*
 * What reports add up of a result (result/gist.h, bytes that the store does not
 * look into), one a task, with the time at which the task ended. A gist of
 * another time is of another result, and does not count; so a result without
 * one, such as of an older rq, is only slower to report on.
 */

#include <stdint.h>

#include "store/outline.h"
#include "store/table.h"

/* That of a task that ended then, by its number: 1, 0 when there is none, -1. Lasts as a value. */
int rq_kept_gist_find(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		      struct rq_span *gist, struct rq_error *err);

/* The task has a new result; with its gist, unless that is empty. */
int rq_kept_gist_keep(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		      struct rq_bytes gist, struct rq_error *err);

/*
 * Whether a task that is done then has the gist that belongs to its result, as rq_outline_judge()
 * tells: *state and fresh.
 */
int rq_kept_gist_judge(struct rq_txn *txn, uint64_t number, int64_t finished_at,
		       rq_gist_maker *make, enum rq_gist_state *state, struct rq_buffer *fresh,
		       struct rq_error *err);

#endif
