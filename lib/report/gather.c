#include "report/gather.h"

#include <stdlib.h>

#include "engine/answer.h"
#include "review/reviewed.h"

struct gathering {
	struct rq_store *store;
	int (*take)(const json_t *record, void *context, struct rq_error *err);
	void *context;
};

static int read_answer(char *text, size_t length, json_t **record, struct rq_error *err)
{
	int result = rq_json_parse_object(text, length, record, err);

	free(text);
	return result;
}

/* The record that answers a task that has ended; *record is NULL when it has not. */
static int answer(struct rq_store *store, const struct rq_task *task, json_t **record,
		  struct rq_error *err)
{
	struct rq_error failure = { 0 };
	size_t length;
	char *text;

	*record = NULL;
	if (task->status == RQ_TASK_DEAD || task->status == RQ_TASK_CANCELLED) {
		text = rq_answer_refusal(task, &length);
		return read_answer(text, length, record, err);
	}
	if (task->status != RQ_TASK_DONE || rq_reviewed_result(store, task, record, &failure) == 0)
		return 0;
	if (failure.code == RQ_NOT_FOUND) {
		text = rq_answer_error(task, &failure, &length);
		return read_answer(text, length, record, err);
	}
	*err = failure;
	return -1;
}

static int visit(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct gathering *gathering = context;
	json_t *record;
	int result = answer(gathering->store, task, &record, err);

	if (result == -1 || !record)
		return result;
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
