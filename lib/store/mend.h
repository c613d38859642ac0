#ifndef RQ_STORE_MEND_H
#define RQ_STORE_MEND_H

/* A task as its references allow: what it needs is there, or it waits, or it is dead. */

#include "store/session.h"

/* Says a line; 1. */
int rq_mend_say(const struct rq_mending *mending, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Mends a task and gives it its moving entries and its place in the counters, which
 * it has not. One whose record is no task is set aside and erased. A task that is
 * done, but not its result, runs again; one that will run, but whose résumé is
 * gone, is dead; one in a batch that is not at work runs again.
 */
int rq_mend_task(struct rq_session *session, uint64_t number, const struct rq_mending *mending,
		 struct rq_error *err);

#endif
