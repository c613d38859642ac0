#include "engine/flow.h"

#include <string.h>

#include "base/clock.h"
#include "engine/work.h"

/*
 * POLL_MS: how long nothing is looked at but answers. CONCLUDE_MS: how long answers are
 * concluded before it is looked who else has landed. GATHER_MS: how long the first that has landed
 * waits for others to be committed with. GRACE_MS: how long a run that is told to stop
 * waits for answers that are under way.
 */
enum { POLL_MS = 100, CONCLUDE_MS = 20, GATHER_MS = 100, GRACE_MS = 5000 };

void rq_flow_free(struct rq_flow *flow)
{
	rq_engines_free(&flow->engines);
	rq_launch_free(flow->launch);
}

void rq_flow_close(struct rq_flow *flow, const struct rq_error *why)
{
	if (flow->close.code == RQ_OK)
		flow->close = *why;
	for (size_t i = 0; i < flow->hand->count; i++)
		if (flow->hand->works[i]->state < RQ_WORK_RUNNING)
			rq_work_give_back(flow->hand->works[i]);
}

/* --- prepared ------------------------------------------------------------------------- */

static int prepare(struct rq_flow *flow, struct rq_work *work, struct rq_error *err)
{
	struct rq_engine *engine;

	/* Each claim counts: more of them than attempts are allowed means that its workers died. */
	if (work->task.attempts > flow->max_attempts)
		return rq_fail(err, RQ_CRASHED,
			       "%d attempts, and no worker came back from the last",
			       work->task.attempts - 1);
	work->fallback = flow->falling_back && strcmp(work->task.engine, RQ_FALLBACK_ENGINE) != 0;
	engine = rq_engines_get(&flow->engines,
				work->fallback ? RQ_FALLBACK_ENGINE : work->task.engine, err);
	if (!engine) { /* whatever is missing, a key or a file of models: every task needs it */
		work->proposal.err = *err;
		work->proposal.remedy = RQ_REMEDY_STOP;
		return -1;
	}
	return rq_work_prepare(work, engine, flow->hand->pantry, err);
}

static void prepare_claimed(struct rq_flow *flow)
{
	for (size_t i = 0; i < flow->hand->count; i++) {
		struct rq_work *work = flow->hand->works[i];
		struct rq_error failure = { 0 };

		if (work->state != RQ_WORK_CLAIMED || prepare(flow, work, &failure) == 0)
			continue;
		rq_work_fail(work, flow->max_attempts, &failure);
		if (work->stops)
			rq_flow_close(flow, &failure);
	}
}

/* --- started ---------------------------------------------------------------------------- */

static int start_ready(struct rq_flow *flow, struct rq_error *err)
{
	struct rq_error failure = { 0 };

	if (rq_launch_ready(flow->launch, flow->hand->works, flow->hand->count, flow->max_attempts,
			    &failure) == 0)
		return 0;
	if (failure.code == RQ_STORE) {
		*err = failure;
		return -1;
	}
	rq_flow_close(flow, &failure);
	return 0;
}

/* --- landed ------------------------------------------------------------------------------- */

/* Whatever an engine is done with, waiting so long for the first of it. */
static int land_from(struct rq_flow *flow, struct rq_engine *engine, int milliseconds, int wake_fd,
		     struct rq_error *err)
{
	struct rq_proposal *done;
	int got;

	while ((got = rq_engine_wait(engine, milliseconds, wake_fd, &done, err)) == 1) {
		struct rq_work *work = done->context;

		if (rq_hand_count(flow->hand, RQ_WORK_LANDED) == 0)
			flow->landed = rq_clock_steady();
		work->state = RQ_WORK_LANDED;
		rq_launch_landed(flow->launch, work);
		milliseconds = 0;
	}
	return got;
}

static int land_all(struct rq_flow *flow, struct rq_error *err)
{
	for (size_t i = 0; i < flow->engines.count; i++)
		if (land_from(flow, flow->engines.engine[i], 0, -1, err) == -1)
			return -1;
	return 0;
}

static int64_t least(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

/* How long nothing but an answer can change anything. */
static int patience(const struct rq_flow *flow)
{
	int64_t next = rq_launch_next(flow->launch), left = POLL_MS;

	if (rq_hand_count(flow->hand, RQ_WORK_READY) > 0 && next > 0)
		left = next - rq_store_now(flow->hand->store);
	if (rq_hand_count(flow->hand, RQ_WORK_LANDED) > 0)
		left = least(left, flow->landed + GATHER_MS - rq_clock_steady());
	return left < 1 ? 1 : left < POLL_MS ? (int)left : POLL_MS;
}

/* The engine whose answer, or room, the oldest task waits for. */
static struct rq_engine *awaited(const struct rq_flow *flow)
{
	for (size_t i = 0; i < flow->hand->count; i++)
		if (flow->hand->works[i]->state <= RQ_WORK_RUNNING)
			return flow->hand->works[i]->engine;
	return NULL;
}

static int await(struct rq_flow *flow, int milliseconds, int wake_fd, struct rq_error *err)
{
	struct rq_engine *engine = awaited(flow);

	return engine ? land_from(flow, engine, milliseconds, wake_fd, err) : 0;
}

/* --- concluded ---------------------------------------------------------------------------- */

/* Tasks wait for such a server as long as it takes: somebody should know what for. */
static void tell_unreached(struct rq_flow *flow, const struct rq_work *work)
{
	bool before = flow->unreached;

	if (work->fallback)
		return;
	flow->unreached = work->unreached;
	if (work->unreached && !before && flow->tell)
		flow->tell(work->outcome.failure.message, flow->context);
}

static void conclude(struct rq_flow *flow, struct rq_work *work)
{
	rq_work_conclude(work, flow->max_attempts);
	tell_unreached(flow, work);
	if (!work->fallback)
		rq_canary_note(&flow->canary, work->proposed, work->dropped,
			       work->outcome.failure.code);
	if (work->stops)
		rq_flow_close(flow, &work->outcome.failure);
}

/*
 * What a server says by a failure, to wait first of all, holds for all once it is committed: so
 * until then nothing is started. Whether any had failed.
 */
static bool conclude_failed(struct rq_flow *flow)
{
	bool any = false;

	for (size_t i = 0; i < flow->hand->count; i++) {
		struct rq_work *work = flow->hand->works[i];

		if (work->state != RQ_WORK_LANDED || work->proposal.err.code == RQ_OK)
			continue;
		conclude(flow, work);
		any = true;
	}
	return any;
}

/*
 * A commit is dear. While tasks wait for a limit that time alone makes room in, and soon, answers
 * wait for one another; what they give back of other limits is to be had at once.
 */
static bool may_gather(const struct rq_flow *flow)
{
	int64_t next = rq_launch_next(flow->launch);

	return rq_hand_count(flow->hand, RQ_WORK_READY) > 0 && next > 0 &&
	       next <= rq_store_now(flow->hand->store) + GATHER_MS &&
	       rq_hand_count(flow->hand, RQ_WORK_RUNNING) > 0 &&
	       rq_clock_steady() < flow->landed + GATHER_MS;
}

/* As many as have landed; of many no more than a moment's, when others are still under way. */
static void conclude_landed(struct rq_flow *flow)
{
	bool others = rq_hand_count(flow->hand, RQ_WORK_RUNNING) > 0;
	int64_t until = rq_clock_steady() + CONCLUDE_MS;

	for (size_t i = 0; i < flow->hand->count; i++) {
		if (flow->hand->works[i]->state != RQ_WORK_LANDED)
			continue;
		conclude(flow, flow->hand->works[i]);
		if (others && rq_clock_steady() > until)
			return;
	}
}

int rq_flow_advance(struct rq_flow *flow, bool patient, struct rq_error *err)
{
	prepare_claimed(flow);
	if (land_all(flow, err) == -1)
		return -1;
	if (conclude_failed(flow))
		return 0;
	/* Some engines are done at once. */
	if (start_ready(flow, err) == -1 || land_all(flow, err) == -1)
		return -1;
	if (rq_hand_count(flow->hand, RQ_WORK_LANDED) > 0 && !may_gather(flow))
		conclude_landed(flow);
	else if (patient && rq_hand_count(flow->hand, RQ_WORK_CONCLUDED) == 0)
		return await(flow, patience(flow), flow->stop_fd, err);
	return 0;
}

void rq_flow_end(struct rq_flow *flow)
{
	int64_t until = rq_clock_steady() + GRACE_MS;
	struct rq_error ignored = { 0 };

	/* Of all engines: one that is slow, or broken, keeps no other's answers from landing. */
	while (land_all(flow, &ignored) == 0 && rq_hand_count(flow->hand, RQ_WORK_RUNNING) > 0 &&
	       rq_clock_steady() < until && await(flow, POLL_MS, -1, &ignored) == 0)
		;
	for (size_t i = 0; i < flow->hand->count; i++) {
		struct rq_work *work = flow->hand->works[i];

		if (work->state == RQ_WORK_LANDED)
			conclude(flow, work);
		else if (work->state == RQ_WORK_RUNNING)
			rq_work_abandon(work);
	}
}
