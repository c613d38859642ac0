#ifndef RQ_STORE_USE_H
#define RQ_STORE_USE_H

/* When résumés were last enqueued, and what may not be erased. */

#include "store/session.h"

/* The résumé of that number was enqueued now. */
int rq_use_touch(struct rq_txn *txn, uint64_t resume, int64_t now, struct rq_error *err);

/* When it was last: 1, 0 when nobody knows, -1. */
int rq_use_find(struct rq_txn *txn, uint64_t resume, int64_t *when, struct rq_error *err);

/* The folded id of the résumé of that number: 1, 0 when there is none, -1. */
int rq_use_resume(struct rq_session *session, uint64_t number, unsigned char folded[RQ_KEY_ID],
		  struct rq_error *err);

/* A hold: whether there is one of its kind and id (1, 0, -1); and it stands from now on. */
int rq_hold_find(struct rq_txn *txn, const struct rq_hold *hold, struct rq_error *err);
int rq_hold_keep(struct rq_txn *txn, const struct rq_hold *hold, struct rq_error *err);

/*
 * A hold as it stands: 1; 0 when its value is damaged, and it is known by its key only: by its
 * id, or the digest of that, which keeps the same; -1 when it is none.
 */
int rq_hold_read(struct rq_span key, struct rq_span value, struct rq_hold *hold);

/* All holds; visit returns 0 to go on, -1 to fail. */
int rq_hold_each(struct rq_txn *txn,
		 int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		 void *context, struct rq_error *err);

/* Whether a hold of a candidate keeps a résumé's record, which names whose it is: 1, 0, -1. */
int rq_hold_keeps_record(struct rq_txn *txn, struct rq_span record, struct rq_error *err);

/* Whether a hold of a task or a candidate keeps it: 1, 0, -1. */
int rq_hold_keeps(struct rq_txn *txn, const struct rq_task *task, struct rq_error *err);

#endif
