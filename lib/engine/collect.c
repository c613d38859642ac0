#include "engine/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "engine/batching.h"

/*
 * SETTLE_MS: so long after its intent a batch that nobody followed up may still
 * be about to appear at the provider. TAKE_AT_ONCE: answers of one commit.
 */
enum { SETTLE_MS = 60 * 1000, TAKE_AT_ONCE = 64, MAX_OPEN = 1024 };

/* The answer of a line as if it had come alone. */
static struct rq_http_answer *answer_in(const json_t *line)
{
	const json_t *response = rq_json_object(line, "response");
	struct rq_http_answer *answer = rq_http_answer_new(NULL, RQ_MAX_HTTP_BODY_BYTES);
	struct rq_error full = { 0 };

	answer->sent = true;
	answer->status = (int)rq_json_integer(response, "status_code", 0);
	if (json_object_get(response, "body") &&
	    rq_json_append(json_object_get(response, "body"), &answer->body, &full) == -1)
		answer->failure = RQ_HTTP_TOO_LARGE;
	return answer;
}

/* A line that was never executed, as expired and cancelled ones: its task is released. */
static bool was_executed(const json_t *line)
{
	return rq_json_object(line, "response") != NULL;
}

static int take_line(struct rq_batching *b, const struct rq_batch *batch, const json_t *line,
		     struct rq_error *err)
{
	const char *task_id = rq_json_string(line, "custom_id");
	struct rq_error failure = { 0 };
	struct rq_http_answer *answer;
	struct rq_task task = { 0 };
	struct rq_work *work;

	if (!task_id || !rq_digest_is_id(task_id) || !was_executed(line) ||
	    rq_store_task(b->store, task_id, &task, &failure) == -1)
		return failure.code == RQ_STORE ? (*err = failure, -1) : 0;
	if (task.status != RQ_TASK_SUBMITTED) {
		rq_task_free(&task);
		return 0; /* answered before */
	}
	work = rq_hand_add(&b->hand, &task);
	if (rq_work_prepare(work, b->engine, b->hand.pantry, &failure) == 0) {
		answer = answer_in(line);
		rq_remote_read(&work->proposal, answer, true);
		rq_http_answer_free(answer);
		rq_work_conclude(work, b->options.max_attempts);
	} else {
		rq_work_fail(work, b->options.max_attempts, &failure);
	}
	work->outcome.batch_id = batch->batch_id;
	if (b->hand.count < TAKE_AT_ONCE)
		return 0;
	return rq_hand_finish(&b->hand, rq_batching_hand_out, b, err);
}

/* The lines of a file of the provider's; one that is gone holds none. */
static int take_file(struct rq_batching *b, const struct rq_batch *batch, const char *file,
		     struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_http_answer *answer;
	const char *at, *end;
	int result = 0;

	if (file[0] == '\0')
		return 0;
	if (rq_batch_fetch(b->server, file, &answer, &failure) == -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	at = answer->body.data;
	end = at + answer->body.length;
	while (result == 0 && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct rq_error bad = { 0 };
		json_t *line;

		stop = stop ? stop : end;
		if (rq_json_parse_object(at, (size_t)(stop - at), &line, &bad) == 0) {
			result = take_line(b, batch, line, err);
			json_decref(line);
		}
		at = stop + 1;
	}
	rq_http_answer_free(answer);
	if (result == -1)
		return -1;
	return rq_hand_finish(&b->hand, rq_batching_hand_out, b, err);
}

/*
 * No more answers will come. What a batch that was completed did not answer may
 * have been paid; of one that expired or was cancelled only answers are.
 */
static int end_batch(struct rq_batching *b, struct rq_batch *batch,
		     const struct rq_batch_report *report, struct rq_error *err)
{
	enum rq_charge charge =
	    report->progress == RQ_BATCH_COMPLETED ? RQ_CHARGE_ALL : RQ_CHARGE_NONE;
	size_t count;

	memcpy(batch->output_file, report->output_file, sizeof batch->output_file);
	memcpy(batch->error_file, report->error_file, sizeof batch->error_file);
	batch->state = RQ_BATCH_ENDED;
	if (rq_batching_keep(b, batch, rq_store_now(b->store) + RQ_BATCH_LEASE_MS, err) == -1 ||
	    take_file(b, batch, batch->output_file, err) == -1 ||
	    take_file(b, batch, batch->error_file, err) == -1 ||
	    rq_store_batch_release(b->store, batch->batch_id, charge, rq_store_now(b->store),
				   &count, err) == -1)
		return -1;
	if (rq_batch_delete(b->server, batch->output_file, err) == -1 ||
	    rq_batch_delete(b->server, batch->error_file, err) == -1 ||
	    rq_batch_delete(b->server, batch->input_file, err) == -1)
		return -1;
	batch->state = RQ_BATCH_CLOSED;
	return rq_batching_keep(b, batch, 0, err);
}

/* Whether the provider has a batch whose making nobody saw the end of: 1, 0 not yet, -1. */
static int adopt(struct rq_batching *b, struct rq_batch *batch, struct rq_batch_report *report,
		 struct rq_error *err)
{
	int found;

	if (batch->state != RQ_BATCH_INTENDED && batch->state != RQ_BATCH_UPLOADED)
		return rq_batch_show(b->server, batch->remote_id, report, err) == 0 ? 1 : -1;
	found = rq_batch_find(b->server, batch->batch_id, report, err);
	if (found == 1) {
		memcpy(batch->remote_id, report->remote_id, sizeof batch->remote_id);
		batch->expires_at = report->expires_at;
		batch->state = RQ_BATCH_SUBMITTED;
	} else if (found == 0 && rq_store_now(b->store) - batch->created_at >= SETTLE_MS) {
		return rq_batching_abandon(b, batch, err);
	}
	return found;
}

static int look_after(struct rq_batching *b, struct rq_batch *batch, bool *open,
		      struct rq_error *err)
{
	struct rq_batch_report report = { .progress = RQ_BATCH_WORKING };
	int found = adopt(b, batch, &report, err);

	*open = found == 0 ? batch->state != RQ_BATCH_CLOSED : report.progress == RQ_BATCH_WORKING;
	if (found == -1 || batch->state == RQ_BATCH_CLOSED)
		return found == -1 ? -1 : 0;
	if (*open)
		return rq_batching_keep(b, batch, rq_store_now(b->store) + RQ_BATCH_LEASE_MS, err);
	return end_batch(b, batch, &report, err);
}

/* Each batch once: those that stay open are held until all were looked at. */
static int each_batch(struct rq_batching *b,
		      int (*visit)(struct rq_batching *b, struct rq_batch *batch, bool *open,
				   struct rq_error *err),
		      size_t *open, struct rq_error *err)
{
	struct rq_batch *held = rq_alloc(MAX_OPEN, sizeof *held);
	int result = 0, got = 1;

	*open = 0;
	while (result == 0 && got == 1 && *open < MAX_OPEN) {
		bool stays = false;

		got = rq_store_batch_claim(b->store, rq_store_now(b->store), RQ_BATCH_LEASE_MS,
					   &held[*open], err);
		if (got == 1)
			result = visit(b, &held[*open], &stays, err);
		*open += stays;
	}
	for (size_t i = 0; i < *open && got != -1; i++) {
		struct rq_error ignored = { 0 };

		(void)rq_batching_keep(b, &held[i], 0, result == 0 ? err : &ignored);
	}
	free(held);
	return got == -1 ? -1 : result;
}

int rq_batching_collect(struct rq_batching *b, size_t *open, struct rq_error *err)
{
	return each_batch(b, look_after, open, err);
}

static int cancel_one(struct rq_batching *b, struct rq_batch *batch, bool *open,
		      struct rq_error *err)
{
	*open = true;
	if (batch->state != RQ_BATCH_SUBMITTED)
		return 0;
	return rq_batch_cancel(b->server, batch->remote_id, err);
}

int rq_batching_cancel(struct rq_batching *b, struct rq_error *err)
{
	size_t open;

	return each_batch(b, cancel_one, &open, err);
}
