#ifndef RQ_STORE_BATCH_RULE_H
#define RQ_STORE_BATCH_RULE_H

/*
 * Who may work on a batch, and what may become of it: the rules that hold in every
 * store, like rule.h for tasks. No clock, no database.
 */

#include "store/batch.h"

/* Whether no process has it: its lease ran out, or its process died on this host. */
bool rq_batch_rule_is_free(const struct rq_kept_batch *kept, int64_t now,
			   const struct rq_owner *self);

/* It is leased to self. */
void rq_batch_rule_lease(struct rq_kept_batch *kept, int64_t deadline, const struct rq_owner *self);

/*
 * Whether self has the batch that a load gave (got: 1, 0 for none, -1 with err set): 0,
 * or -1 with RQ_NOT_FOUND, RQ_LEASE_LOST, or what the load said.
 */
int rq_batch_rule_held(int got, const char *batch_id, const struct rq_kept_batch *kept,
		       const struct rq_owner *self, struct rq_error *err);

/*
 * Takes over what its process says of the batch; when it was begun, and of how many tasks,
 * stays. RQ_USAGE: it is to be closed with tasks left.
 */
int rq_batch_rule_update(struct rq_kept_batch *kept, const struct rq_batch *batch, int64_t left,
			 int64_t deadline, struct rq_error *err);

#endif
