/*
 * store_scenario run|state|check FOLDER: a fixed night on a store. "run" queues
 * tasks, sends some with a batch, and works off the rest, each with a permit: some
 * fail and come again, some die, some get no answer from the batch. It may be run
 * again after a crash at any instruction and ends in the same state, which
 * "state" prints. "check" verifies whatever store there is.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/care.h"

enum { TASKS = 40, BATCH = 5, SETTLE_AFTER = 16 };
enum { SENT_FIRST = 20, SENT = 8, PRICE = 7, MOST = 20, LEASE = 60000 };

#define NOW INT64_C(1795000000000)

static struct rq_submission make_submission(int number)
{
	static char resumes[TASKS][40];
	struct rq_submission submission = { .resume = { resumes[number], 0 } };
	struct rq_task *task = &submission.task;

	submission.resume.length = (size_t)snprintf(resumes[number], sizeof resumes[number],
						    "{\"type\":\"resume\",\"n\":%d}", number);
	(void)snprintf(task->candidate_id, RQ_ID_SIZE, "candidate %d", number % 10);
	(void)snprintf(task->resume_id, RQ_ID_SIZE, "resume %d", number);
	(void)snprintf(task->job_id, RQ_ID_SIZE, "job %d", number % 3);
	(void)snprintf(task->job_version, RQ_ID_SIZE, "version 1");
	(void)snprintf(task->engine, sizeof task->engine, "local");
	(void)snprintf(task->source, sizeof task->source, "%d", number);
	task->priority = number % 4;
	rq_task_identify(task);
	return submission;
}

static int enqueue_all(struct rq_store *store, struct rq_error *err)
{
	struct rq_enqueue_options how = { .now = NOW, .ttl = 1000000 };
	struct rq_submission submissions[BATCH];

	for (int i = 0; i < TASKS; i += BATCH) {
		int result;

		for (int j = 0; j < BATCH; j++)
			submissions[j] = make_submission(i + j);
		result = rq_store_enqueue(store, submissions, BATCH, &how, err);
		for (int j = 0; j < BATCH; j++)
			rq_task_free(&submissions[j].task);
		if (result == -1)
			return -1;
	}
	return 0;
}

static bool has_failed(const struct rq_task *task)
{
	for (size_t i = 0; i < task->failure_count; i++)
		if (task->failures[i].code == RQ_BAD_ANSWER)
			return true;
	return false;
}

/* Every third fails once, every seventh for good: by what is stored, not by what was begun. */
static struct rq_outcome work(const struct rq_task *task, int64_t now)
{
	static char results[TASKS][64];
	int number = atoi(task->source); /* NOLINT(cert-err34-c): written above */
	int length = snprintf(results[number], sizeof results[number], "{\"task_id\":\"%s\"}",
			      task->task_id);
	struct rq_outcome outcome = { .task = task,
				      .result = { results[number], (size_t)length },
				      .usage = { .calls = 1, .cost_microusd = PRICE },
				      .settlement = { .charge = RQ_CHARGE_USAGE },
				      .run_at = now + 1000 };

	(void)rq_fail(&outcome.failure, RQ_BAD_ANSWER, "as planned");
	outcome.ending = number % 7 == 0                        ? RQ_END_DEAD
			 : number % 3 == 0 && !has_failed(task) ? RQ_END_RETRY
								: RQ_END_DONE;
	return outcome;
}

/* --- a batch ---------------------------------------------------------------------- */

static int count_batch(const struct rq_batch *batch, void *context, struct rq_error *err)
{
	(void)batch;
	(void)err;
	(*(int *)context)++;
	return 0;
}

/* A batch of those that are free of the tasks that are to be sent. */
static int begin_batch(struct rq_store *store, struct rq_error *err)
{
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_claim how = { .now = NOW, .lease = LEASE, .task_count = SENT };
	char ids[SENT][RQ_ID_SIZE];
	const char *wanted[SENT];
	struct rq_permit permits[SENT];
	struct rq_task tasks[SENT];
	struct rq_batch batch = { .scope = "api.example.com/big", .model = "big" };
	enum rq_refusal_reason why;
	int before = 0, result = 0;
	size_t count;

	for (int i = 0; i < SENT; i++) {
		struct rq_submission submission = make_submission(SENT_FIRST + i);

		memcpy(ids[i], submission.task.task_id, RQ_ID_SIZE);
		wanted[i] = ids[i];
	}
	how.task_ids = wanted;
	if (rq_store_batches(store, true, count_batch, &before, err) == -1 ||
	    rq_store_claim(store, &how, tasks, SENT, &count, err) == -1)
		return -1;
	(void)snprintf(batch.batch_id, sizeof batch.batch_id, "batch %d", before);
	for (size_t i = 0; i < count; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need.microusd = MOST };
	if (count > 0)
		result =
		    rq_store_batch_begin(store, &batch, permits, count, &terms, &why, err) == -1
			? -1
			: rq_store_batch_update(store, &batch, 0, err);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&tasks[i]);
	return result;
}

struct lines {
	struct rq_store *store;
	const char *batch_id;
};

/* The answer of a batch for one task; every fourth has none. */
static int take_line(const struct rq_task *task, void *context, struct rq_error *err)
{
	const struct lines *lines = context;
	struct rq_outcome outcome = work(task, NOW);

	outcome.batch_id = lines->batch_id;
	outcome.usage.batch_calls = 1;
	if (atoi(task->source) % 4 == 1) /* NOLINT(cert-err34-c): written above */
		return 0;
	return rq_store_finish(lines->store, &outcome, 1, NOW, err);
}

/* Sees to every batch that is open, be it of a run that was killed. */
static int end_batches(struct rq_store *store, struct rq_error *err)
{
	struct rq_batch batch;
	int got;

	while ((got = rq_store_batch_claim(store, NOW, LEASE, &batch, err)) == 1) {
		struct lines lines = { store, batch.batch_id };
		struct rq_filter filter = { .status = -1, .batch_id = batch.batch_id };
		size_t count;

		if (rq_store_each(store, &filter, take_line, &lines, err) == -1 ||
		    rq_store_batch_release(store, batch.batch_id, RQ_CHARGE_NONE, NOW, &count,
					   err) == -1)
			return -1;
		batch.state = RQ_BATCH_CLOSED;
		if (rq_store_batch_update(store, &batch, 0, err) == -1)
			return -1;
	}
	return got;
}

static int send_batch(struct rq_store *store, struct rq_error *err)
{
	if (end_batches(store, err) == -1 || begin_batch(store, err) == -1)
		return -1;
	return end_batches(store, err);
}

/* --- the rest ----------------------------------------------------------------------- */

static int take_permits(struct rq_store *store, const struct rq_task *tasks, size_t count,
			int64_t now, struct rq_error *err)
{
	struct rq_take take = { .scope = "api.example.com/big",
				.limits = { .rate = { [RQ_RPM] = 1000, [RQ_TPM] = 1000000 } },
				.budget_microusd = 1000000,
				.now = now };
	struct rq_permit permits[BATCH];
	int64_t next;

	for (size_t i = 0; i < count; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need = { 1, 100, 50, MOST } };
	if (rq_store_take(store, &take, permits, count, &next, err) == -1)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!permits[i].granted)
			return rq_fail(err, RQ_STORE, "no permit: %d", (int)permits[i].why);
	return 0;
}

static int work_off(struct rq_store *store, struct rq_error *err)
{
	struct rq_outcome outcomes[BATCH];
	struct rq_task tasks[BATCH];
	struct rq_claim how = { .now = NOW, .lease = LEASE };
	size_t count;

	for (;;) {
		int64_t due;
		int result;

		if (rq_store_claim(store, &how, tasks, BATCH, &count, err) == -1 ||
		    rq_store_next_due(store, &due, err) == -1)
			return -1;
		if (count == 0 && due == 0)
			return 0;
		if (count == 0)
			how.now = due > how.now ? due : how.now + 1;
		for (size_t i = 0; i < count; i++)
			outcomes[i] = work(&tasks[i], how.now);
		result = take_permits(store, tasks, count, how.now, err);
		if (result == 0)
			result = rq_store_finish(store, outcomes, count, how.now, err);
		for (size_t i = 0; i < count; i++)
			rq_task_free(&tasks[i]);
		if (result == -1)
			return -1;
	}
}

static int print_task(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct rq_error none = { 0 };
	char *result = NULL;
	size_t length;

	(void)err;
	if (rq_store_get(context, RQ_STORED_RESULT, task->task_id, &result, &length, &none) == -1)
		result = NULL;
	(void)printf("%s %s %s\n", task->task_id, rq_task_status_name(task->status),
		     result ? result : "-");
	free(result);
	return 0;
}

static int print_state(struct rq_store *store, struct rq_error *err)
{
	struct rq_filter all = { .status = -1 };
	long long calls = 0, cost = 0;
	json_t *counts, *usage, *line;
	char *text;
	size_t i;

	if (rq_store_each(store, &all, print_task, store, err) == -1 ||
	    rq_store_counts(store, &counts, err) == -1)
		return -1;
	text = rq_json_text(counts, 1);
	(void)printf("%s\n", text);
	free(text);
	json_decref(counts);
	if (rq_store_usage(store, 0, 0, &usage, err) == -1)
		return -1;
	json_array_foreach (usage, i, line) {
		calls += rq_json_integer(line, "calls", 0);
		cost += rq_json_integer(line, "cost_microusd", 0);
	}
	json_decref(usage);
	(void)printf("calls %lld, cost %lld\n", calls, cost);
	return 0;
}

static void print_line(const char *line, void *context)
{
	(void)context;
	(void)printf("%s\n", line);
}

/* The audit is whole, and tells of each result that there is. */
static int check_audit(struct rq_store *store, struct rq_error *err)
{
	struct rq_audit_head last = rq_audit_beginning(), head;
	struct rq_audit_entry entry;
	size_t count, received = 0;
	long long results;
	json_t *counts;

	while (rq_store_audit(store, last.sequence, &entry, 1, &count, err) == 0 && count == 1) {
		received += entry.action == RQ_AUDIT_RECEIVED;
		if (rq_audit_follow(&last, &entry, err) == -1)
			return -1;
	}
	if (err->code != RQ_OK || rq_store_audit_head(store, &head, err) == -1 ||
	    rq_audit_close(&last, &head, err) == -1 || rq_store_counts(store, &counts, err) == -1)
		return -1;
	results = rq_json_integer(counts, "results", -1);
	json_decref(counts);
	return results == (long long)received
		   ? 0
		   : rq_fail(err, RQ_STORE, "the audit tells of %zu results, there are %lld",
			     received, results);
}

static int do_it(const char *what, struct rq_store *store, struct rq_error *err)
{
	static const char job[] = "{\"type\":\"job\"}";
	size_t wrong = 0;

	if (strcmp(what, "state") == 0)
		return print_state(store, err);
	if (strcmp(what, "check") == 0) {
		if (rq_store_check(store, &(struct rq_checking) { print_line, NULL, NULL }, &wrong,
				   err) == -1)
			return -1;
		if (wrong > 0)
			return rq_fail(err, RQ_STORE, "%zu things are wrong", wrong);
		/* RQ_USAGE: a store on a server keeps none */
		return check_audit(store, err) == 0 || err->code == RQ_USAGE ? 0 : -1;
	}
	if (rq_store_put(store, RQ_STORED_JOB, "version 1",
			 (struct rq_bytes) { job, sizeof job - 1 }, err) == -1 ||
	    enqueue_all(store, err) == -1 || send_batch(store, err) == -1)
		return -1;
	return work_off(store, err);
}

int main(int count, char **arguments)
{
	struct rq_store_options options = { .settle_after = SETTLE_AFTER, .map_size = 1 << 20 };
	struct rq_error err = { 0 };
	struct rq_store *store = NULL;
	int result;

	if (count != 3)
		return 2;
	result = rq_store_open(arguments[2], &options, &store, &err);
	if (result == 0)
		result = do_it(arguments[1], store, &err);
	if (result == -1)
		(void)fprintf(stderr, "store_scenario: %s\n", err.message);
	rq_store_close(store);
	return result == -1;
}
