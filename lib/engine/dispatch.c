#include "engine/dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/answer.h"
#include "engine/backoff.h"
#include "engine/engine.h"
#include "engine/pantry.h"

enum { MAX_ENGINES = 4, POLL_MS = 100, BAD_ANSWERS = 2 };

/* A task in hand, from claim to commit. */
struct work {
	struct rq_task task;
	bool supplied; /* the pantry holds its job and recipe */
	bool started;  /* an engine has it */
	json_t *record;
	struct rq_supply supply;
	struct rq_proposal proposal;
	struct rq_outcome outcome;
	char *text; /* the record to hand out, NULL for none */
	size_t length;
	bool concluded;
};

struct wish {
	char task_id[RQ_ID_SIZE];
};

struct rq_dispatch {
	struct rq_store *store;
	struct rq_dispatch_options options;
	struct rq_dispatch_sink sink;
	struct rq_pantry *pantry;
	struct rq_engine *engines[MAX_ENGINES];
	size_t engine_count;
	struct work *works; /* options.batch of them */
	size_t work_count;
	struct wish *wishes;
	size_t wish_count, wish_capacity;
	size_t run; /* tasks begun so far */
};

struct rq_dispatch *rq_dispatch_new(struct rq_store *store,
				    const struct rq_dispatch_options *options,
				    const struct rq_dispatch_sink *sink)
{
	struct rq_dispatch *dispatch = rq_alloc(1, sizeof *dispatch);

	dispatch->store = store;
	dispatch->options = *options;
	dispatch->sink = *sink;
	dispatch->pantry = rq_pantry_new(store);
	dispatch->works = rq_alloc(options->batch, sizeof *dispatch->works);
	return dispatch;
}

static void free_work(struct rq_dispatch *dispatch, struct work *work)
{
	if (work->supplied)
		rq_pantry_done(dispatch->pantry, &work->task);
	json_decref(work->record);
	json_decref(work->proposal.answer);
	json_decref(work->proposal.usage);
	rq_task_free(&work->task);
	free(work->text);
	*work = (struct work) { 0 };
}

static void free_works(struct rq_dispatch *dispatch)
{
	for (size_t i = 0; i < dispatch->work_count; i++)
		free_work(dispatch, &dispatch->works[i]);
	dispatch->work_count = 0;
}

/* --- what is wanted ----------------------------------------------------------- */

void rq_dispatch_want(struct rq_dispatch *dispatch, const char *task_id)
{
	struct wish *wish;

	dispatch->wishes = rq_grow(dispatch->wishes, dispatch->wish_count, &dispatch->wish_capacity,
				   sizeof *dispatch->wishes);
	wish = &dispatch->wishes[dispatch->wish_count++];
	*wish = (struct wish) { 0 };
	rq_digest_copy_id(wish->task_id, task_id);
}

size_t rq_dispatch_wanted(const struct rq_dispatch *dispatch)
{
	return dispatch->wish_count;
}

bool rq_dispatch_sated(const struct rq_dispatch *dispatch)
{
	return dispatch->options.limit > 0 && dispatch->run >= dispatch->options.limit;
}

static struct wish *find_wish(struct rq_dispatch *dispatch, const char *task_id)
{
	for (size_t i = 0; i < dispatch->wish_count; i++)
		if (strcmp(dispatch->wishes[i].task_id, task_id) == 0)
			return &dispatch->wishes[i];
	return NULL;
}

static void fulfil(struct rq_dispatch *dispatch, struct wish *wish)
{
	*wish = dispatch->wishes[--dispatch->wish_count];
}

/* --- from a claimed task to its outcome ----------------------------------------- */

/* What a failure means for the task: another attempt, the dead letters, or nothing. */
static void conclude_failure(struct rq_dispatch *dispatch, struct work *work,
			     const struct rq_error *failure)
{
	const struct rq_task *task = &work->task;
	bool again = rq_code_kind(failure->code) == RQ_TEMPORARY ||
		     (failure->code == RQ_BAD_ANSWER && task->attempts <= BAD_ANSWERS);

	work->concluded = true;
	work->outcome = (struct rq_outcome) { .task = task, .failure = *failure };
	if (rq_code_kind(failure->code) == RQ_FATAL || failure->code == RQ_AGAIN) {
		work->outcome.ending = RQ_END_GIVE_BACK;
	} else if (again && task->attempts < dispatch->options.max_attempts) {
		work->outcome.ending = RQ_END_RETRY;
		work->outcome.run_at = rq_clock_now() + rq_backoff_wait(task->attempts);
	} else {
		work->outcome.ending = RQ_END_DEAD;
		work->text = rq_answer_error(task, failure, &work->length);
	}
}

static void conclude(struct rq_dispatch *dispatch, struct work *work)
{
	struct rq_proposal *proposal = &work->proposal;
	struct rq_error failure = proposal->err;

	work->started = false;
	if (failure.code == RQ_OK)
		work->text = rq_answer_result(&work->task, work->record, &work->supply, proposal,
					      &work->length, &failure);
	if (failure.code != RQ_OK) {
		conclude_failure(dispatch, work, &failure);
		return;
	}
	work->concluded = true;
	work->outcome = (struct rq_outcome) {
		.task = &work->task,
		.ending = RQ_END_DONE,
		.result = { work->text, work->length },
		.usage = rq_answer_usage(proposal->usage),
	};
}

/* The engine of that name, opened at its first task. Borrowed. */
static struct rq_engine *get_engine(struct rq_dispatch *dispatch, const char *name,
				    struct rq_error *err)
{
	struct rq_engine **last = &dispatch->engines[dispatch->engine_count];

	for (size_t i = 0; i < dispatch->engine_count; i++)
		if (strcmp(dispatch->engines[i]->class->name, name) == 0)
			return dispatch->engines[i];
	if (dispatch->engine_count == MAX_ENGINES) {
		(void)rq_fail(err, RQ_USAGE, "more than %d engines", MAX_ENGINES);
		return NULL;
	}
	if (rq_engine_open(name, last, err) == -1)
		return NULL;
	dispatch->engine_count++;
	return *last;
}

static int load_record(struct rq_store *store, const struct rq_task *task, json_t **record,
		       struct rq_error *err)
{
	char *text;
	size_t length;
	int result;

	if (rq_store_get(store, RQ_STORED_RESUME, task->resume_id, &text, &length, err) == -1)
		return -1;
	result = rq_json_parse_object(text, length, record, err);
	free(text);
	return result;
}

static int begin(struct rq_dispatch *dispatch, struct work *work, struct rq_error *err)
{
	struct rq_engine *engine;

	/* Each claim counts: more of them than attempts are allowed means that its workers died. */
	if (work->task.attempts > dispatch->options.max_attempts)
		return rq_fail(err, RQ_CRASHED,
			       "%d attempts, and no worker came back from the last",
			       work->task.attempts - 1);
	engine = get_engine(dispatch, work->task.engine, err);
	if (!engine || rq_pantry_get(dispatch->pantry, &work->task, &work->supply, err) == -1)
		return -1;
	work->supplied = true;
	if (load_record(dispatch->store, &work->task, &work->record, err) == -1)
		return -1;
	work->proposal = (struct rq_proposal) {
		.record = work->record,
		.job = work->supply.job,
		.vocabulary = work->supply.vocabulary,
		.recipe = work->supply.recipe,
		.context = work,
	};
	work->started = true;
	return rq_engine_start(engine, &work->proposal, err);
}

/* Concludes whatever engines are done with, waiting so long for the first. */
static int collect(struct rq_dispatch *dispatch, int milliseconds, struct rq_error *err)
{
	for (size_t i = 0; i < dispatch->engine_count; i++) {
		struct rq_proposal *done;
		int got;

		while ((got = rq_engine_wait(dispatch->engines[i], milliseconds, &done, err)) == 1)
			conclude(dispatch, done->context);
		if (got == -1)
			return -1;
	}
	return 0;
}

static bool all_concluded(const struct rq_dispatch *dispatch)
{
	for (size_t i = 0; i < dispatch->work_count; i++)
		if (!dispatch->works[i].concluded)
			return false;
	return true;
}

/* Everything in hand to an outcome. An engine that breaks stops the run: -1. */
static int work_off(struct rq_dispatch *dispatch, struct rq_error *err)
{
	for (size_t i = 0; i < dispatch->work_count; i++) {
		struct work *work = &dispatch->works[i];
		struct rq_error failure = { 0 };

		if (begin(dispatch, work, &failure) == -1) {
			work->started = false;
			conclude_failure(dispatch, work, &failure);
			if (rq_code_kind(failure.code) == RQ_FATAL) {
				*err = failure;
				return -1;
			}
		}
		if (collect(dispatch, 0, err) == -1)
			return -1;
	}
	while (!all_concluded(dispatch))
		if (collect(dispatch, POLL_MS, err) == -1)
			return -1;
	return 0;
}

/* --- commit, then say so ---------------------------------------------------------- */

static int hand_out(struct rq_dispatch *dispatch, struct work *work,
		    const struct rq_outcome *outcome, struct rq_error *err)
{
	struct wish *wish;

	if (outcome->lost || !work->text)
		return 0;
	wish = find_wish(dispatch, work->task.task_id);
	if (wish)
		fulfil(dispatch, wish);
	return dispatch->sink.take(work->text, work->length, outcome->ending == RQ_END_DEAD,
				   dispatch->sink.context, err);
}

/* Commits all outcomes in hand; what has none is given back. */
static int commit(struct rq_dispatch *dispatch, struct rq_outcome *outcomes, struct rq_error *err)
{
	for (size_t i = 0; i < dispatch->work_count; i++) {
		struct work *work = &dispatch->works[i];

		outcomes[i] = work->outcome;
		if (!work->concluded)
			outcomes[i] =
			    (struct rq_outcome) { .task = &work->task, .ending = RQ_END_GIVE_BACK };
	}
	return rq_store_finish(dispatch->store, outcomes, dispatch->work_count, rq_clock_now(),
			       err);
}

static int finish(struct rq_dispatch *dispatch, struct rq_error *err)
{
	struct rq_outcome *outcomes;
	int result;

	if (dispatch->work_count == 0)
		return 0;
	outcomes = rq_alloc(dispatch->work_count, sizeof *outcomes);
	result = commit(dispatch, outcomes, err);
	for (size_t i = 0; result == 0 && i < dispatch->work_count; i++)
		result = hand_out(dispatch, &dispatch->works[i], &outcomes[i], err);
	free(outcomes);
	free_works(dispatch);
	return result;
}

/* --- what others did ---------------------------------------------------------------- */

/* A wanted task that could not be claimed: 1 when it has ended and was answered. */
static int answer_wish(struct rq_dispatch *dispatch, const char *task_id, struct rq_error *err)
{
	struct rq_answer answer;
	int ended = rq_answer_stored(dispatch->store, task_id, &answer, err);

	if (ended != 1)
		return ended;
	if (dispatch->sink.take(answer.text, answer.length, answer.failed, dispatch->sink.context,
				err) == -1)
		ended = -1;
	free(answer.text);
	return ended;
}

static int answer_wishes(struct rq_dispatch *dispatch, bool *busy, struct rq_error *err)
{
	size_t i = 0;

	while (i < dispatch->wish_count) {
		int answered = answer_wish(dispatch, dispatch->wishes[i].task_id, err);

		if (answered == -1)
			return -1;
		if (answered == 1) {
			*busy = true;
			fulfil(dispatch, &dispatch->wishes[i]);
		} else {
			i++;
		}
	}
	return 0;
}

/* --- a round ------------------------------------------------------------------------- */

static int claim(struct rq_dispatch *dispatch, struct rq_error *err)
{
	size_t wanted = dispatch->wish_count, max = dispatch->options.batch, count = 0;
	struct rq_task *tasks = rq_alloc(max, sizeof *tasks);
	const char **ids = rq_alloc(wanted, sizeof *ids);
	struct rq_claim how = {
		.now = rq_clock_now(),
		.lease = dispatch->options.lease,
		.engine = dispatch->options.engine,
		.model = dispatch->options.model,
		.task_ids = wanted > 0 ? ids : NULL,
		.task_count = wanted,
	};
	int result;

	if (dispatch->options.limit > 0 && dispatch->options.limit - dispatch->run < max)
		max = dispatch->options.limit - dispatch->run;
	for (size_t i = 0; i < wanted; i++)
		ids[i] = dispatch->wishes[i].task_id;
	result = rq_store_claim(dispatch->store, &how, tasks, max, &count, err);
	for (size_t i = 0; result == 0 && i < count; i++)
		dispatch->works[i].task = tasks[i];
	if (result == 0)
		dispatch->work_count = count;
	dispatch->run += dispatch->work_count;
	free(ids);
	free(tasks);
	return result;
}

int rq_dispatch_turn(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err)
{
	struct rq_error broken = { 0 };

	*busy = false;
	if ((drain || dispatch->wish_count > 0) && !rq_dispatch_sated(dispatch)) {
		if (claim(dispatch, err) == -1)
			return -1;
		*busy = dispatch->work_count > 0;
		(void)work_off(dispatch, &broken);
		if (finish(dispatch, err) == -1)
			return -1;
		if (broken.code != RQ_OK) {
			*err = broken;
			return -1;
		}
	}
	return *busy ? 0 : answer_wishes(dispatch, busy, err);
}

int rq_dispatch_waiting(struct rq_dispatch *dispatch, bool *waiting, struct rq_error *err)
{
	json_t *counts, *tasks;

	if (rq_store_counts(dispatch->store, &counts, err) == -1)
		return -1;
	tasks = rq_json_object(counts, "tasks");
	*waiting = rq_json_integer(tasks, rq_task_status_name(RQ_TASK_LEASED), 0) > 0 ||
		   rq_json_integer(tasks, rq_task_status_name(RQ_TASK_RETRY), 0) > 0;
	json_decref(counts);
	return 0;
}

int rq_dispatch_close(struct rq_dispatch *dispatch, struct rq_error *err)
{
	int result;

	if (!dispatch)
		return 0;
	result = finish(dispatch, err);
	for (size_t i = 0; i < dispatch->engine_count; i++)
		rq_engine_free(dispatch->engines[i]);
	rq_pantry_free(dispatch->pantry);
	free(dispatch->works);
	free(dispatch->wishes);
	free(dispatch);
	return result;
}
