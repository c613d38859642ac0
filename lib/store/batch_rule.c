#include "store/batch_rule.h"

bool rq_batch_rule_is_free(const struct rq_kept_batch *kept, int64_t now,
			   const struct rq_owner *self)
{
	return kept->deadline <= now || rq_owner_is_dead(&kept->owner, self);
}

void rq_batch_rule_lease(struct rq_kept_batch *kept, int64_t deadline, const struct rq_owner *self)
{
	kept->deadline = deadline;
	kept->owner = *self;
}

int rq_batch_rule_held(int got, const char *batch_id, const struct rq_kept_batch *kept,
		       const struct rq_owner *self, struct rq_error *err)
{
	if (got == 0)
		return rq_fail(err, RQ_NOT_FOUND, "the store has no batch %s", batch_id);
	if (got == 1 && (kept->deadline == 0 || !rq_owner_same(&kept->owner, self)))
		return rq_fail(err, RQ_LEASE_LOST, "batch %s is another process's by now",
			       batch_id);
	return got == 1 ? 0 : -1;
}

int rq_batch_rule_update(struct rq_kept_batch *kept, const struct rq_batch *batch, int64_t left,
			 int64_t deadline, struct rq_error *err)
{
	int64_t created_at = kept->batch.created_at, count = kept->batch.count;

	if (left > 0 && batch->state == RQ_BATCH_CLOSED)
		return rq_fail(err, RQ_USAGE, "batch %s has tasks left: not to be closed",
			       batch->batch_id);
	kept->batch = *batch;
	kept->batch.created_at = created_at;
	kept->batch.count = count;
	kept->deadline = batch->state == RQ_BATCH_CLOSED ? 0 : deadline;
	return 0;
}
