#include "engine/launch.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/money.h"
#include "engine/warmth.h"
#include "store/breaker.h"

/*
 * ASK_AT_ONCE: permits of one transaction. Without a deadline a permit that is
 * further away than PATIENCE_MS is not awaited: it is a limit of the day. What a limit refused is
 * asked for again after ASK_AGAIN_MS at the earliest, for a commit each is dear.
 */
enum { MAX_LANES = 16, ASK_AT_ONCE = 64, ASK_AGAIN_MS = 100, PATIENCE_MS = 10 * 60 * 1000 };

/* The tasks whose permits come from the same limits. */
struct lane {
	const struct rq_terms *terms;
	int64_t next;  /* ms: not before that time; 0: at once */
	int64_t again; /* the same on the steady clock, for the other may be set back */
	bool stuck;    /* only what its calls under way give back may help */
	int failures;  /* of the server, one after another */
};

struct rq_launch {
	struct rq_store *store;
	struct rq_warmth *warmth;
	int64_t budget_microusd;
	int64_t deadline; /* by the store's clock; 0: none */
	struct lane lanes[MAX_LANES];
	size_t lane_count;
};

struct rq_launch *rq_launch_new(struct rq_store *store, int64_t budget_microusd, int64_t deadline)
{
	struct rq_launch *launch = rq_alloc(1, sizeof *launch);

	launch->store = store;
	launch->warmth = rq_warmth_new();
	launch->budget_microusd = budget_microusd;
	if (deadline > 0)
		launch->deadline = rq_store_now(store) + (deadline - rq_clock_now());
	return launch;
}

void rq_launch_free(struct rq_launch *launch)
{
	if (!launch)
		return;
	rq_warmth_free(launch->warmth);
	free(launch);
}

/* Terms are the engine's, one for each scope, so their address tells lanes apart. */
static struct lane *lane_of(struct rq_launch *launch, const struct rq_terms *terms,
			    struct rq_error *err)
{
	for (size_t i = 0; i < launch->lane_count; i++)
		if (launch->lanes[i].terms == terms)
			return &launch->lanes[i];
	if (launch->lane_count == MAX_LANES) {
		(void)rq_fail(err, RQ_USAGE, "more than %d models in one run", MAX_LANES);
		return NULL;
	}
	launch->lanes[launch->lane_count] = (struct lane) { .terms = terms };
	return &launch->lanes[launch->lane_count++];
}

static int start(struct rq_launch *launch, struct rq_work *work, struct rq_error *err)
{
	if (rq_engine_start(work->engine, &work->proposal, err) == -1)
		return -1;
	work->state = RQ_WORK_RUNNING;
	if (work->proposal.warms)
		rq_warmth_sent(launch->warmth, &work->task, rq_clock_now());
	return 0;
}

static bool is_same_posting(const struct rq_task *one, const struct rq_task *other)
{
	return strcmp(one->job_version, other->job_version) == 0 &&
	       strcmp(one->recipe, other->recipe) == 0;
}

/* Whether the task must let the first of its posting go ahead. */
static bool has_to_wait(const struct rq_launch *launch, const struct rq_work *work,
			struct rq_work **chosen, size_t count)
{
	enum rq_warmth_state state;

	if (!work->proposal.warms)
		return false;
	state = rq_warmth_of(launch->warmth, &work->task, rq_clock_now());
	for (size_t i = 0; state == RQ_COLD && i < count; i++)
		if (is_same_posting(&chosen[i]->task, &work->task))
			return true;
	return state == RQ_WARMING;
}

static size_t count_of(const struct lane *lane, struct rq_work *const *works, size_t count,
		       enum rq_work_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += works[i]->state == state && works[i]->proposal.terms == lane->terms;
	return found;
}

/*
 * The ready tasks of a lane that may ask for a permit, as many as their engine has room for. What
 * has landed leaves its room to others when it is committed: a crash may cost as many calls
 * as may be under way, and no more.
 */
static size_t choose(const struct rq_launch *launch, const struct lane *lane,
		     struct rq_work **works, size_t count, struct rq_work *chosen[ASK_AT_ONCE])
{
	size_t found = 0, landed = count_of(lane, works, count, RQ_WORK_LANDED);

	for (size_t i = 0; i < count && found < ASK_AT_ONCE; i++) {
		struct rq_work *work = works[i];

		if (work->state != RQ_WORK_READY || work->proposal.terms != lane->terms)
			continue;
		if (found + landed >= rq_engine_room(work->engine, &work->proposal))
			break;
		if (!has_to_wait(launch, work, chosen, found))
			chosen[found++] = work;
	}
	return found;
}

/* A call holds all that it may take until it is answered, and gives back what it did not. */
static bool is_under_way(const struct lane *lane, struct rq_work *const *works, size_t count)
{
	return count_of(lane, works, count, RQ_WORK_RUNNING) > 0;
}

/* What a refusal means for the run, when nothing is given back any more. */
static int heed(const struct rq_launch *launch, const struct lane *lane,
		const struct rq_permit *permit, int64_t now, struct rq_error *err)
{
	int64_t until = launch->deadline > 0 ? launch->deadline : now + PATIENCE_MS;
	char when[RQ_TIME_SIZE], money[RQ_MONEY_SIZE];

	if (permit->why == RQ_REFUSED_BUDGET)
		return rq_fail(err, RQ_OVER_BUDGET,
			       "the day's budget of %s is used up: work is left",
			       rq_money_format(launch->budget_microusd, money));
	if (lane->next <= until)
		return 0;
	(void)rq_clock_format(lane->next, when);
	if (permit->why == RQ_REFUSED_BREAKER)
		return rq_fail(err, RQ_AGAIN, "%s fails, not to be asked before %s: work is left",
			       lane->terms->scope, when);
	return rq_fail(err, RQ_AGAIN, "a limit of %s is used up until %s: work is left",
		       lane->terms->scope, when);
}

/* No waiting helps: too large for the limits, or no longer ours. */
static void fail_refused(struct rq_work *work, enum rq_refusal_reason why, int max_attempts)
{
	const struct rq_need *need = &work->proposal.need;
	struct rq_error failure = { 0 };

	if (why == RQ_REFUSED_LOST)
		(void)rq_fail(&failure, RQ_LEASE_LOST, "somebody else has the task by now");
	else
		(void)rq_fail(&failure, RQ_TOO_LARGE,
			      "needs %lld tokens at once, more than the limits of %s ever allow",
			      (long long)need->input_tokens + need->output_tokens,
			      work->proposal.terms->scope);
	rq_engine_drop(work->engine, &work->proposal);
	rq_work_fail(work, max_attempts, &failure);
}

/*
 * A permit that was long on its way, over a server that crashed, is no good any more: with
 * those that others got meanwhile the calls would be too many at once.
 */
static int use_permit(struct rq_launch *launch, struct rq_work *work, bool fresh,
		      const struct rq_permit *permit, struct rq_error *err)
{
	work->probe = permit->probe;
	if (fresh)
		return start(launch, work, err);
	rq_work_give_back(work);
	return 0;
}

/* now by the store's clock is asked by the steady one. */
static void put_off(struct lane *lane, int64_t now, int64_t asked)
{
	if (lane->next > 0 && lane->next < now + ASK_AGAIN_MS)
		lane->next = now + ASK_AGAIN_MS;
	lane->again = asked + (lane->next - now);
}

static int launch_lane(struct rq_launch *launch, struct lane *lane, struct rq_work **works,
		       size_t count, int max_attempts, struct rq_error *err)
{
	struct rq_work *chosen[ASK_AT_ONCE];
	struct rq_permit permits[ASK_AT_ONCE];
	struct rq_take take = {
		.scope = lane->terms->scope,
		.limits = lane->terms->limits,
		.budget_microusd = launch->budget_microusd,
		.now = rq_store_now(launch->store),
	};
	int64_t asked = rq_clock_steady();
	size_t found;
	bool fresh;

	if (lane->next > take.now && asked < lane->again)
		return 0;
	lane->next = 0;
	found = choose(launch, lane, works, count, chosen);
	if (found == 0)
		return 0;
	for (size_t i = 0; i < found; i++)
		permits[i] = (struct rq_permit) { .task = &chosen[i]->task,
						  .need = chosen[i]->proposal.need,
						  .digest = chosen[i]->proposal.digest };
	if (rq_store_take(launch->store, &take, permits, found, &lane->next, err) == -1)
		return -1;
	put_off(lane, take.now, asked);
	fresh = rq_clock_steady() - asked <= rq_limits_freshness(&lane->terms->limits);
	for (size_t i = 0; i < found; i++) {
		if (permits[i].granted &&
		    use_permit(launch, chosen[i], fresh, &permits[i], err) == -1)
			return -1;
		if (permits[i].why == RQ_REFUSED_NEVER || permits[i].why == RQ_REFUSED_LOST)
			fail_refused(chosen[i], permits[i].why, max_attempts);
		else if (!permits[i].granted) {
			lane->stuck = is_under_way(lane, works, count);
			return lane->stuck ? 0 : heed(launch, lane, &permits[i], take.now, err);
		}
	}
	return 0;
}

int rq_launch_ready(struct rq_launch *launch, struct rq_work **works, size_t count,
		    int max_attempts, struct rq_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct rq_terms *terms = works[i]->proposal.terms;

		if (works[i]->state != RQ_WORK_READY)
			continue;
		if (terms ? !lane_of(launch, terms, err) : start(launch, works[i], err) == -1)
			return -1;
	}
	for (size_t i = 0; i < launch->lane_count; i++)
		if (launch_lane(launch, &launch->lanes[i], works, count, max_attempts, err) == -1)
			return -1;
	return 0;
}

int64_t rq_launch_next(const struct rq_launch *launch)
{
	int64_t next = 0;

	for (size_t i = 0; i < launch->lane_count; i++)
		if (launch->lanes[i].next > 0 && (next == 0 || launch->lanes[i].next < next))
			next = launch->lanes[i].next;
	return next;
}

/*
 * The first failures of a server count as attempts, for a request may bring a server down by
 * itself. When those of others fail as well, one after another, no task is to blame.
 */
static void note_health(struct lane *lane, struct rq_work *work)
{
	struct rq_proposal *proposal = &work->proposal;

	if (proposal->settlement.endpoint == RQ_ENDPOINT_WELL)
		lane->failures = 0;
	if (proposal->settlement.endpoint != RQ_ENDPOINT_ILL)
		return;
	if ((work->probe || lane->failures >= RQ_BREAKER_FAILURES) &&
	    proposal->remedy == RQ_REMEDY_RETRY)
		proposal->remedy = RQ_REMEDY_AWAIT;
	lane->failures++;
}

void rq_launch_landed(struct rq_launch *launch, struct rq_work *work)
{
	for (size_t i = 0; i < launch->lane_count; i++) {
		struct lane *lane = &launch->lanes[i];

		if (lane->terms != work->proposal.terms)
			continue;
		if (lane->stuck && lane->next > rq_store_now(launch->store) + ASK_AGAIN_MS)
			lane->next = 0; /* what it held may help earlier than time does */
		note_health(lane, work);
	}
	if (work->proposal.warms)
		rq_warmth_answered(launch->warmth, &work->task, work->proposal.err.code == RQ_OK,
				   rq_clock_now());
}
