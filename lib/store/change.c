#include <string.h>

#include "store/backend.h"
#include "store/rule.h"

/* One short transaction changes so many, and no more. */
enum { CHANGE_AT_ONCE = 256 };

struct change {
	struct rq_store *store;
	bool cancel; /* else queued again */
	int64_t now;
	char ids[CHANGE_AT_ONCE][RQ_ID_SIZE]; /* to be changed next */
	size_t id_count, limit, changed;
};

static int change_collected(struct change *change, struct rq_error *err)
{
	size_t changed = 0;

	if (change->id_count > 0 &&
	    change->store->backend->change(change->store, (const char(*)[RQ_ID_SIZE])change->ids,
					   change->id_count, change->cancel, change->now, &changed,
					   err) == -1)
		return -1;
	change->changed += changed;
	change->id_count = 0;
	return 0;
}

static int collect(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct change *change = context;

	memcpy(change->ids[change->id_count++], task->task_id, RQ_ID_SIZE);
	if (change->changed + change->id_count < change->limit && change->id_count < CHANGE_AT_ONCE)
		return 0;
	if (change_collected(change, err) == -1)
		return -1;
	return change->changed >= change->limit;
}

/* Damaged records end nothing: the first are told in *damage. */
static int each_undamaged(struct change *change, const struct rq_filter *filter,
			  struct rq_error *damage, struct rq_error *err)
{
	struct rq_error why = { 0 };

	if (rq_store_each(change->store, filter, collect, change, &why) == 0)
		return 0;
	if (why.code == RQ_DAMAGED)
		(void)rq_fail(damage, why.code, "%s", why.message);
	else
		*err = why;
	return why.code == RQ_DAMAGED ? 0 : -1;
}

/* State by state, for there is an index of each. */
static int change_where(struct change *change, const enum rq_task_status *from, size_t from_count,
			const struct rq_filter *filter, size_t *count, struct rq_error *err)
{
	struct rq_filter narrow = *filter;
	struct rq_error damage = { 0 }; /* said when all others are changed */
	int result = 0;

	change->limit = filter->limit > 0 ? filter->limit : SIZE_MAX;
	narrow.limit = 0;
	for (size_t i = 0; result == 0 && i < from_count && change->changed < change->limit; i++) {
		if (filter->status != -1 && filter->status != (int)from[i])
			continue;
		narrow.status = (int)from[i];
		result = each_undamaged(change, &narrow, &damage, err);
		if (result == 0)
			result = change_collected(change, err);
	}
	*count = change->changed;
	if (result == 0 && damage.code != RQ_OK)
		return rq_fail(err, damage.code, "%s", damage.message);
	return result;
}

int rq_store_retry(struct rq_store *store, const struct rq_filter *filter, int64_t now,
		   size_t *count, struct rq_error *err)
{
	static const enum rq_task_status from[] = { RQ_TASK_DEAD, RQ_TASK_RETRY,
						    RQ_TASK_CANCELLED };
	struct change change = { .store = store, .now = now };

	return change_where(&change, from, 3, filter, count, err);
}

int rq_store_cancel(struct rq_store *store, const struct rq_filter *filter, int64_t now,
		    size_t *count, struct rq_error *err)
{
	static const enum rq_task_status from[] = { RQ_TASK_QUEUED, RQ_TASK_RETRY };
	struct change change = { .store = store, .cancel = true, .now = now };

	return change_where(&change, from, 2, filter, count, err);
}
