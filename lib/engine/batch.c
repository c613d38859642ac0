#include "engine/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/limits.h"
#include "base/memory.h"
#include "engine/batching.h"

int rq_batching_open(struct rq_store *store, const struct rq_dispatch_options *options,
		     const struct rq_dispatch_sink *sink, struct rq_batching **batching,
		     struct rq_error *err)
{
	struct rq_batching *new = rq_alloc(1, sizeof *new);

	new->store = store;
	new->options = *options;
	new->sink = *sink;
	rq_hand_init(&new->hand, store, RQ_MAX_BATCH_LINES, options->lease);
	*batching = new;
	if (rq_engine_open(rq_engine_groq.name, &new->options.remote, &new->engine, err) == -1) {
		rq_batching_free(new);
		return -1;
	}
	new->server = rq_remote_server(new->engine);
	return 0;
}

void rq_batching_free(struct rq_batching *batching)
{
	if (!batching)
		return;
	rq_hand_free(&batching->hand);
	rq_engine_free(batching->engine);
	free(batching);
}

int rq_batching_keep(struct rq_batching *b, const struct rq_batch *batch, int64_t deadline,
		     struct rq_error *err)
{
	int result = rq_store_batch_update(b->store, batch, deadline, err);

	rq_failpoint();
	return result;
}

int rq_batching_hand_out(const struct rq_work *work, void *context, struct rq_error *err)
{
	struct rq_batching *b = context;

	if (!work->text)
		return 0;
	return b->sink.take(work->text, work->length, work->outcome.ending == RQ_END_DEAD,
			    b->sink.context, err);
}

/* The name of the file that goes up; free(). */
static char *file_name(const struct rq_batch *batch)
{
	return rq_printf("rq-%s.jsonl", batch->batch_id);
}

/* --- submitting ------------------------------------------------------------------------ */

static int append_line(struct rq_buffer *lines, const struct rq_work *work, struct rq_error *err)
{
	const struct rq_buffer *body = rq_remote_body(&work->proposal);
	size_t before = lines->length;

	if (rq_buffer_append_format(lines, err,
				    "{\"custom_id\":\"%s\",\"method\":\"POST\","
				    "\"url\":\"/v1/chat/completions\",\"body\":",
				    work->task.task_id) == 0 &&
	    rq_buffer_append(lines, body->data, body->length, err) == 0 &&
	    rq_buffer_append_text(lines, "}\n", err) == 0)
		return 0;
	lines->length = before;
	return -1;
}

/* Nothing to ask for: the answer is known without the provider. */
static int conclude_idle(struct rq_batching *b, struct rq_work *work, struct rq_error *err)
{
	struct rq_proposal *done;

	if (rq_engine_start(b->engine, &work->proposal, err) == -1 ||
	    rq_engine_wait(b->engine, 0, -1, &done, err) == -1)
		return -1;
	rq_work_conclude(work, b->options.max_attempts);
	return 0;
}

/* Prepares what was claimed; a batch is of one model, and of so many bytes. */
static int prepare_all(struct rq_batching *b, struct rq_buffer *lines, struct rq_error *err)
{
	const char *model = b->hand.works[0]->task.model;

	for (size_t i = 0; i < b->hand.count; i++) {
		struct rq_work *work = b->hand.works[i];
		struct rq_error failure = { 0 };

		if (strcmp(work->task.model, model) != 0) {
			rq_work_give_back(work);
			continue;
		}
		if (rq_work_prepare(work, b->engine, b->hand.pantry, &failure) == -1)
			rq_work_fail(work, b->options.max_attempts, &failure);
		else if (!work->proposal.terms && conclude_idle(b, work, err) == -1)
			return -1;
		else if (work->proposal.terms && append_line(lines, work, &failure) == -1)
			rq_work_give_back(work);
		if (work->stops) {
			*err = failure;
			return -1;
		}
	}
	return 0;
}

static size_t gather_permits(const struct rq_batching *b, struct rq_permit *permits)
{
	size_t count = 0;

	for (size_t i = 0; i < b->hand.count; i++)
		if (b->hand.works[i]->state == RQ_WORK_READY)
			permits[count++] = (struct rq_permit) {
				.task = &b->hand.works[i]->task,
				.need = rq_remote_batch_need(&b->hand.works[i]->proposal),
				.digest = b->hand.works[i]->proposal.digest,
			};
	return count;
}

static void give_back_unsent(struct rq_batching *b)
{
	for (size_t i = 0; i < b->hand.count; i++)
		if (b->hand.works[i]->state < RQ_WORK_RUNNING)
			rq_work_give_back(b->hand.works[i]);
}

/* Another name for each batch, also of the same lines. */
static void name_batch(struct rq_batching *b, const struct rq_buffer *lines, int64_t now,
		       struct rq_batch *batch)
{
	struct rq_digest digest;
	char time[RQ_TIME_SIZE];

	for (size_t i = 0; i < b->hand.count; i++)
		if (b->hand.works[i]->state == RQ_WORK_READY)
			rq_remote_place(&b->hand.works[i]->proposal, batch);
	rq_digest_bytes(lines->data, lines->length, batch->digest);
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, batch->digest);
	rq_digest_add_field(&digest, rq_clock_format(now, time));
	rq_digest_id(&digest, batch->batch_id);
	batch->created_at = now;
}

/* Writes the intent down: the tasks are the batch's from then on. */
static int intend(struct rq_batching *b, const struct rq_buffer *lines, struct rq_batch *batch,
		  struct rq_error *err)
{
	struct rq_permit *permits = rq_alloc(b->hand.count, sizeof *permits);
	struct rq_batch_terms terms = {
		.budget_microusd = b->options.budget_microusd,
		.lease = RQ_BATCH_LEASE_MS,
		.now = rq_store_now(b->store),
	};
	enum rq_refusal_reason why = RQ_REFUSED_NOT;
	size_t count = gather_permits(b, permits);
	int result;

	name_batch(b, lines, terms.now, batch);
	result = rq_store_batch_begin(b->store, batch, permits, count, &terms, &why, err);
	free(permits);
	if (result == 0 && why == RQ_REFUSED_BUDGET)
		return rq_fail(err, RQ_OVER_BUDGET,
			       "the day's budget does not reach for a batch of %zu: work is left",
			       count);
	if (result == 0 && why != RQ_REFUSED_NOT)
		return rq_fail(err, RQ_AGAIN, "somebody else took a task of the batch");
	return result;
}

int rq_batching_abandon(struct rq_batching *b, struct rq_batch *batch, struct rq_error *err)
{
	char *name = file_name(batch);
	size_t count;
	int result = rq_batch_delete_named(b->server, name, err);

	free(name);
	if (result == -1 || rq_store_batch_release(b->store, batch->batch_id, RQ_CHARGE_NONE,
						   rq_store_now(b->store), &count, err) == -1)
		return -1;
	batch->state = RQ_BATCH_CLOSED;
	return rq_batching_keep(b, batch, 0, err);
}

static int follow_up(struct rq_batching *b, struct rq_batch *batch, const struct rq_buffer *lines,
		     struct rq_error *err)
{
	struct rq_batch_report report;
	char *name = file_name(batch);
	int result =
	    rq_batch_upload(b->server, name, lines->data, lines->length, batch->input_file, err);

	free(name);
	if (result == -1)
		return -1;
	batch->state = RQ_BATCH_UPLOADED;
	if (rq_batching_keep(b, batch, rq_store_now(b->store) + RQ_BATCH_LEASE_MS, err) == -1 ||
	    rq_batch_create(b->server, batch->input_file, batch->batch_id, &report, err) == -1)
		return -1;
	rq_failpoint();
	memcpy(batch->remote_id, report.remote_id, sizeof batch->remote_id);
	batch->expires_at = report.expires_at;
	batch->state = RQ_BATCH_SUBMITTED;
	return rq_batching_keep(b, batch, 0, err);
}

static int tell_submitted(struct rq_batching *b, struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < b->hand.count; i++) {
		struct rq_work *work = b->hand.works[i];
		json_t *record;
		char *text;

		if (work->state != RQ_WORK_READY)
			continue;
		record = rq_task_to_json(&work->task, rq_task_status_name(RQ_TASK_SUBMITTED));
		text = rq_json_text(record, 0);
		result = b->sink.take(text, strlen(text), false, b->sink.context, err);
		free(text);
		json_decref(record);
	}
	return result;
}

/* What the provider refused outright was never made; else a later run finds out. */
static bool was_refused(enum rq_code code)
{
	return code != RQ_NETWORK && code != RQ_HTTP_5XX && code != RQ_STORE && code != RQ_SYSTEM;
}

static int submit_claimed(struct rq_batching *b, bool tell, size_t *count, struct rq_error *err)
{
	struct rq_batch batch = { .state = RQ_BATCH_INTENDED };
	struct rq_error ignored = { 0 };
	struct rq_buffer lines;
	int result;

	rq_buffer_init(&lines, RQ_MAX_BATCH_BYTES);
	result = prepare_all(b, &lines, err);
	batch.count = (int64_t)rq_hand_count(&b->hand, RQ_WORK_READY);
	if (result == 0 && batch.count > 0)
		result = intend(b, &lines, &batch, err);
	if (result == -1)
		give_back_unsent(b);
	if (result == 0 && batch.count > 0) {
		*count += (size_t)batch.count;
		result = tell ? tell_submitted(b, err) : 0;
		if (result == 0)
			result = follow_up(b, &batch, &lines, err);
		if (result == -1 && was_refused(err->code))
			(void)rq_batching_abandon(b, &batch, &ignored);
		rq_hand_drop(&b->hand, RQ_WORK_READY);
	}
	rq_buffer_free(&lines);
	return result;
}

int rq_batching_submit(struct rq_batching *b, bool tell, size_t *count, struct rq_error *err)
{
	*count = 0;
	for (;;) {
		struct rq_claim claim = {
			.now = rq_store_now(b->store),
			.lease = b->options.lease,
			.engine = rq_engine_groq.name,
			.model = b->options.model,
		};
		size_t claimed, before = *count;
		int result;

		if (rq_hand_claim(&b->hand, &claim, RQ_MAX_BATCH_LINES, &claimed, err) == -1)
			return -1;
		if (claimed == 0)
			return 0;
		result = submit_claimed(b, tell, count, err);
		if (rq_hand_finish(&b->hand, rq_batching_hand_out, b, err) == -1 || result == -1)
			return -1;
		if (*count == before)
			return 0; /* nothing of what is due can go into a batch */
	}
}
