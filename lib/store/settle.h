#ifndef RQ_STORE_SETTLE_H
#define RQ_STORE_SETTLE_H

/*
 * The entries that never change, of thousands of new records at once: by id, candidate, job,
 * creation and use for tasks, by id for résumés. Up to then the records are the newest
 * (newest.h). Those by ids become a run (strewn.h).
 */

#include <stdbool.h>

#include "store/session.h"

/* Whether the newest are so many that they are to be settled (settle_after). */
bool rq_settle_is_due(const struct rq_session *session);

/*
 * All of them, when the commit that lies behind found them due. What it kept is safe by now; so
 * what cannot be settled is no failure of it, and is tried again after the next.
 */
void rq_settle_behind(struct rq_embedded *store);

/* All of them, in the transaction at hand; before any of them is erased. */
int rq_settle_here(struct rq_session *session, struct rq_error *err);

/* All of them: gathered while others write, and then written in one transaction. */
int rq_settle(struct rq_embedded *store, struct rq_error *err);

#endif
