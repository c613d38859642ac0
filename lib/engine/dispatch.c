#include "engine/dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/answer.h"
#include "engine/canary.h"
#include "engine/hand.h"
#include "engine/launch.h"
#include "engine/wish.h"
#include "engine/work.h"

/*
 * With CLAIM_AHEAD tasks waiting for a permit no more are claimed, so that
 * other processes get their share. GRACE_MS: how long a run that is told to
 * stop waits for answers that are under way.
 */
enum { POLL_MS = 100, CLAIM_AHEAD = 8, GRACE_MS = 5000 };

struct rq_dispatch {
	struct rq_dispatch_options options;
	struct rq_dispatch_sink sink;
	struct rq_store *store;
	struct rq_hand hand;
	struct rq_wishes wishes;
	struct rq_launch *launch;
	struct rq_canary canary;
	struct rq_engines engines;
	size_t run;            /* tasks begun so far */
	bool more;             /* the queue gave all that was asked for, and there is room */
	bool falling_back;     /* what is left is the local engine's */
	bool unreached;        /* the server, as far as is known */
	struct rq_error close; /* why nothing more is begun; RQ_OK: the run is open */
};

struct rq_dispatch *rq_dispatch_new(struct rq_store *store,
				    const struct rq_dispatch_options *options,
				    const struct rq_dispatch_sink *sink)
{
	struct rq_dispatch *dispatch = rq_alloc(1, sizeof *dispatch);

	dispatch->options = *options;
	dispatch->sink = *sink;
	dispatch->store = store;
	rq_hand_init(&dispatch->hand, store, options->in_hand, options->lease);
	dispatch->engines.options = &dispatch->options.remote;
	dispatch->launch = rq_launch_new(store, options->budget_microusd, options->deadline);
	dispatch->canary.wanted = options->canary;
	return dispatch;
}

void rq_dispatch_want(struct rq_dispatch *dispatch, const char *task_id)
{
	rq_wishes_add(&dispatch->wishes, task_id);
}

size_t rq_dispatch_wanted(const struct rq_dispatch *dispatch)
{
	return dispatch->wishes.count;
}

static size_t left_of_limit(const struct rq_dispatch *dispatch)
{
	if (dispatch->options.limit == 0)
		return SIZE_MAX;
	return dispatch->options.limit - dispatch->run;
}

bool rq_dispatch_sated(const struct rq_dispatch *dispatch)
{
	return left_of_limit(dispatch) == 0 && dispatch->hand.count == 0;
}

/* --- closing ------------------------------------------------------------------- */

/* Nothing more is begun: what waits goes back, what is under way is still awaited. */
static void close_down(struct rq_dispatch *dispatch, const struct rq_error *why)
{
	if (dispatch->close.code == RQ_OK)
		dispatch->close = *why;
	for (size_t i = 0; i < dispatch->hand.count; i++)
		if (dispatch->hand.works[i]->state < RQ_WORK_RUNNING)
			rq_work_give_back(dispatch->hand.works[i]);
}

static void heed_deadline(struct rq_dispatch *dispatch)
{
	int64_t deadline = dispatch->options.deadline;
	struct rq_error why = { 0 };

	if (deadline == 0 || dispatch->falling_back || rq_clock_now() < deadline)
		return;
	(void)rq_fail(&why, RQ_AGAIN, "the deadline is reached: work is left");
	close_down(dispatch, &why);
}

/* The local engine does what is left, also what would have been tried again later. */
static int fall_back(struct rq_dispatch *dispatch, struct rq_error *err)
{
	size_t count;

	dispatch->falling_back = true;
	dispatch->close = (struct rq_error) { 0 };
	return rq_store_retry(dispatch->store, &(struct rq_filter) { .status = RQ_TASK_RETRY },
			      rq_store_now(dispatch->store), &count, err);
}

/* All that was under way is in: 0 to go on, with the local engine or with nothing, or -1. */
static int settle_close(struct rq_dispatch *dispatch, bool work_is_left, struct rq_error *err)
{
	bool temporary = rq_code_kind(dispatch->close.code) == RQ_TEMPORARY;

	if (temporary && !work_is_left)
		return 0;
	if (temporary && dispatch->options.fallback)
		return fall_back(dispatch, err);
	*err = dispatch->close;
	return -1;
}

/* --- claiming ---------------------------------------------------------------------- */

static size_t least(size_t one, size_t other)
{
	return one < other ? one : other;
}

/* How many tasks to claim now. */
static size_t appetite(const struct rq_dispatch *dispatch, bool drain)
{
	const struct rq_hand *hand = &dispatch->hand;
	size_t room = hand->size - hand->count;

	if (dispatch->close.code != RQ_OK || (!drain && dispatch->wishes.count == 0) ||
	    rq_hand_count_before(hand, RQ_WORK_RUNNING) >= CLAIM_AHEAD)
		return 0;
	if (!dispatch->falling_back)
		room = least(room, rq_canary_room(&dispatch->canary, hand->count));
	return least(least(room, dispatch->options.batch), left_of_limit(dispatch));
}

static int claim(struct rq_dispatch *dispatch, bool drain, struct rq_error *err)
{
	size_t wanted = dispatch->wishes.count, max = appetite(dispatch, drain), count;
	const char **ids;
	struct rq_claim how = {
		.now = rq_store_now(dispatch->store),
		.lease = dispatch->options.lease,
		.engine = dispatch->options.engine,
		.model = dispatch->options.model,
		.task_count = wanted,
	};
	int result;

	dispatch->more = false;
	if (max == 0)
		return 0;
	ids = rq_alloc(wanted, sizeof *ids);
	for (size_t i = 0; i < wanted; i++)
		ids[i] = dispatch->wishes.id[i];
	how.task_ids = wanted > 0 ? ids : NULL;
	result = rq_hand_claim(&dispatch->hand, &how, max, &count, err);
	dispatch->run += count;
	dispatch->more = count == max && dispatch->hand.count < dispatch->hand.size;
	free(ids);
	return result;
}

/* --- from a claimed task to its outcome ----------------------------------------------- */

static int prepare(struct rq_dispatch *dispatch, struct rq_work *work, struct rq_error *err)
{
	struct rq_engine *engine;

	/* Each claim counts: more of them than attempts are allowed means that its workers died. */
	if (work->task.attempts > dispatch->options.max_attempts)
		return rq_fail(err, RQ_CRASHED,
			       "%d attempts, and no worker came back from the last",
			       work->task.attempts - 1);
	work->fallback =
	    dispatch->falling_back && strcmp(work->task.engine, RQ_FALLBACK_ENGINE) != 0;
	engine = rq_engines_get(&dispatch->engines,
				work->fallback ? RQ_FALLBACK_ENGINE : work->task.engine, err);
	if (!engine) { /* whatever is missing, a key or a file of models: every task needs it */
		work->proposal.err = *err;
		work->proposal.remedy = RQ_REMEDY_STOP;
		return -1;
	}
	return rq_work_prepare(work, engine, dispatch->hand.pantry, err);
}

static void prepare_claimed(struct rq_dispatch *dispatch)
{
	for (size_t i = 0; i < dispatch->hand.count; i++) {
		struct rq_work *work = dispatch->hand.works[i];
		struct rq_error failure = { 0 };

		if (work->state != RQ_WORK_CLAIMED || prepare(dispatch, work, &failure) == 0)
			continue;
		rq_work_fail(work, dispatch->options.max_attempts, &failure);
		if (work->stops)
			close_down(dispatch, &failure);
	}
}

/* Tasks wait for such a server as long as it takes: somebody should know what for. */
static void tell_unreached(struct rq_dispatch *dispatch, const struct rq_work *work)
{
	bool before = dispatch->unreached;

	if (work->fallback)
		return;
	dispatch->unreached = work->unreached;
	if (work->unreached && !before && dispatch->sink.tell)
		dispatch->sink.tell(work->outcome.failure.message, dispatch->sink.context);
}

static void conclude(struct rq_dispatch *dispatch, struct rq_work *work)
{
	rq_launch_landed(dispatch->launch, work);
	rq_work_conclude(work, dispatch->options.max_attempts);
	tell_unreached(dispatch, work);
	if (!work->fallback)
		rq_canary_note(&dispatch->canary, work->proposed, work->dropped,
			       work->outcome.failure.code);
	if (work->stops)
		close_down(dispatch, &work->outcome.failure);
}

/* Whatever an engine is done with, waiting so long for the first of it. */
static int collect_from(struct rq_dispatch *dispatch, struct rq_engine *engine, int milliseconds,
			int wake_fd, struct rq_error *err)
{
	struct rq_proposal *done;
	int got;

	while ((got = rq_engine_wait(engine, milliseconds, wake_fd, &done, err)) == 1) {
		conclude(dispatch, done->context);
		milliseconds = 0;
	}
	return got;
}

/* How long nothing but an answer can change anything. */
static int patience(const struct rq_dispatch *dispatch)
{
	int64_t next = rq_launch_next(dispatch->launch), left = POLL_MS;

	if (rq_hand_count(&dispatch->hand, RQ_WORK_READY) > 0 && next > 0)
		left = next - rq_store_now(dispatch->store);
	return left < 1 ? 1 : left < POLL_MS ? (int)left : POLL_MS;
}

/* The engine whose answer, or room, the oldest unfinished task waits for. */
static struct rq_engine *awaited(const struct rq_dispatch *dispatch)
{
	for (size_t i = 0; i < dispatch->hand.count; i++)
		if (dispatch->hand.works[i]->state != RQ_WORK_CONCLUDED)
			return dispatch->hand.works[i]->engine;
	return NULL;
}

/* Takes in what is done; waits only when nothing is, and nothing more is to be claimed. */
static int collect(struct rq_dispatch *dispatch, struct rq_error *err)
{
	struct rq_engine *engine;

	for (size_t i = 0; i < dispatch->engines.count; i++)
		if (collect_from(dispatch, dispatch->engines.engine[i], 0, -1, err) == -1)
			return -1;
	engine = awaited(dispatch);
	if (!engine || dispatch->more || rq_hand_count(&dispatch->hand, RQ_WORK_CONCLUDED) > 0)
		return 0;
	return collect_from(dispatch, engine, patience(dispatch), dispatch->options.stop_fd, err);
}

/* Moves everything in hand as far as it goes. -1: the engine itself is broken. */
static int advance(struct rq_dispatch *dispatch, struct rq_error *err)
{
	struct rq_error failure = { 0 };

	prepare_claimed(dispatch);
	if (rq_launch_ready(dispatch->launch, dispatch->hand.works, dispatch->hand.count,
			    dispatch->options.max_attempts, &failure) == -1) {
		if (failure.code == RQ_STORE) {
			*err = failure;
			return -1;
		}
		close_down(dispatch, &failure);
	}
	return collect(dispatch, err);
}

/* --- commit, then say so ---------------------------------------------------------- */

static int hand_out(const struct rq_work *work, void *context, struct rq_error *err)
{
	struct rq_dispatch *dispatch = context;

	if (!work->text)
		return 0;
	rq_wishes_fulfil(&dispatch->wishes, work->task.task_id);
	return dispatch->sink.take(work->text, work->length, work->outcome.ending == RQ_END_DEAD,
				   dispatch->sink.context, err);
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

	while (i < dispatch->wishes.count) {
		const char *task_id = dispatch->wishes.id[i];
		int answered = answer_wish(dispatch, task_id, err);

		if (answered == -1)
			return -1;
		if (answered == 1) {
			*busy = true;
			rq_wishes_fulfil(&dispatch->wishes, task_id);
		} else {
			i++;
		}
	}
	return 0;
}

/* --- a round ------------------------------------------------------------------------- */

static int is_work_left(struct rq_dispatch *dispatch, bool drain, bool *left, struct rq_error *err)
{
	int64_t when = 0;

	if (drain && rq_store_next_due(dispatch->store, &when, err) == -1)
		return -1;
	*left = drain ? when != 0 : dispatch->wishes.count > 0;
	return 0;
}

/* Nothing is in hand: answers what others did, and ends a run that was closed. */
static int rest(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err)
{
	bool left;

	if (answer_wishes(dispatch, busy, err) == -1)
		return -1;
	if (dispatch->close.code == RQ_OK)
		return 0;
	if (is_work_left(dispatch, drain, &left, err) == -1 ||
	    settle_close(dispatch, left, err) == -1)
		return -1;
	*busy = *busy || dispatch->falling_back;
	return 0;
}

int rq_dispatch_turn(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err)
{
	struct rq_error failure = { 0 };

	heed_deadline(dispatch);
	if (rq_hand_keep(&dispatch->hand, err) == -1 || claim(dispatch, drain, err) == -1)
		return -1;
	*busy = dispatch->hand.count > 0;
	(void)advance(dispatch, &failure);
	if (rq_hand_finish(&dispatch->hand, hand_out, dispatch, err) == -1)
		return -1;
	if (failure.code != RQ_OK) {
		*err = failure;
		return -1;
	}
	if (rq_canary_judge(&dispatch->canary, &failure) == -1)
		close_down(dispatch, &failure);
	if (dispatch->hand.count == 0 && (!*busy || dispatch->close.code != RQ_OK))
		return rest(dispatch, drain, busy, err);
	return 0;
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

struct submitted {
	const char *model; /* only its; NULL: of any */
	size_t count;
};

static int count_submitted(const struct rq_batch *batch, void *context, struct rq_error *err)
{
	struct submitted *submitted = context;

	(void)err;
	if (!submitted->model || strcmp(submitted->model, batch->model) == 0)
		submitted->count += (size_t)batch->left;
	return 0;
}

int rq_dispatch_submitted(struct rq_dispatch *dispatch, size_t *count, struct rq_error *err)
{
	const struct rq_dispatch_options *options = &dispatch->options;
	struct submitted submitted = { .model = options->model };
	int result = 0;

	if (!options->engine || rq_engine_is_remote(options->engine))
		result = rq_store_batches(dispatch->store, false, count_submitted, &submitted, err);
	*count = submitted.count;
	return result;
}

/* Answers that are under way may have to be paid: a moment for them. */
static void await_answers(struct rq_dispatch *dispatch)
{
	int64_t until = rq_clock_steady() + GRACE_MS;
	struct rq_error ignored = { 0 };

	while (rq_hand_count(&dispatch->hand, RQ_WORK_RUNNING) > 0 && rq_clock_steady() < until)
		if (collect_from(dispatch, awaited(dispatch), POLL_MS, -1, &ignored) == -1)
			return;
}

int rq_dispatch_close(struct rq_dispatch *dispatch, struct rq_error *err)
{
	struct rq_error stopped = { .code = RQ_INTERRUPTED };
	int result;

	if (!dispatch)
		return 0;
	close_down(dispatch, &stopped);
	await_answers(dispatch);
	for (size_t i = 0; i < dispatch->hand.count; i++)
		if (dispatch->hand.works[i]->state == RQ_WORK_RUNNING)
			rq_work_abandon(dispatch->hand.works[i]);
	result = rq_hand_finish(&dispatch->hand, hand_out, dispatch, err);
	rq_engines_free(&dispatch->engines);
	rq_hand_free(&dispatch->hand);
	rq_launch_free(dispatch->launch);
	rq_wishes_free(&dispatch->wishes);
	free(dispatch);
	return result;
}
