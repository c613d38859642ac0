/* rq-optimize: tasks to results: those on standard input, or the whole queue. */

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/money.h"
#include "engine/dispatch.h"
#include "engine/plan.h"
#include "io/progress.h"
#include "tool/loop.h"
#include "tool/remote.h"

enum {
	CLAIM = 64,
	WISHES_A_CLAIM = 4,
	MAX_CLAIM = 4096,
	IN_FLIGHT = 64,
	WAIT_MS = 100,
	MAX_TASKS = 1 << 30
};

struct wants {
	struct rq_program_wants common;
	const char *store, *deadline, *budget;
	bool drain, watch, estimate;
	int fallback;
	long claim, in_flight, max_attempts, tasks, canary;
	struct rq_dispatch_options dispatch;
};

struct work {
	struct rq_program *program;
	struct wants *wants;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_store *store;
	struct rq_dispatch *dispatch;
};

static int take_answer(const char *text, size_t length, bool failed, void *context,
		       struct rq_error *err)
{
	struct work *work = context;

	if (failed) {
		work->program->failed++;
		rq_program_complain_of(work->program, text, length);
	}
	rq_progress_step(&work->program->progress, failed, NULL);
	return rq_ndjson_write_text(&work->out, text, length, err);
}

static int turn(struct work *work, bool drain, bool *busy, struct rq_error *err)
{
	if (rq_dispatch_turn(work->dispatch, drain, busy, err) == -1)
		return -1;
	return rq_output_flush(&work->out, err);
}

/* Sleeps, or is woken by a signal. */
static int wait_a_little(const struct work *work, struct rq_error *err)
{
	struct pollfd polled = { .fd = work->program->stop_fd, .events = POLLIN };

	if (poll(&polled, 1, WAIT_MS) == 1)
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	return 0;
}

/* One round on what was asked for; waits before the next when nothing moved. */
static int serve_wishes(void *context, struct rq_error *err)
{
	struct work *work = context;
	bool busy;

	if (turn(work, false, &busy, err) == -1)
		return -1;
	if (rq_dispatch_wanted(work->dispatch) == 0)
		work->loop.pause_ms = -1;
	else
		work->loop.pause_ms = busy ? 0 : WAIT_MS;
	return 0;
}

/* The same while nobody reads standard input. */
static int serve_on(struct work *work, struct rq_error *err)
{
	if (rq_program_stopped(work->program))
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	if (serve_wishes(work, err) == -1)
		return -1;
	return work->loop.pause_ms > 0 ? wait_a_little(work, err) : 0;
}

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct work *work = context;
	size_t most = WISHES_A_CLAIM * (size_t)work->wants->claim;
	const char *task_id;

	if (strcmp(line->type, "task") != 0)
		return rq_loop_pass(&work->loop, line, err);
	if (rq_task_id_of(line->record, &task_id, err) == -1)
		return -1;
	rq_dispatch_want(work->dispatch, task_id);
	work->loop.pause_ms = 0;
	while (rq_dispatch_wanted(work->dispatch) >= most)
		if (serve_on(work, err) == -1)
			return -1;
	return 0;
}

static int run_wishes(struct work *work, struct rq_error *err)
{
	if (rq_loop_run(&work->loop, err) == -1)
		return -1;
	while (rq_dispatch_wanted(work->dispatch) > 0) {
		if (rq_dispatch_sated(work->dispatch))
			return rq_fail(err, RQ_AGAIN,
				       "as many tasks as asked for were run: work is left");
		if (serve_on(work, err) == -1)
			return -1;
	}
	return 0;
}

static int stop_sated(struct work *work, struct rq_error *err)
{
	int64_t when;

	if (rq_store_next_due(work->store, &when, err) == -1)
		return -1;
	if (when == 0)
		return 0;
	return rq_fail(err, RQ_AGAIN, "as many tasks as asked for were run: work is left");
}

/* Until the queue is empty and nobody else's work can come back to it, or (watch) for ever. */
static int run_queue(struct work *work, struct rq_error *err)
{
	bool busy, waiting = true;

	while (waiting) {
		if (rq_dispatch_sated(work->dispatch))
			return stop_sated(work, err);
		if (rq_program_stopped(work->program))
			return rq_fail(err, RQ_INTERRUPTED, "interrupted");
		if (turn(work, true, &busy, err) == -1)
			return -1;
		if (busy)
			continue;
		if (!work->wants->watch && rq_dispatch_waiting(work->dispatch, &waiting, err) == -1)
			return -1;
		if (waiting && wait_a_little(work, err) == -1)
			return -1;
	}
	return 0;
}

/* The options that are more than a number or a name. */
static int read_wants(struct wants *wants, struct rq_error *err)
{
	struct rq_dispatch_options *dispatch = &wants->dispatch;

	if (wants->deadline && rq_clock_parse_deadline(wants->deadline, rq_clock_now(),
						       &dispatch->deadline, err) == -1)
		return -1;
	if (wants->budget && rq_money_parse(wants->budget, &dispatch->budget_microusd, err) == -1)
		return -1;
	if (dispatch->remote.record && dispatch->remote.replay)
		return rq_fail(err, RQ_USAGE, "--record and --replay exclude each other");
	dispatch->batch = (size_t)wants->claim;
	dispatch->in_hand =
	    (size_t)(wants->claim > wants->in_flight ? wants->claim : wants->in_flight);
	dispatch->max_attempts = (int)wants->max_attempts;
	dispatch->limit = (size_t)wants->tasks;
	dispatch->canary = (size_t)wants->canary;
	dispatch->fallback = wants->fallback == 1;
	dispatch->remote.in_flight = (size_t)wants->in_flight;
	return 0;
}

/* What the queue would take: to whoever reads, and to a person. */
static int estimate(struct work *work, struct rq_error *err)
{
	const struct rq_dispatch_options *dispatch = &work->wants->dispatch;
	const struct rq_plan_options options = {
		.engine = dispatch->engine,
		.model = dispatch->model,
		.deadline = dispatch->deadline,
		.budget_microusd = dispatch->budget_microusd,
		.remote = dispatch->remote,
	};
	struct rq_plan plan;
	json_t *record;
	char *line;
	int result;

	if (rq_plan_make(work->store, &options, &plan, err) == -1)
		return -1;
	line = rq_plan_line(&plan);
	rq_program_complain(work->program, NULL, line);
	record = rq_plan_record(&plan);
	result = rq_ndjson_write(&work->out, record, err);
	json_decref(record);
	free(line);
	return result;
}

static int optimize(struct work *work, struct rq_error *err)
{
	struct rq_dispatch_sink sink = { take_answer, work };
	struct rq_error failure = { 0 };
	int result;

	work->wants->dispatch.stop_fd = work->program->stop_fd;
	work->dispatch = rq_dispatch_new(work->store, &work->wants->dispatch, &sink);
	rq_progress_begin(&work->program->progress, work->program->name,
			  (enum rq_progress_mode)work->program->progress_mode, 0);
	if (work->wants->drain || work->wants->watch || isatty(STDIN_FILENO))
		result = run_queue(work, err);
	else
		result = run_wishes(work, err);
	if (rq_dispatch_close(work->dispatch, &failure) == -1 && result == 0) {
		*err = failure;
		result = -1;
	}
	rq_progress_end(&work->program->progress);
	return result;
}

static int run(struct rq_program *program, struct wants *wants)
{
	struct work work = { .program = program, .wants = wants };
	char *path = rq_program_store(wants->store);
	struct rq_error err = { 0 };
	int status;

	rq_output_init(&work.out, STDOUT_FILENO);
	work.loop = (struct rq_loop) {
		.program = program,
		.out = &work.out,
		.stage = "optimize",
		.take = take_record,
		.idle = serve_wishes,
		.pause_ms = -1,
		.context = &work,
	};
	if (read_wants(wants, &err) == 0 && rq_program_catch(program, &err) == 0 &&
	    rq_store_open(path, &(struct rq_store_options) { 0 }, &work.store, &err) == 0)
		(void)(wants->estimate ? estimate(&work, &err) : optimize(&work, &err));
	status = rq_program_finish(program, &work.out, &err);
	rq_store_close(work.store);
	rq_output_free(&work.out);
	free(path);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = {
		.claim = CLAIM, .in_flight = IN_FLIGHT, .max_attempts = 5, .dispatch.lease = 120000
	};
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
		RQ_PROGRAM_STORE(&wants.store),
		RQ_FLAG('d', "drain", &wants.drain, "do the whole queue, then end"),
		RQ_FLAG('w', "watch", &wants.watch, "do the whole queue and wait for more"),
		RQ_TEXT(0, "engine", "NAME", NULL, &wants.dispatch.engine,
			"claim only tasks of this engine"),
		RQ_TEXT(0, "model", "NAME", NULL, &wants.dispatch.model,
			"claim only tasks of this model"),
		RQ_NUMBER('n', "tasks", NULL, &wants.tasks, 0, MAX_TASKS,
			  "run so many tasks at most (0: all)"),
		RQ_NUMBER(0, "claim", "RQ_CLAIM", &wants.claim, 1, MAX_CLAIM,
			  "tasks claimed at once (64)"),
		RQ_NUMBER(0, "in-flight", "RQ_IN_FLIGHT", &wants.in_flight, 1, MAX_CLAIM,
			  "requests under way at once (64)"),
		RQ_DURATION(0, "lease", "RQ_LEASE", &wants.dispatch.lease,
			    "how long a claimed task is kept (120s)"),
		RQ_NUMBER(0, "max-attempts", "RQ_MAX_ATTEMPTS", &wants.max_attempts, 1,
			  RQ_MAX_ATTEMPTS, "then a task is dead (5)"),
		RQ_TEXT(0, "deadline", "TIME", "RQ_DEADLINE", &wants.deadline,
			"begin nothing after it: 06:00, 2h, or RFC 3339"),
		RQ_CHOICE(0, "fallback", "RQ_FALLBACK", &wants.fallback, "none|local",
			  "who does what is then left (none)"),
		RQ_TEXT(0, "budget-usd", "DOLLARS", "RQ_BUDGET_USD", &wants.budget,
			"spend no more than this in a day (UTC)"),
		RQ_FLAG(0, "estimate", &wants.estimate,
			"print what the queue would take, and stop"),
		RQ_NUMBER(0, "canary", "RQ_CANARY", &wants.canary, 0, MAX_CLAIM,
			  "run so many first, and stop if they go wrong"),
		RQ_REMOTE_OPTIONS(wants.dispatch.remote),
		RQ_TEXT(0, "record", "DIR", NULL, &wants.dispatch.remote.record,
			"keep each exchange with the server there"),
		RQ_TEXT(0, "replay", "DIR", NULL, &wants.dispatch.remote.replay,
			"answer from there instead of from a server"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
