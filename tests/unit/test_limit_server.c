/*
 * The real limiter against a server in virtual time: 1,000 tasks through 64
 * slots. The server has its own buckets, in floating point, charges what was
 * asked for when a call arrives, refuses what does not fit, and either gives back
 * what was not used or does not. Calls take their time to get there and back.
 */

#include <math.h>
#include <stdlib.h>

#include "unit.h"

#include "store/scope.h"

#define NOW INT64_C(1795000000000)

enum { MAX_SLOTS = 256 };

struct plan { /* of a run */
	double tpm, rpm;
	int tasks, slots, cap; /* cap: the most tokens that an answer may have */
	double own;            /* the user's limit of tokens; 0: the server's */
	bool refunds;
	bool early;  /* what is left is told as of the arrival, not of the end */
	bool nearby; /* short ways, little to read and to say */
};

struct outcome {
	double seconds;
	int refused, calls;
	double used, charged; /* tokens of answers; tokens asked for */
};

enum phase { IDLE, TO_SERVER, AT_SERVER, TO_CLIENT };

struct slot {
	enum phase phase;
	int64_t at; /* when the phase ends */
	int input, output;
	struct rq_grant grant;
	struct rq_settlement settlement;
	struct rq_need used;
	bool refused, failed;
};

struct run {
	const struct plan *plan;
	struct rq_scope scope;
	struct slot slots[MAX_SLOTS];
	double tokens, requests; /* in the server's buckets */
	int64_t now, served_at, asks_at;
	int left; /* tasks not begun */
	int done;
	struct outcome outcome;
	uint64_t random;
};

static double chance(struct run *run)
{
	run->random ^= run->random << 13;
	run->random ^= run->random >> 7;
	run->random ^= run->random << 17;
	return (double)(run->random >> 11) / 9007199254740992.0;
}

/* Twelve of them make a normal distribution, near enough. */
static double normal(struct run *run)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += chance(run);
	return sum;
}

static int64_t delay(struct run *run)
{
	if (run->plan->nearby)
		return 1 + (int64_t)(chance(run) * 60);
	return 5 + (int64_t)(chance(run) * 110);
}

/* --- the server -------------------------------------------------------------- */

static void refill(struct run *run)
{
	double minutes = (double)(run->now - run->served_at) / 60000;

	run->served_at = run->now;
	run->tokens = fmin(run->plan->tpm, run->tokens + minutes * run->plan->tpm);
	run->requests = fmin(run->plan->rpm, run->requests + minutes * run->plan->rpm);
}

static void tell(struct run *run, struct slot *slot)
{
	slot->settlement.told = true;
	slot->settlement.remaining_tokens = (int64_t)run->tokens;
	slot->settlement.limit_tokens = (int64_t)run->plan->tpm;
	slot->settlement.remaining_requests = (int64_t)run->requests;
}

static int64_t latency(struct run *run, const struct slot *slot)
{
	if (run->plan->nearby)
		return (int64_t)(600 * exp(0.5 * normal(run)));
	return 200 + (int64_t)(chance(run) * 300 + slot->output / 0.45);
}

static void arrive(struct run *run, struct slot *slot)
{
	double asked = slot->input + run->plan->cap;

	refill(run);
	run->outcome.calls++;
	slot->refused = run->requests < 1 || run->tokens < asked;
	if (slot->refused) {
		double wait = fmax((asked - run->tokens) / run->plan->tpm,
				   (1 - run->requests) / run->plan->rpm);

		run->outcome.refused++;
		slot->settlement = (struct rq_settlement) { .charge = RQ_CHARGE_NONE,
							    .gate = (int64_t)(wait * 60000) + 10 };
		tell(run, slot);
		slot->phase = TO_CLIENT;
		slot->at = run->now + delay(run);
		return;
	}
	run->tokens -= asked;
	run->requests -= 1;
	run->outcome.charged += asked;
	slot->settlement = (struct rq_settlement) { .charge = RQ_CHARGE_USAGE };
	if (run->plan->early)
		tell(run, slot);
	slot->phase = AT_SERVER;
	slot->at = run->now + latency(run, slot);
}

static void answer(struct run *run, struct slot *slot)
{
	refill(run);
	if (run->plan->refunds)
		run->tokens = fmin(run->plan->tpm, run->tokens + run->plan->cap - slot->output);
	if (!run->plan->early)
		tell(run, slot);
	run->outcome.used += slot->input + slot->output;
	slot->failed = chance(run) < 0.01;
	slot->used = (struct rq_need) { 1, slot->input, slot->output, 0 };
	slot->phase = TO_CLIENT;
	slot->at = run->now + delay(run);
}

/* --- the client ---------------------------------------------------------------- */

static void receive(struct run *run, struct slot *slot)
{
	const struct rq_need none = { 0 };

	rq_scope_settle(&run->scope, &slot->grant, slot->refused ? &none : &slot->used,
			&slot->settlement, run->now);
	slot->phase = IDLE;
	if (slot->refused || slot->failed)
		run->left++;
	else
		run->done++;
	run->outcome.seconds = (double)(run->now - NOW) / 1000;
	run->asks_at = run->now;
}

static int draw_input(struct run *run)
{
	return run->plan->nearby ? 500 + (int)(chance(run) * 300)
				 : 3000 + (int)(chance(run) * 2000);
}

static int draw_output(struct run *run)
{
	double middle = run->plan->nearby ? 6 : 7.2;

	return (int)fmin(0.96 * run->plan->cap, exp(middle + 0.35 * normal(run)));
}

static void ask(struct run *run)
{
	for (int i = 0; i < run->plan->slots && run->left > 0; i++) {
		struct slot *slot = &run->slots[i];
		enum rq_refusal_reason why;
		struct rq_need need;
		int64_t wait;

		if (slot->phase != IDLE)
			continue;
		slot->input = slot->input ? slot->input : draw_input(run);
		need = (struct rq_need) { 1, slot->input, run->plan->cap, 0 };
		rq_scope_advance(&run->scope, run->now);
		wait = rq_scope_wait(&run->scope, &need, run->now, &why);
		assert_int_not_equal(why, RQ_REFUSED_NEVER);
		if (wait > 0) {
			run->asks_at = run->now + wait;
			return;
		}
		slot->grant = rq_scope_grant(&run->scope, &need);
		slot->output = draw_output(run);
		slot->phase = TO_SERVER;
		slot->at = run->now + delay(run);
		run->left--;
	}
	run->asks_at = INT64_MAX;
}

/* --- both ------------------------------------------------------------------------ */

static void step(struct run *run, struct slot *slot)
{
	if (slot->phase == TO_SERVER)
		arrive(run, slot);
	else if (slot->phase == AT_SERVER)
		answer(run, slot);
	else
		receive(run, slot);
	if (slot->phase == IDLE && !slot->refused)
		slot->input = 0; /* the next task's is drawn anew */
}

static struct outcome simulate(const struct plan *plan, uint64_t seed)
{
	struct run *run = calloc(1, sizeof *run);
	struct outcome outcome;

	run->plan = plan;
	run->tokens = plan->tpm;
	run->requests = plan->rpm;
	run->now = run->served_at = run->asks_at = NOW;
	run->left = plan->tasks;
	run->random = seed * UINT64_C(0x9e3779b97f4a7c15);
	run->scope.limits.rate[RQ_TPM] = (int64_t)(plan->own > 0 ? plan->own : plan->tpm);
	run->scope.limits.rate[RQ_RPM] = (int64_t)plan->rpm;
	while (run->done < plan->tasks) {
		struct slot *next = NULL;

		for (int i = 0; i < plan->slots; i++)
			if (run->slots[i].phase != IDLE && (!next || run->slots[i].at < next->at))
				next = &run->slots[i];
		assert_true(next || run->asks_at != INT64_MAX);
		if (next && next->at <= run->asks_at) {
			run->now = next->at;
			step(run, next);
		} else {
			run->now = run->asks_at;
			ask(run);
		}
	}
	outcome = run->outcome;
	free(run);
	return outcome;
}

/* Of the time in which the server would have let through as many tokens, how much was taken. */
static void assert_good(const char *name, const struct plan *plan, double least, int refused)
{
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct outcome outcome = simulate(plan, seed);
		double tokens = plan->refunds ? outcome.used : outcome.charged;
		double share = (tokens - plan->tpm) / plan->tpm * 60 / (outcome.seconds - 4);

		print_message("%s: %.0f s, %.1f %% of the limit, %d refused, %d calls\n", name,
			      outcome.seconds, 100 * share, outcome.refused, outcome.calls);
		assert_in_range(outcome.refused, 0, refused);
		assert_true(share >= least);
		assert_in_range(outcome.calls - outcome.refused, plan->tasks,
				plan->tasks * 103 / 100 + 3);
	}
}

static void a_server_that_refunds(void **state)
{
	struct plan plan = { 250000, 1000, 1000, 64, 2500, .refunds = true };

	(void)state;
	assert_good("refunds", &plan, 0.97, 0);
}

static void a_server_that_does_not_refund(void **state)
{
	struct plan plan = { 250000, 1000, 1000, 64, 2500, .refunds = false };

	(void)state;
	assert_good("does not refund", &plan, 0.97, 0);
}

static void what_is_left_told_as_of_the_arrival(void **state)
{
	struct plan plan = { 250000, 1000, 1000, 64, 2500, .refunds = false, .early = true };

	(void)state;
	assert_good("told early", &plan, 0.97, 5);
	plan.refunds = true;
	assert_good("told early, refunds", &plan, 0.97, 5);
}

static void a_server_nearby(void **state)
{
	struct plan plan = { 300000, 1e6, 600, 256, 2500, .refunds = true, .nearby = true };

	(void)state;
	assert_good("nearby, refunds", &plan, 0.97, 0);
	plan.refunds = false;
	assert_good("nearby, does not refund", &plan, 0.97, 0);
	plan.early = true; /* all of the first bucket is asked for before anything was told */
	assert_good("nearby, told early", &plan, 0.97, 25);
}

/* Of what the server takes, the user allows half: what is left there is no reason to take more. */
static void a_limit_of_the_user_below_that_of_the_server(void **state)
{
	struct plan plan = { 600000,          1e6,           600, 256, 2500, .own = 300000,
			     .refunds = true, .nearby = true };

	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct outcome outcome = simulate(&plan, seed);

		assert_int_equal(outcome.refused, 0);
		assert_true(outcome.used <= plan.own * (1 + outcome.seconds / 60));
	}
}

static void a_small_plan(void **state)
{
	struct plan plan = { 8000, 30, 60, 8, 2500, .refunds = true };

	(void)state;
	assert_good("small", &plan, 0.97, 0);
	plan.refunds = false;
	assert_good("small, does not refund", &plan, 0.97, 0);
}

static void many_requests_of_few_tokens(void **state)
{
	struct plan plan = { 1e9, 1000, 1000, 64, 50, .refunds = false };

	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++)
		assert_int_equal(simulate(&plan, seed).refused, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_refunds),
		cmocka_unit_test(a_server_that_does_not_refund),
		cmocka_unit_test(what_is_left_told_as_of_the_arrival),
		cmocka_unit_test(a_server_nearby),
		cmocka_unit_test(a_limit_of_the_user_below_that_of_the_server),
		cmocka_unit_test(a_small_plan),
		cmocka_unit_test(many_requests_of_few_tokens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
