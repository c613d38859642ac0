#include "engine/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "edit/tailor.h"
#include "edit/wording.h"
#include "io/record.h"
#include "result/gist.h"
#include "review/reviewed.h"

static char *to_text(json_t *record, size_t *length)
{
	char *text = rq_json_text(record, 0);

	*length = strlen(text);
	json_decref(record);
	return text;
}

static void set_ids(json_t *record, const struct rq_task *task)
{
	rq_json_set_string(record, "task_id", task->task_id);
	if (task->candidate_id[0] == '\0')
		return; /* a task that nobody knows has no other id */
	rq_json_set_string(record, "candidate_id", task->candidate_id);
	rq_json_set_string(record, "resume_id", task->resume_id);
	rq_json_set_string(record, "job_id", task->job_id);
	rq_json_set_string(record, "job_version", task->job_version);
	rq_json_set_string(record, "recipe", task->recipe);
}

static void set_time(json_t *record, const char *key, int64_t milliseconds)
{
	char text[RQ_TIME_SIZE];

	rq_json_set_string(record, key, rq_clock_format(milliseconds, text));
}

static void set_origin(json_t *result, const struct rq_task *task, const struct rq_job *job)
{
	json_t *source = json_object(), *posting = json_object();

	rq_json_set_string(source, "path", task->source);
	rq_json_set_take(result, "source", source);
	rq_json_set_string(posting, "title", job->title);
	rq_json_set_string(posting, "company", job->company);
	rq_json_set_take(result, "job", posting);
}

/* The engine's own figures, and what only we know. */
static void set_usage(json_t *result, const struct rq_task *task, const json_t *usage)
{
	static const char *const counted[] = {
		"prompt_tokens",        "cached_tokens",        "completion_tokens",
		"reasoning_tokens",     "cost_microusd",        "saved_microusd",
		"cache_saved_microusd", "batch_saved_microusd", "latency_ms"
	};
	json_t *sum = json_object();

	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
		rq_json_set_integer(sum, counted[i], rq_json_integer(usage, counted[i], 0));
	rq_json_set_integer(sum, "attempts", task->attempts);
	rq_json_set_take(result, "usage", sum);
}

/* Why it was done again, and whether anybody could heed that. */
static void set_notes(json_t *result, const struct rq_work *work)
{
	json_t *notes = rq_json_array(work->supply.recipe, "notes"), *warning;

	if (!notes)
		return;
	rq_json_set_take(result, "notes", json_incref(notes));
	if (work->engine->class->remote)
		return;
	warning = json_object();
	rq_json_set_string(warning, "code", "note-ignored");
	rq_json_set_string(warning, "message",
			   "sent back with a note, but the local engine cannot read notes: "
			   "its answer is the same");
	rq_json_append_take(rq_json_array(result, "warnings"), warning);
}

/* One that is too long is left out: reports then read the whole result. */
static void keep_gist(struct rq_work *work, const json_t *result)
{
	struct rq_error too_long = { 0 };

	rq_buffer_clear(&work->gist);
	if (rq_gist_make(result, &work->gist, &too_long) == -1)
		rq_buffer_clear(&work->gist);
}

int rq_answer_result(struct rq_work *work, struct rq_error *failure)
{
	const struct rq_task *task = &work->task;
	const char *engine = work->engine->class->name, *model = work->fallback ? "" : task->model;
	struct rq_guard guard = { .record = work->record,
				  .job = work->supply.job,
				  .vocabulary = work->supply.vocabulary,
				  .wording =
				      rq_wordings_get(work->supply.wordings,
						      rq_json_string(work->record, "language")) };
	int64_t now = rq_store_now(work->store);
	json_t *result, *tailored;

	if (rq_tailor(&guard, work->proposal.answer, now, &tailored, failure) == -1)
		return -1;
	work->dropped = json_array_size(rq_json_array(tailored, "rejected"));
	work->proposed = json_array_size(rq_json_array(tailored, "edits")) + work->dropped;
	result = rq_record_new("result");
	set_ids(result, task);
	(void)snprintf(work->status, sizeof work->status, "%s", rq_json_string(tailored, "status"));
	rq_json_set_string(result, "status", work->status);
	rq_json_set_take(result, "cached", json_false());
	rq_json_set_string(result, "engine", engine);
	rq_json_set_take(result, "model", model[0] ? json_string(model) : json_null());
	rq_json_set_take(result, "fallback", json_boolean(work->fallback));
	set_origin(result, task, work->supply.job);
	if (json_is_false(json_object_get(work->supply.recipe, "score")))
		(void)json_object_del(tailored, "score");
	(void)json_object_update_missing(result, tailored);
	json_decref(tailored);
	set_notes(result, work);
	set_usage(result, task, work->proposal.usage);
	set_time(result, "created_at", task->created_at);
	set_time(result, "finished_at", now);
	keep_gist(work, result);
	work->text = to_text(result, &work->length);
	return 0;
}

/* The stored result, marked as cached; NULL and failure when it cannot be had. */
static char *cached_result(struct rq_store *store, const struct rq_task *task, size_t *length,
			   struct rq_error *failure)
{
	json_t *result;

	if (rq_reviewed_result(store, task, &result, failure) == -1)
		return NULL;
	rq_json_set_take(result, "cached", json_true());
	return to_text(result, length);
}

char *rq_answer_error(const struct rq_task *task, const struct rq_error *failure, size_t *length)
{
	json_t *record =
	    rq_record_error("optimize", task->source[0] ? task->source : NULL, failure);

	set_ids(record, task);
	return to_text(record, length);
}

char *rq_answer_refusal(const struct rq_task *task, size_t *length)
{
	struct rq_error failure = { 0 };

	if (task->status == RQ_TASK_CANCELLED) {
		(void)rq_fail(&failure, RQ_CANCELLED, "the task was cancelled");
	} else if (task->failure_count > 0) {
		const struct rq_failure *last = &task->failures[task->failure_count - 1];

		(void)rq_fail(&failure, last->code, "dead: %s", last->message);
	} else {
		(void)rq_fail(&failure, RQ_BAD_RECORD, "the task is dead");
	}
	return rq_answer_error(task, &failure, length);
}

struct rq_usage rq_answer_usage(const json_t *usage)
{
	return (struct rq_usage) {
		.calls = rq_json_integer(usage, "calls", 0),
		.prompt_tokens = rq_json_integer(usage, "prompt_tokens", 0),
		.cached_tokens = rq_json_integer(usage, "cached_tokens", 0),
		.completion_tokens = rq_json_integer(usage, "completion_tokens", 0),
		.reasoning_tokens = rq_json_integer(usage, "reasoning_tokens", 0),
		.cost_microusd = rq_json_integer(usage, "cost_microusd", 0),
		.saved_microusd = rq_json_integer(usage, "saved_microusd", 0),
		.cache_saved_microusd = rq_json_integer(usage, "cache_saved_microusd", 0),
		.batch_saved_microusd = rq_json_integer(usage, "batch_saved_microusd", 0),
		.latency_ms = rq_json_integer(usage, "latency_ms", 0),
		.refused = rq_json_integer(usage, "refused", 0),
		.batch_calls = rq_json_integer(usage, "batch_calls", 0),
		.reused = rq_json_integer(usage, "reused", 0),
		.reused_microusd = rq_json_integer(usage, "reused_microusd", 0),
	};
}

/* A failure of the store is nobody's answer; any other is the task's. */
static bool is_of_the_store(const struct rq_error *failure)
{
	return failure->code != RQ_OK && rq_code_kind(failure->code) != RQ_REJECTED &&
	       rq_code_kind(failure->code) != RQ_LIMIT;
}

static void answer_task(struct rq_store *store, const struct rq_task *task,
			struct rq_answer *answer, struct rq_error *failure)
{
	if (task->status == RQ_TASK_DONE)
		answer->text = cached_result(store, task, &answer->length, failure);
	else if (task->status == RQ_TASK_DEAD || task->status == RQ_TASK_CANCELLED)
		answer->text = rq_answer_refusal(task, &answer->length);
	answer->failed = task->status != RQ_TASK_DONE;
}

int rq_answer_stored(struct rq_store *store, const char *task_id, struct rq_answer *answer,
		     struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_task task = { 0 };

	*answer = (struct rq_answer) { 0 };
	if (rq_store_task(store, task_id, &task, &failure) == 0)
		answer_task(store, &task, answer, &failure);
	else
		rq_digest_copy_id(task.task_id, task_id);
	if (failure.code != RQ_OK && !is_of_the_store(&failure)) {
		answer->text = rq_answer_error(&task, &failure, &answer->length);
		answer->failed = true;
	}
	rq_task_free(&task);
	if (is_of_the_store(&failure)) {
		*err = failure;
		return -1;
	}
	return answer->text != NULL;
}
