#ifndef RQ_STORE_STEP_H
#define RQ_STORE_STEP_H

/*
 * A clock that was set back. Leases and retries hold until a time on the wall; when the
 * clock that gave it is put right by an hour, they would hold for an hour more. So the
 * store notes what time it was, and when it is earlier than that, they are moved by as
 * much. What somebody asked for at a time (--not-before) stays.
 */

#include <stdint.h>

#include "store/session.h"

/* In a transaction that writes, before anything is judged by now (ms). */
int rq_step_heed(struct rq_session *session, int64_t now, struct rq_error *err);

#endif
