/* rq-optimize: tasks to results: those on standard input, or the whole queue. */

#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/money.h"
#include "engine/served.h"
#include "tool/optimize.h"
#include "tool/remote.h"
#include "tool/storage.h"

enum { CLAIM = 64, MAX_CLAIM = 4096, IN_FLIGHT = 64, MAX_TASKS = 1 << 30 };

struct wants {
	struct rq_program_wants common;
	struct rq_storage_wants storage;
	const char *deadline, *budget;
	int fallback;
	long claim, in_flight, max_attempts, tasks, canary;
	struct rq_optimize optimize;
};

/* The options that are more than a number or a name. */
static int read_wants(struct wants *wants, struct rq_error *err)
{
	struct rq_dispatch_options *dispatch = &wants->optimize.dispatch;

	if (wants->deadline && rq_clock_parse_deadline(wants->deadline, rq_clock_now(),
						       &dispatch->deadline, err) == -1)
		return -1;
	if (wants->budget && rq_money_parse(wants->budget, &dispatch->budget_microusd, err) == -1)
		return -1;
	if (dispatch->remote.record && dispatch->remote.replay)
		return rq_fail(err, RQ_USAGE, "--record and --replay exclude each other");
	if (wants->optimize.batch != RQ_BATCH_NONE && dispatch->remote.replay)
		return rq_fail(err, RQ_USAGE, "batches cannot be replayed");
	if (rq_served_check(&dispatch->remote, err) == -1)
		return -1;
	dispatch->remote.budgeted = dispatch->budget_microusd > 0;
	dispatch->batch = (size_t)wants->claim;
	/* Some are ready before there is room for them, so that a server need not wait for us. */
	dispatch->in_hand = (size_t)wants->in_flight + (size_t)wants->in_flight / 4;
	if (dispatch->in_hand < dispatch->batch)
		dispatch->in_hand = dispatch->batch;
	dispatch->max_attempts = (int)wants->max_attempts;
	dispatch->limit = (size_t)wants->tasks;
	dispatch->canary = (size_t)wants->canary;
	dispatch->fallback = wants->fallback == 1;
	dispatch->remote.in_flight = (size_t)wants->in_flight;
	return 0;
}

static int run(struct rq_program *program, struct wants *wants)
{
	struct rq_storage storage = { 0 };
	struct rq_store *store = NULL;
	struct rq_error err = { 0 };
	struct rq_output out;
	int status;

	rq_output_init(&out, STDOUT_FILENO);
	if (read_wants(wants, &err) == 0 && rq_program_catch(program, &err) == 0 &&
	    rq_storage_find(&wants->storage, &storage, &err) == 0 &&
	    rq_storage_open(&storage, (struct rq_store_options) { 0 }, &store, &err) == 0) {
		wants->optimize.dispatch.stop_fd = program->stop_fd;
		(void)rq_optimize_run(program, store, &wants->optimize, &out, &err);
	}
	status = rq_program_finish(program, &out, &err);
	rq_store_close(store);
	rq_output_free(&out);
	rq_storage_free(&storage);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { .claim = CLAIM,
			       .in_flight = IN_FLIGHT,
			       .max_attempts = 5,
			       .optimize.dispatch.lease = 120000 };
	struct rq_program program = {
		.name = "rq-optimize",
		.usage = "[OPTION]... [<tasks.ndjson]",
		.about = "Tailors résumés: answers the \"task\" records on standard input, or the "
			 "whole\n"
			 "queue (--drain, or a terminal on standard input); prints \"result\" "
			 "records.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_STORAGE_OPTIONS(wants.storage),
		RQ_FLAG('d', "drain", &wants.optimize.drain, "do the whole queue, then end"),
		RQ_FLAG('w', "watch", &wants.optimize.watch,
			"do the whole queue and wait for more"),
		RQ_TEXT(0, "engine", "NAME", NULL, &wants.optimize.dispatch.engine,
			"claim only tasks of this engine"),
		RQ_TEXT(0, "model", "NAME", NULL, &wants.optimize.dispatch.model,
			"claim only tasks of this model"),
		RQ_NUMBER('n', "tasks", NULL, &wants.tasks, 0, MAX_TASKS,
			  "run so many tasks at most (0: all)"),
		RQ_NUMBER(0, "claim", "RQ_CLAIM", &wants.claim, 1, MAX_CLAIM,
			  "tasks claimed at once (64)"),
		RQ_NUMBER(0, "in-flight", "RQ_IN_FLIGHT", &wants.in_flight, 1, MAX_CLAIM,
			  "requests under way at once (64)"),
		RQ_DURATION(0, "lease", "RQ_LEASE", &wants.optimize.dispatch.lease,
			    "how long a claimed task is kept (120s)"),
		RQ_NUMBER(0, "max-attempts", "RQ_MAX_ATTEMPTS", &wants.max_attempts, 1,
			  RQ_MAX_ATTEMPTS, "then a task is dead (5)"),
		RQ_TEXT(0, "deadline", "TIME", "RQ_DEADLINE", &wants.deadline,
			"begin nothing after it: 06:00, 2h, or RFC 3339"),
		RQ_CHOICE(0, "fallback", "RQ_FALLBACK", &wants.fallback, "none|local",
			  "who does what is then left (none)"),
		RQ_TEXT(0, "budget-usd", "DOLLARS", "RQ_BUDGET_USD", &wants.budget,
			"spend no more than this in a day (UTC)"),
		RQ_CHOICE(0, "batch", "RQ_BATCH", &wants.optimize.batch, "none|submit|collect|auto",
			  "by the provider's Batch API"),
		RQ_FLAG(0, "estimate", &wants.optimize.estimate,
			"print what the queue would take, and stop"),
		RQ_NUMBER(0, "canary", "RQ_CANARY", &wants.canary, 0, MAX_CLAIM,
			  "run so many first, and stop if they go wrong"),
		RQ_REMOTE_OPTIONS(wants.optimize.dispatch.remote),
		RQ_TEXT(0, "record", "DIR", NULL, &wants.optimize.dispatch.remote.record,
			"keep each exchange with the server there"),
		RQ_TEXT(0, "replay", "DIR", NULL, &wants.optimize.dispatch.remote.replay,
			"answer from there instead of from a server"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
