#ifndef RQ_STORE_ERASE_H
#define RQ_STORE_ERASE_H

/*
 * Records that leave the store, with all that follows from them. Settle the newest
 * (newest.h) first in the same transaction: what other processes remember of them would
 * otherwise outlive them.
 */

#include "store/session.h"

/* why, here and below: RQ_AUDIT_EXPIRED or RQ_AUDIT_FORGOTTEN, for the audit. */

/* A task, its result, its review and its permit. What a call under way cost may be due still. */
int rq_erase_task(struct rq_session *session, struct rq_loaded *loaded, int64_t now,
		  enum rq_audit_action why, struct rq_swept *swept, struct rq_error *err);

/* A résumé. */
int rq_erase_resume(struct rq_session *session, uint64_t number,
		    const unsigned char folded[RQ_KEY_ID], enum rq_audit_action why,
		    struct rq_swept *swept, struct rq_error *err);

/* Recipes that hold somebody's notes (they speak of one person) and that no task needs. */
int rq_erase_notes(struct rq_session *session, struct rq_swept *swept, struct rq_error *err);

#endif
