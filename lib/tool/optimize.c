#include "tool/optimize.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/batch.h"
#include "engine/plan.h"
#include "io/progress.h"
#include "tool/loop.h"

/*
 * WISHES_A_CLAIM: more records than that are not read ahead of the work. Batches
 * are looked at after FIRST_LOOK_MS, then ever more seldom; BEFORE_DEADLINE_MS is
 * how long what they have not done by then takes one by one, and how long a
 * provider may take to end them. WATCH_MS: how long who stays waits without being told of a task,
 * to see leases whose worker died. FORESEEN: prompts that are made to tell what the queue will
 * take.
 */
enum {
	WISHES_A_CLAIM = 4,
	WAIT_MS = 100,
	WATCH_MS = 10 * 1000,
	FIRST_LOOK_MS = 1000,
	LAST_LOOK_MS = 30 * 1000,
	BEFORE_DEADLINE_MS = 20 * 60 * 1000,
	FORESEEN = 32,
};

struct work {
	struct rq_program *program;
	const struct rq_optimize *wants;
	struct rq_loop loop;
	struct rq_output *out;
	struct rq_store *store;
	struct rq_dispatch *dispatch;
	bool told_of_others;
};

static int take_answer(const char *text, size_t length, bool failed, void *context,
		       struct rq_error *err)
{
	struct work *work = context;

	if (failed)
		work->program->failed++;
	if (failed || work->program->verbose)
		rq_program_tell_of(work->program, text, length);
	rq_progress_step(&work->program->progress, failed, NULL);
	return rq_ndjson_write_text(work->out, text, length, err);
}

static int turn(struct work *work, bool drain, bool *busy, struct rq_error *err)
{
	if (rq_dispatch_turn(work->dispatch, drain, busy, err) == -1)
		return -1;
	return rq_output_flush(work->out, err);
}

/* Sleeps, or is woken by a signal. */
static int wait_for(const struct work *work, int milliseconds, struct rq_error *err)
{
	struct pollfd polled = { .fd = work->program->stop_fd, .events = POLLIN };

	if (poll(&polled, 1, milliseconds) == 1)
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
	return work->loop.pause_ms > 0 ? wait_for(work, WAIT_MS, err) : 0;
}

/* A task that --engine or --model leave to other workers is waited for, and for ever if none. */
static void tell_of_others(struct work *work, const json_t *task)
{
	const struct rq_dispatch_options *wants = &work->wants->dispatch;
	const char *engine = rq_json_string(task, "engine"), *model = rq_json_string(task, "model");
	const char *status = rq_json_string(task, "status");
	char *message;

	if (work->told_of_others || !engine || !status || strcmp(status, "queued") != 0)
		return;
	if (!model)
		model = "";
	if ((!wants->engine || strcmp(wants->engine, engine) == 0) &&
	    (!wants->model || strcmp(wants->model, model) == 0))
		return;
	work->told_of_others = true;
	message = rq_printf("tasks for %s%s%s wait for another rq-optimize: --engine and --model "
			    "only choose among tasks here, rq-enqueue gives them",
			    engine, *model ? " " : "", model);
	rq_program_complain(work->program, NULL, message);
	free(message);
}

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct work *work = context;
	size_t most = WISHES_A_CLAIM * work->wants->dispatch.batch;
	const char *task_id;

	if (strcmp(line->type, "task") != 0)
		return rq_loop_pass(&work->loop, line, err);
	if (rq_task_id_of(line->record, &task_id, err) == -1)
		return -1;
	tell_of_others(work, line->record);
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

/* The queue is empty; what a provider has in its batches is work all the same. */
static int stop_drained(struct work *work, struct rq_error *err)
{
	size_t submitted;

	if (rq_dispatch_submitted(work->dispatch, &submitted, err) == -1)
		return -1;
	if (submitted == 0)
		return 0;
	return rq_fail(err, RQ_AGAIN, "the provider still works on %zu task%s in batches",
		       submitted, rq_text_s(submitted));
}

/* Who stays is told of a task; who waits for the end of what others do is not. */
static int wait_on(const struct work *work, struct rq_error *err)
{
	if (!work->wants->watch)
		return wait_for(work, WAIT_MS, err);
	return rq_store_wait(work->store, WATCH_MS, work->program->stop_fd, err);
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
		if (waiting && wait_on(work, err) == -1)
			return -1;
	}
	return stop_drained(work, err);
}

static int make_plan(const struct work *work, size_t sample, struct rq_plan *plan,
		     struct rq_error *err)
{
	const struct rq_dispatch_options *dispatch = &work->wants->dispatch;
	const struct rq_plan_options options = {
		.engine = dispatch->engine,
		.model = dispatch->model,
		.sample = sample,
		.deadline = dispatch->deadline,
		.budget_microusd = dispatch->budget_microusd,
		.remote = dispatch->remote,
	};

	return rq_plan_make(work->store, &options, plan, err);
}

static void tell_plan(const struct work *work, const struct rq_plan *plan)
{
	char *line = rq_plan_line(plan);

	rq_program_complain(work->program, NULL, line);
	free(line);
}

/*
 * Before anything is sent: what the queue will take, to a person who watches, and to
 * anybody when not all of it fits. The part that fits is then done, most urgent first. What
 * keeps a plan from being made keeps the run from its work, which says so.
 */
static void foresee(const struct work *work)
{
	struct rq_error ignored = { 0 };
	struct rq_plan plan;

	if (make_plan(work, FORESEEN, &plan, &ignored) == -1 && ignored.code != RQ_DAMAGED)
		return;
	if (plan.remote == 0)
		return;
	if (plan.today < plan.remote || work->program->progress.shown)
		tell_plan(work, &plan);
}

/* What the queue would take: to whoever reads, and to a person. */
static int estimate(struct work *work, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_plan plan;
	json_t *record;
	int result;

	if (make_plan(work, 0, &plan, &failure) == -1) {
		if (failure.code != RQ_DAMAGED) {
			*err = failure;
			return -1;
		}
		rq_program_complain(work->program, NULL, failure.message);
		work->program->failed++;
	}
	tell_plan(work, &plan);
	record = rq_plan_record(&plan);
	result = rq_ndjson_write(work->out, record, err);
	json_decref(record);
	return result;
}

/* --- by batches ------------------------------------------------------------------- */

/* When batches are ended to do the rest one by one: ms since 1970; 0: never. */
static int64_t end_of_batches(const struct work *work)
{
	int64_t deadline = work->wants->dispatch.deadline;
	int64_t third = (deadline - rq_clock_now()) / 3;

	if (deadline == 0)
		return 0;
	return deadline - (third < BEFORE_DEADLINE_MS ? third : BEFORE_DEADLINE_MS);
}

static int await_batches(struct work *work, struct rq_batching *batching, struct rq_error *err)
{
	int64_t end = end_of_batches(work);
	int pause = FIRST_LOOK_MS;

	for (;;) {
		size_t open;

		if (rq_batching_collect(batching, &open, err) == -1 ||
		    rq_output_flush(work->out, err) == -1)
			return -1;
		if (open == 0)
			return 0;
		if (end > 0 && rq_clock_now() >= work->wants->dispatch.deadline)
			return rq_fail(err, RQ_AGAIN, "%zu %s did not end in time", open,
				       open == 1 ? "batch" : "batches");
		if (end > 0 && rq_clock_now() >= end) {
			if (rq_batching_cancel(batching, err) == -1)
				return -1;
			pause = FIRST_LOOK_MS;
		}
		if (wait_for(work, pause, err) == -1)
			return -1;
		pause = pause * 2 < LAST_LOOK_MS ? pause * 2 : LAST_LOOK_MS;
	}
}

static int collect_batches(struct work *work, struct rq_batching *batching, struct rq_error *err)
{
	size_t open;

	if (rq_batching_collect(batching, &open, err) == -1 ||
	    rq_output_flush(work->out, err) == -1)
		return -1;
	if (open == 0)
		return 0;
	return rq_fail(err, RQ_AGAIN, "the provider still works on %zu %s", open,
		       open == 1 ? "batch" : "batches");
}

static int run_batches(struct work *work, struct rq_error *err)
{
	const struct rq_dispatch_sink sink = { .take = take_answer, .context = work };
	struct rq_batching *batching;
	size_t submitted;
	int result;

	if (rq_batching_open(work->store, &work->wants->dispatch, &sink, &batching, err) == -1)
		return -1;
	if (work->wants->batch == RQ_BATCH_COLLECT)
		result = collect_batches(work, batching, err);
	else
		result = rq_batching_submit(batching, work->wants->batch == RQ_BATCH_SUBMIT,
					    &submitted, err);
	if (result == 0 && work->wants->batch == RQ_BATCH_AUTO)
		result = await_batches(work, batching, err);
	rq_batching_free(batching);
	return result;
}

/* --- one by one --------------------------------------------------------------------- */

static void tell_unreached(const char *why, void *context)
{
	const struct work *work = context;
	char *message = rq_printf("%s; tasks wait for it", why);

	rq_program_complain(work->program, NULL, message);
	free(message);
}

static int run_dispatch(struct work *work, struct rq_error *err)
{
	const struct rq_dispatch_sink sink = { take_answer, work, tell_unreached };
	struct rq_error failure = { 0 };
	int result;

	if (work->wants->drain && work->wants->dispatch.limit == 0)
		foresee(work);
	work->dispatch = rq_dispatch_new(work->store, &work->wants->dispatch, &sink);
	if (work->wants->drain || work->wants->watch || work->wants->batch == RQ_BATCH_AUTO ||
	    isatty(STDIN_FILENO))
		result = run_queue(work, err);
	else
		result = run_wishes(work, err);
	if (rq_dispatch_close(work->dispatch, &failure) == -1 && result == 0) {
		*err = failure;
		result = -1;
	}
	return result;
}

int rq_optimize_run(struct rq_program *program, struct rq_store *store,
		    const struct rq_optimize *wants, struct rq_output *out, struct rq_error *err)
{
	struct work work = { .program = program, .wants = wants, .store = store, .out = out };
	int result = 0;

	out->stop_fd = program->stop_fd;
	if (wants->estimate)
		return estimate(&work, err);
	work.loop = (struct rq_loop) {
		.program = program,
		.out = out,
		.stage = "optimize",
		.take = take_record,
		.idle = serve_wishes,
		.pause_ms = -1,
		.context = &work,
	};
	rq_program_show_progress(program);
	if (wants->batch != RQ_BATCH_NONE)
		result = run_batches(&work, err);
	if (result == 0 && (wants->batch == RQ_BATCH_NONE || wants->batch == RQ_BATCH_AUTO))
		result = run_dispatch(&work, err);
	rq_progress_end(&program->progress);
	return result;
}
