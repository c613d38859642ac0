#include "store/task.h"

#include <stdlib.h>
#include <string.h>

#include "io/record.h"

static const char *const names[RQ_TASK_STATUSES] = {
	[RQ_TASK_QUEUED] = "queued",       [RQ_TASK_LEASED] = "leased", [RQ_TASK_RETRY] = "retry",
	[RQ_TASK_SUBMITTED] = "submitted", [RQ_TASK_DONE] = "done",     [RQ_TASK_DEAD] = "dead",
	[RQ_TASK_CANCELLED] = "cancelled",
};

void rq_task_free(struct rq_task *task)
{
	if (!task)
		return;
	free(task->failures);
	task->failures = NULL;
	task->failure_count = 0;
}

void rq_task_identify(struct rq_task *task)
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, "task");
	rq_digest_add_field(&digest, task->candidate_id);
	rq_digest_add_field(&digest, task->resume_id);
	rq_digest_add_field(&digest, task->job_id);
	rq_digest_add_field(&digest, task->job_version);
	rq_digest_add_field(&digest, task->recipe);
	rq_digest_id(&digest, task->task_id);
}

const char *rq_task_status_name(enum rq_task_status status)
{
	return names[status];
}

int rq_task_status_find(const char *name)
{
	for (int i = 0; i < RQ_TASK_STATUSES; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

bool rq_task_is_over(enum rq_task_status status)
{
	return status == RQ_TASK_DONE || status == RQ_TASK_DEAD || status == RQ_TASK_CANCELLED;
}

static json_t *failure_to_json(const struct rq_failure *failure)
{
	json_t *object = json_object();

	rq_json_set_string(object, "code", rq_code_name(failure->code));
	rq_json_set_string(object, "message", failure->message);
	rq_json_set_integer(object, "attempt", failure->attempt);
	rq_record_set_time(object, "at", failure->at);
	return object;
}

json_t *rq_task_to_json(const struct rq_task *task, const char *status)
{
	json_t *record = rq_record_new("task");

	rq_json_set_string(record, "task_id", task->task_id);
	rq_json_set_string(record, "status", status ? status : rq_task_status_name(task->status));
	rq_json_set_string(record, "candidate_id", task->candidate_id);
	rq_json_set_string(record, "resume_id", task->resume_id);
	rq_json_set_string(record, "job_id", task->job_id);
	rq_json_set_string(record, "job_version", task->job_version);
	rq_json_set_string(record, "recipe", task->recipe);
	rq_json_set_string(record, "engine", task->engine);
	if (task->model[0] != '\0')
		rq_json_set_string(record, "model", task->model);
	if (task->source[0] != '\0')
		rq_json_set_string(record, "source", task->source);
	rq_json_set_integer(record, "priority", task->priority);
	rq_json_set_integer(record, "attempts", task->attempts);
	if (task->batch_id[0] != '\0')
		rq_json_set_string(record, "batch_id", task->batch_id);
	rq_record_set_time(record, "run_at", task->run_at);
	rq_record_set_time(record, "created_at", task->created_at);
	rq_record_set_time(record, "finished_at", task->finished_at);
	if (task->failure_count > 0) {
		json_t *history = json_array();

		for (size_t i = 0; i < task->failure_count; i++)
			rq_json_append_take(history, failure_to_json(&task->failures[i]));
		rq_json_set_take(record, "error",
				 failure_to_json(&task->failures[task->failure_count - 1]));
		rq_json_set_take(record, "history", history);
	}
	return record;
}

int rq_task_id_of(const json_t *record, const char **task_id, struct rq_error *err)
{
	const char *id = rq_json_string(record, "task_id");

	if (!id)
		return rq_fail(err, RQ_BAD_RECORD, "a task record without \"task_id\"");
	if (!rq_digest_is_id(id))
		return rq_fail(err, RQ_BAD_RECORD, "not a task_id: \"%.40s\"", id);
	*task_id = id;
	return 0;
}
