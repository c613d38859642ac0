#ifndef RQ_STORE_PERMIT_H
#define RQ_STORE_PERMIT_H

/* What tasks in hand were granted for their calls, and what becomes of it. */

#include "store/scope.h"
#include "store/session.h"

/* Keeps what was granted to the task of that number, and reserves the dollars. */
int rq_permit_keep(struct rq_txn *txn, uint64_t number, const struct rq_grant *grant,
		   struct rq_error *err);

/* A permit as bytes, and back; RQ_STORE when they are damaged. */
enum { RQ_PERMIT_SIZE = RQ_KEY_ID + 8 * 9 };
void rq_permit_write(const struct rq_grant *grant, unsigned char bytes[RQ_PERMIT_SIZE]);
int rq_permit_read(struct rq_span value, struct rq_grant *grant, struct rq_error *err);

/* Whether its numbers may be those of a call: a stranger may have written it. */
bool rq_permit_is_sane(const struct rq_grant *grant);

/*
 * The call of a task ended: gives its permit, if it has one, back to the limits
 * and the budget, as far as it was not used. The usage is the call's; what may have
 * been paid is added to it.
 */
int rq_permit_settle(struct rq_session *session, uint64_t number,
		     const struct rq_settlement *settlement, struct rq_usage *usage, int64_t now,
		     struct rq_error *err);

/* Nobody will say how the call ended: all of it counts. */
int rq_permit_forfeit(struct rq_session *session, const struct rq_stored *stored, int64_t now,
		      struct rq_error *err);

#endif
