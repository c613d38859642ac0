#include "store/parcel_task.h"

#include <limits.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/record.h"
#include "store/parcel_member.h"

void rq_parcel_set_task(json_t *parcel, const struct rq_stored *stored)
{
	rq_json_set_take(parcel, "task", rq_task_to_json(&stored->task, NULL));
	rq_json_set_integer(parcel, "fence", (json_int_t)stored->task.fence);
	rq_record_set_time(parcel, "deadline", stored->deadline);
	if (stored->provisional)
		rq_json_set_take(parcel, "provisional", json_true());
}

static int read_ids(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	struct rq_task named;

	if (rq_parcel_text(json, "task_id", task->task_id, RQ_ID_SIZE, false, err) == -1 ||
	    rq_parcel_text(json, "candidate_id", task->candidate_id, RQ_ID_SIZE, false, err) ==
		-1 ||
	    rq_parcel_text(json, "resume_id", task->resume_id, RQ_ID_SIZE, false, err) == -1 ||
	    rq_parcel_text(json, "job_id", task->job_id, RQ_ID_SIZE, false, err) == -1 ||
	    rq_parcel_text(json, "job_version", task->job_version, RQ_ID_SIZE, false, err) == -1 ||
	    rq_parcel_text(json, "recipe", task->recipe, RQ_ID_SIZE, false, err) == -1 ||
	    rq_parcel_text(json, "batch_id", task->batch_id, RQ_ID_SIZE, true, err) == -1)
		return -1;
	named = *task;
	rq_task_identify(&named);
	if (strcmp(named.task_id, task->task_id) != 0)
		return rq_fail(err, RQ_BAD_RECORD, "\"task_id\" is not that of its parts");
	return 0;
}

static int read_texts(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	if (rq_parcel_text(json, "engine", task->engine, sizeof task->engine, false, err) == -1 ||
	    rq_parcel_text(json, "model", task->model, sizeof task->model, true, err) == -1)
		return -1;
	return rq_parcel_text(json, "source", task->source, sizeof task->source, true, err);
}

static int read_times(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	if (rq_parcel_time(json, "run_at", &task->run_at, err) == -1 ||
	    rq_parcel_time(json, "created_at", &task->created_at, err) == -1)
		return -1;
	return rq_parcel_time(json, "finished_at", &task->finished_at, err);
}

static int read_counts(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	int64_t priority, attempts;

	if (rq_parcel_number(json, "priority", RQ_MAX_PRIORITY, &priority, err) == -1 ||
	    rq_parcel_number(json, "attempts", INT_MAX, &attempts, err) == -1)
		return -1;
	task->priority = (int)priority;
	task->attempts = (int)attempts;
	return 0;
}

static int read_failure(const json_t *json, struct rq_failure *failure, struct rq_error *err)
{
	int64_t attempt;

	if (rq_parcel_time(json, "at", &failure->at, err) == -1 ||
	    rq_parcel_number(json, "attempt", INT_MAX, &attempt, err) == -1 ||
	    rq_parcel_text(json, "message", failure->message, sizeof failure->message, true, err) ==
		-1)
		return -1;
	failure->attempt = (int)attempt;
	failure->code =
	    rq_code_find(rq_json_string(json, "code") ? rq_json_string(json, "code") : "");
	return 0;
}

static int read_history(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	const json_t *history = rq_json_array(json, "history");
	size_t count = json_array_size(history);

	if (count > RQ_MAX_HISTORY)
		return rq_fail(err, RQ_BAD_RECORD, "\"history\" is longer than %d", RQ_MAX_HISTORY);
	if (count == 0)
		return 0;
	task->failures = rq_alloc(count, sizeof *task->failures);
	task->failure_count = count;
	for (size_t i = 0; i < count; i++)
		if (read_failure(json_array_get(history, i), &task->failures[i], err) == -1)
			return -1;
	return 0;
}

/* That it is over has a time, that somebody has it has an end, and nothing else has. */
static int check_state(const struct rq_stored *stored, struct rq_error *err)
{
	const struct rq_task *task = &stored->task;
	enum rq_task_status status = task->status;

	if (rq_task_is_over(status) != (task->finished_at > 0) ||
	    (status == RQ_TASK_LEASED) != (stored->deadline > 0) ||
	    (status == RQ_TASK_SUBMITTED) != (task->batch_id[0] != '\0'))
		return rq_fail(err, RQ_BAD_RECORD, "a task that is \"%s\" has other members",
			       rq_task_status_name(status));
	return 0;
}

int rq_parcel_task(const json_t *parcel, struct rq_stored *stored, struct rq_error *err)
{
	const json_t *json = rq_json_object(parcel, "task");
	struct rq_task *task = &stored->task;
	const char *name = rq_json_string(json, "status");
	int status = name ? rq_task_status_find(name) : -1;
	int64_t fence;

	*stored = (struct rq_stored) { 0 };
	if (status == -1)
		return rq_fail(err, RQ_BAD_RECORD, "no \"task\" with a \"status\"");
	task->status = (enum rq_task_status)status;
	if (read_ids(json, task, err) == -1 || read_texts(json, task, err) == -1 ||
	    read_times(json, task, err) == -1 || read_counts(json, task, err) == -1 ||
	    read_history(json, task, err) == -1 ||
	    rq_parcel_number(parcel, "fence", INT64_MAX / 2, &fence, err) == -1 ||
	    rq_parcel_time(parcel, "deadline", &stored->deadline, err) == -1)
		return -1;
	task->fence = (uint64_t)fence;
	stored->provisional = json_is_true(json_object_get(parcel, "provisional"));
	return check_state(stored, err);
}
