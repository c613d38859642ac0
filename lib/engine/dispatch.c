#include "engine/dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/answer.h"
#include "engine/flow.h"
#include "engine/hand.h"
#include "engine/wish.h"

/*
 * With CLAIM_AHEAD tasks waiting for a permit no more are claimed, so that
 * other processes get their share.
 */
enum { CLAIM_AHEAD = 8 };

struct rq_dispatch {
	struct rq_dispatch_options options;
	struct rq_dispatch_sink sink;
	struct rq_store *store;
	struct rq_hand hand;
	struct rq_wishes wishes;
	struct rq_flow flow;
	size_t run; /* tasks begun so far */
	bool more;  /* the queue gave all that was asked for, and there is room */
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
	dispatch->flow = (struct rq_flow) {
		.hand = &dispatch->hand,
		.launch = rq_launch_new(store, options->budget_microusd, options->deadline),
		.engines.options = &dispatch->options.remote,
		.canary.wanted = options->canary,
		.max_attempts = options->max_attempts,
		.stop_fd = options->stop_fd,
		.tell = sink->tell,
		.context = sink->context,
	};
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

static void heed_deadline(struct rq_dispatch *dispatch)
{
	int64_t deadline = dispatch->options.deadline;
	struct rq_error why = { 0 };

	if (deadline == 0 || dispatch->flow.falling_back || rq_clock_now() < deadline)
		return;
	(void)rq_fail(&why, RQ_AGAIN, "the deadline is reached: work is left");
	rq_flow_close(&dispatch->flow, &why);
}

/* The local engine does what is left, also what would have been tried again later. */
static int fall_back(struct rq_dispatch *dispatch, struct rq_error *err)
{
	size_t count;

	dispatch->flow.falling_back = true;
	dispatch->flow.close = (struct rq_error) { 0 };
	return rq_store_retry(dispatch->store, &(struct rq_filter) { .status = RQ_TASK_RETRY },
			      rq_store_now(dispatch->store), &count, err);
}

/* All that was under way is in: 0 to go on, with the local engine or with nothing, or -1. */
static int settle_close(struct rq_dispatch *dispatch, bool work_is_left, struct rq_error *err)
{
	bool temporary = rq_code_kind(dispatch->flow.close.code) == RQ_TEMPORARY;

	if (temporary && !work_is_left)
		return 0;
	if (temporary && dispatch->options.fallback)
		return fall_back(dispatch, err);
	*err = dispatch->flow.close;
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

	if (dispatch->flow.close.code != RQ_OK || (!drain && dispatch->wishes.count == 0) ||
	    rq_hand_count_before(hand, RQ_WORK_RUNNING) >= CLAIM_AHEAD)
		return 0;
	if (!dispatch->flow.falling_back)
		room = least(room, rq_canary_room(&dispatch->flow.canary, hand->count));
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
	if (dispatch->flow.close.code == RQ_OK)
		return 0;
	if (is_work_left(dispatch, drain, &left, err) == -1 ||
	    settle_close(dispatch, left, err) == -1)
		return -1;
	*busy = *busy || dispatch->flow.falling_back;
	return 0;
}

int rq_dispatch_turn(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err)
{
	struct rq_error failure = { 0 };

	heed_deadline(dispatch);
	if (rq_hand_keep(&dispatch->hand, err) == -1 || claim(dispatch, drain, err) == -1)
		return -1;
	*busy = dispatch->hand.count > 0;
	(void)rq_flow_advance(&dispatch->flow, !dispatch->more, &failure);
	if (rq_hand_finish(&dispatch->hand, hand_out, dispatch, err) == -1)
		return -1;
	if (failure.code != RQ_OK) {
		*err = failure;
		return -1;
	}
	if (rq_canary_judge(&dispatch->flow.canary, &failure) == -1)
		rq_flow_close(&dispatch->flow, &failure);
	if (dispatch->hand.count == 0 && (!*busy || dispatch->flow.close.code != RQ_OK))
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

int rq_dispatch_close(struct rq_dispatch *dispatch, struct rq_error *err)
{
	struct rq_error stopped = { .code = RQ_INTERRUPTED };
	int result;

	if (!dispatch)
		return 0;
	rq_flow_close(&dispatch->flow, &stopped);
	rq_flow_end(&dispatch->flow);
	result = rq_hand_finish(&dispatch->hand, hand_out, dispatch, err);
	rq_flow_free(&dispatch->flow);
	rq_hand_free(&dispatch->hand);
	rq_wishes_free(&dispatch->wishes);
	free(dispatch);
	return result;
}
