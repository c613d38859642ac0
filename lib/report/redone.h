#ifndef RQ_REPORT_REDONE_H
#define RQ_REPORT_REDONE_H

/*
 * A result that a person sent back is done again, with one more note, as another task: its
 * candidate must not count twice. So such results are kept until all were seen; those that
 * another one has taken the place of are then told from those that still wait for it.
 */

#include "report/gather.h"

struct rq_kept;

struct rq_redone {
	json_t *notes; /* by candidate and job: the most that a result was made with */
	struct rq_kept *kept;
	size_t count, capacity; /* at most RQ_MAX_RETURNED */
};

/* Nothing yet. Free it. */
void rq_redone_init(struct rq_redone *redone);
void rq_redone_free(struct rq_redone *redone);

/* A result passes by, whether or not it will count. */
void rq_redone_see(struct rq_redone *redone, const struct rq_gist *gist);

/* Keeps a result that was sent back; false: it was not, or too many are kept already. */
bool rq_redone_keep(struct rq_redone *redone, const json_t *record, const struct rq_gist *gist);

/* All passed by: the kept ones are handed on, those that were done again to another function. */
int rq_redone_release(struct rq_redone *redone, rq_gather_take *still, rq_gather_take *again,
		      void *context, struct rq_error *err);

#endif
