#include "tool/reporting.h"

#include "review/reviewed.h"

int rq_reporting_open_store(struct rq_reporting *work, struct rq_error *err)
{
	if (rq_storage_find(&work->wants->storage, &work->storage, err) == -1)
		return -1;
	return rq_storage_open(&work->storage, (struct rq_store_options) { .read_only = true },
			       &work->store, err);
}

int rq_reporting_result(void *context, const char *task_id, json_t **record, struct rq_error *err)
{
	struct rq_reporting *work = context;
	struct rq_error failure = { 0 };
	struct rq_task task = { 0 };

	if (rq_store_task(work->store, task_id, &task, &failure) == 0)
		(void)rq_reviewed_result(work->store, &task, record, &failure);
	rq_task_free(&task);
	if (failure.code == RQ_OK || failure.code == RQ_NOT_FOUND)
		return 0;
	*err = failure;
	return -1;
}
