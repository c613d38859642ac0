#ifndef RQ_STORE_LOAD_TASK_H
#define RQ_STORE_LOAD_TASK_H

/* A task of another store, with its result, review and permit: what load.c does of a task. */

#include "store/session.h"

/*
 * Takes it, and all that is kept of it, in place of the one that is here if it is over, or
 * ended later. *known: nothing of it was new. RQ_BAD_RECORD, and nothing was taken, when it
 * is none or needs what the store has not.
 */
int rq_load_task(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		 struct rq_error *err);

#endif
