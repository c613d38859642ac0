#include "report/gather.h"

#include <stdlib.h>

#include "engine/answer.h"

struct gathering {
	struct rq_store *store;
	int (*take)(const json_t *record, void *context, struct rq_error *err);
	void *context;
};

/* The record that answers a task that has ended; NULL without an error: it has not. */
static char *answer(struct gathering *gathering, const struct rq_task *task, size_t *length,
		    struct rq_error *err)
{
	struct rq_error failure = { 0 };
	char *text;

	if (task->status == RQ_TASK_DEAD || task->status == RQ_TASK_CANCELLED)
		return rq_answer_refusal(task, length);
	if (task->status != RQ_TASK_DONE)
		return NULL;
	if (rq_store_get(gathering->store, RQ_STORED_RESULT, task->task_id, &text, length,
			 &failure) == 0)
		return text;
	if (failure.code == RQ_NOT_FOUND)
		return rq_answer_error(task, &failure, length);
	*err = failure;
	return NULL;
}

static int visit(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct gathering *gathering = context;
	size_t length;
	char *text = answer(gathering, task, &length, err);
	json_t *record;
	int result;

	if (!text)
		return err->code == RQ_OK ? 0 : -1;
	result = rq_json_parse_object(text, length, &record, err);
	free(text);
	if (result == -1)
		return -1;
	result = gathering->take(record, gathering->context, err);
	json_decref(record);
	return result;
}

int rq_gather(struct rq_store *store, const struct rq_filter *filter,
	      int (*take)(const json_t *record, void *context, struct rq_error *err), void *context,
	      struct rq_error *err)
{
	struct gathering gathering = { store, take, context };

	return rq_store_each(store, filter, visit, &gathering, err);
}
