/* rq-optimize: tasks to results: those on standard input, or the whole queue. */

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/dispatch.h"
#include "io/progress.h"
#include "tool/loop.h"

enum { BATCH = 64, MAX_BATCH = 4096, WISHES_A_BATCH = 4, WAIT_MS = 100, MAX_LIMIT = 1 << 30 };

struct wants {
	struct rq_program_wants common;
	const char *store, *engine, *model;
	bool drain, watch;
	long batch, max_attempts, limit;
	int64_t lease;
};

struct work {
	struct rq_program *program;
	const struct wants *wants;
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

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct work *work = context;
	size_t most = WISHES_A_BATCH * (size_t)work->wants->batch;
	const char *task_id;

	if (strcmp(line->type, "task") != 0)
		return rq_loop_pass(&work->loop, line, err);
	if (rq_task_id_of(line->record, &task_id, err) == -1)
		return -1;
	rq_dispatch_want(work->dispatch, task_id);
	work->loop.pause_ms = 0;
	while (rq_dispatch_wanted(work->dispatch) >= most) {
		if (serve_wishes(work, err) == -1)
			return -1;
		if (work->loop.pause_ms > 0 && wait_a_little(work, err) == -1)
			return -1;
	}
	return 0;
}

static int run_wishes(struct work *work, struct rq_error *err)
{
	if (rq_loop_run(&work->loop, err) == -1)
		return -1;
	while (rq_dispatch_wanted(work->dispatch) > 0) {
		if (rq_dispatch_sated(work->dispatch))
			return rq_fail(err, RQ_AGAIN, "limit reached, work is left");
		if (serve_wishes(work, err) == -1)
			return -1;
		if (work->loop.pause_ms > 0 && wait_a_little(work, err) == -1)
			return -1;
	}
	return 0;
}

/* Until the queue is empty and nobody else's work can come back to it, or (watch) for ever. */
static int run_queue(struct work *work, struct rq_error *err)
{
	bool busy, waiting = true;

	while (waiting && !rq_dispatch_sated(work->dispatch)) {
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

static int optimize(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;
	struct rq_dispatch_options options = {
		.engine = wants->engine,
		.model = wants->model,
		.batch = (size_t)wants->batch,
		.lease = wants->lease,
		.max_attempts = (int)wants->max_attempts,
		.limit = (size_t)wants->limit,
	};
	struct rq_dispatch_sink sink = { take_answer, work };
	struct rq_error failure = { 0 };
	int result;

	work->dispatch = rq_dispatch_new(work->store, &options, &sink);
	rq_progress_begin(&work->program->progress, work->program->name,
			  (enum rq_progress_mode)work->program->progress_mode, 0);
	if (wants->drain || wants->watch || isatty(STDIN_FILENO))
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

static int run(struct rq_program *program, const struct wants *wants)
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
	if (rq_program_catch(program, &err) == 0 &&
	    rq_store_open(path, &(struct rq_store_options) { 0 }, &work.store, &err) == 0)
		(void)optimize(&work, &err);
	status = rq_program_finish(program, &work.out, &err);
	rq_store_close(work.store);
	rq_output_free(&work.out);
	free(path);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { .batch = BATCH, .max_attempts = 5, .lease = 120000 };
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
		RQ_TEXT(0, "engine", "NAME", NULL, &wants.engine,
			"claim only tasks of this engine"),
		RQ_TEXT(0, "model", "NAME", NULL, &wants.model, "claim only tasks of this model"),
		RQ_NUMBER('n', "limit", NULL, &wants.limit, 0, MAX_LIMIT,
			  "run so many tasks at most (0: all)"),
		RQ_NUMBER(0, "batch", "RQ_BATCH", &wants.batch, 1, MAX_BATCH,
			  "tasks claimed and committed at once (64)"),
		RQ_DURATION(0, "lease", "RQ_LEASE", &wants.lease,
			    "how long a claimed task is kept (120s)"),
		RQ_NUMBER(0, "max-attempts", "RQ_MAX_ATTEMPTS", &wants.max_attempts, 1,
			  RQ_MAX_ATTEMPTS, "then a task is dead (5)"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
