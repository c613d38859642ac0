#include "gateway/lookup.h"

#include "io/scratch.h"
#include "report/exposition.h"
#include "review/reviewed.h"

enum { SOON = 10000 }; /* ms: when a result may be there */

static int find_task(const struct rq_setup *setup, const char *id, struct rq_store **store,
		     struct rq_task *task, struct rq_answer *answer)
{
	struct rq_error err = { 0 };

	if (rq_setup_open_store(setup, true, store, answer) == -1)
		return -1;
	if (rq_store_task(*store, id, task, &err) == 0)
		return 0;
	if (err.code == RQ_NOT_FOUND)
		return rq_answer_problem(answer, RQ_HTTP_NOT_FOUND, "not-found",
					 "there is no such task");
	return rq_answer_failure(answer, &err);
}

int rq_lookup_task(const struct rq_setup *setup, const char *id, struct rq_answer *answer)
{
	struct rq_store *store = NULL;
	struct rq_task task = { 0 };
	int result = find_task(setup, id, &store, &task, answer);

	if (result == 0)
		rq_answer_json_take(answer, RQ_HTTP_OK, rq_task_to_json(&task, NULL));
	rq_task_free(&task);
	rq_store_close(store);
	return result;
}

static int tell_result(struct rq_store *store, const struct rq_task *task, struct rq_answer *answer)
{
	struct rq_error err = { 0 };
	json_t *record;

	if (task->status != RQ_TASK_DONE) {
		if (task->status != RQ_TASK_DEAD && task->status != RQ_TASK_CANCELLED)
			answer->retry_after = SOON;
		return rq_answer_problem(answer, RQ_HTTP_NOT_FOUND, "no-result",
					 "the task has no result: it is %s",
					 rq_task_status_name(task->status));
	}
	if (rq_reviewed_result(store, task, &record, &err) == 0) {
		rq_answer_json_take(answer, RQ_HTTP_OK, record);
		return 0;
	}
	if (err.code == RQ_NOT_FOUND)
		return rq_answer_problem(answer, RQ_HTTP_NOT_FOUND, "no-result",
					 "the result is no longer kept");
	return rq_answer_failure(answer, &err);
}

int rq_lookup_result(const struct rq_setup *setup, const char *id, struct rq_answer *answer)
{
	struct rq_store *store = NULL;
	struct rq_task task = { 0 };
	int result = find_task(setup, id, &store, &task, answer);

	if (result == 0)
		result = tell_result(store, &task, answer);
	rq_task_free(&task);
	rq_store_close(store);
	return result;
}

int rq_lookup_stats(const struct rq_setup *setup, const char *id, struct rq_answer *answer)
{
	struct rq_store *store = NULL;
	struct rq_error err = { 0 };
	json_t *counts;
	int result = rq_setup_open_store(setup, true, &store, answer);

	(void)id;
	if (result == 0 && rq_store_counts(store, &counts, &err) == -1)
		result = rq_answer_failure(answer, &err);
	else if (result == 0)
		rq_answer_json_take(answer, RQ_HTTP_OK, counts);
	rq_store_close(store);
	return result;
}

static int write_metrics(struct rq_store *store, struct rq_buffer *text, struct rq_error *err)
{
	json_t *counts = NULL, *metrics = NULL, *usage = NULL;
	struct rq_scratch scratch;
	int result = rq_scratch_open(&scratch, err);

	if (result == 0)
		result = rq_store_counts(store, &counts, err);
	if (result == 0)
		result = rq_store_metrics(store, &metrics, err);
	if (result == 0)
		result = rq_store_usage(store, 0, 0, &usage, err);
	if (result == 0)
		result = rq_exposition_write(
		    &scratch.out,
		    &(struct rq_exposition) { counts, metrics, usage, rq_store_now(store) }, err);
	if (result == 0)
		result = rq_scratch_turn(&scratch, err);
	if (result == 0)
		result = rq_scratch_drain(&scratch, text, err);
	rq_scratch_close(&scratch);
	json_decref(usage);
	json_decref(metrics);
	json_decref(counts);
	return result;
}

int rq_lookup_metrics(const struct rq_setup *setup, const char *id, struct rq_answer *answer)
{
	struct rq_store *store = NULL;
	struct rq_error err = { 0 };
	int result = rq_setup_open_store(setup, true, &store, answer);

	(void)id;
	if (result == 0 && write_metrics(store, &answer->body, &err) == -1)
		result = rq_answer_failure(answer, &err);
	if (result == 0) {
		answer->status = RQ_HTTP_OK;
		answer->type = "text/plain; version=0.0.4; charset=utf-8";
	}
	rq_store_close(store);
	return result;
}
