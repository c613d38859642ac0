#include "unit.h"

#include "base/limits.h"
#include "store/limit.h"

#define NOW INT64_C(1795000000000)
#define MINUTE INT64_C(60000)
#define DAY (INT64_C(24) * 60 * MINUTE)

static const int64_t periods[RQ_DIMENSIONS] = {
	[RQ_RPS] = 1000,  [RQ_RPM] = 60000,    [RQ_RPH] = 3600000, [RQ_RPD] = 86400000,
	[RQ_TPM] = 60000, [RQ_TPD] = 86400000, [RQ_ITPM] = 60000,  [RQ_OTPM] = 60000,
};

static uint64_t state;

static int64_t between(int64_t least, int64_t most)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return least + (int64_t)(state % (uint64_t)(most - least + 1));
}

/* --- as text ------------------------------------------------------------------ */

static void limits_are_read_by_name(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPD] = 7 } };
	struct rq_error err = { 0 };

	(void)unused;
	assert_int_equal(rq_limits_parse("rps=30,rpm=1000,tpm=250000,otpm=1", &limits, &err), 0);
	assert_int_equal(limits.rate[RQ_RPS], 30);
	assert_int_equal(limits.rate[RQ_RPM], 1000);
	assert_int_equal(limits.rate[RQ_TPM], 250000);
	assert_int_equal(limits.rate[RQ_OTPM], 1);
	assert_int_equal(limits.rate[RQ_RPD], 7);
	assert_int_equal(limits.rate[RQ_RPH], 0);
}

static void a_permit_is_fresh_as_long_as_its_shortest_margin_lasts(void **unused)
{
	struct rq_limits limits = { 0 };

	(void)unused;
	assert_true(rq_limits_freshness(&limits) == INT64_MAX);
	for (int i = RQ_DIMENSIONS - 1; i >= 0; i--) {
		limits.rate[i] = 1;
		assert_int_equal(rq_limits_freshness(&limits), i == RQ_RPS ? 200 : 1000);
	}
}

static void the_largest_rate_is_one(void **unused)
{
	struct rq_limits limits = { 0 };
	struct rq_error err = { 0 };

	(void)unused;
	assert_int_equal(rq_limits_parse("tpd=10000000000", &limits, &err), 0);
	assert_int_equal(limits.rate[RQ_TPD], RQ_MAX_RATE);
}

static void zeros_in_front_of_a_rate_say_nothing(void **unused)
{
	struct rq_limits limits = { 0 };
	struct rq_error err = { 0 };

	(void)unused;
	assert_int_equal(rq_limits_parse("rpm=030", &limits, &err), 0);
	assert_int_equal(limits.rate[RQ_RPM], 30);
}

static void a_need_over_any_bucket_is_never_met(void **unused)
{
	const struct rq_need need = { .requests = 2, .input_tokens = 2, .output_tokens = 2 };

	(void)unused;
	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		struct rq_limits limits = { 0 };
		int64_t amount = rq_need_of(&need, (enum rq_dimension)i);

		limits.rate[i] = amount;
		assert_false(rq_meter_never(&limits, &need));
		limits.rate[i] = amount - 1;
		assert_true(rq_meter_never(&limits, &need));
	}
}

static void what_is_no_limit_is_refused(void **unused)
{
	static const char *const wrong[] = {
		"",        "rpm",     "rpm=",   "rpm=0",           "rpm=-1",
		"rpm=+1",  "rpm= 1",  "rpm=1x", "rpm=1,",          ",rpm=1",
		"xpm=1",   "rp=1",    "rpmm=1", "rpm=1;tpm=1",     "RPM=1",
		"rpm=1e3", "rpm=1.5", "rpm==1", "rpm=10000000001", "rpm=99999999999999999999999999",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct rq_limits limits = { 0 };
		struct rq_error err = { 0 };

		assert_int_equal(rq_limits_parse(wrong[i], &limits, &err), -1);
		assert_int_equal(err.code, RQ_USAGE);
	}
}

static void what_the_user_says_counts_more_than_the_server_and_that_more_than_a_table(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPM] = 30, [RQ_RPD] = 1000, [RQ_TPM] = 8000 } };
	struct rq_limits server = { .rate = { [RQ_RPD] = 14400, [RQ_TPM] = 6000 } };
	struct rq_limits user = { .rate = { [RQ_TPM] = 20000 } };

	(void)unused;
	rq_limits_merge(&limits, &server);
	rq_limits_merge(&limits, &user);
	assert_int_equal(limits.rate[RQ_RPM], 30);
	assert_int_equal(limits.rate[RQ_RPD], 14400);
	assert_int_equal(limits.rate[RQ_TPM], 20000);
	server.rate[RQ_TPM] = INT64_MAX;
	rq_limits_merge(&limits, &server);
	assert_int_equal(limits.rate[RQ_TPM], RQ_MAX_RATE);
}

/* --- the meter against counting ------------------------------------------------- */

enum { CALLS = 1500, PROCESSES = 5 };

struct call {
	int64_t at;
	struct rq_need need;
};

/*
 * A bucket of one period's amount that is refilled all the time lets through, in
 * any stretch of time, no more than a period's amount and what the stretch refills.
 * Counted here over every pair of calls.
 */
static void assert_within(const struct rq_limits *limits, const struct call *calls, size_t count)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		int64_t rate = limits->rate[i], period = periods[i];

		for (size_t first = 0; rate > 0 && first < count; first++) {
			int64_t sum = 0;

			for (size_t last = first; last < count; last++) {
				int64_t stretch = calls[last].at - calls[first].at;

				sum += rq_need_of(&calls[last].need, (enum rq_dimension)i);
				if (sum * period > rate * (period + stretch))
					fail_msg("dimension %d: %lld in %lld ms", i, (long long)sum,
						 (long long)stretch);
			}
		}
	}
}

/* Each process reads the clock, and gets its turn a moment later. */
static size_t run_processes(const struct rq_limits *limits, int64_t until, int64_t largest,
			    struct call *calls)
{
	struct rq_meter meter = { 0 };
	int64_t wakes[PROCESSES] = { 0 }, now = NOW;
	size_t count = 0;

	while (count < CALLS && now < until) {
		int who = (int)between(0, PROCESSES - 1);
		struct rq_need need = { 1, between(1, largest), between(1, largest), 0 };
		int64_t wait, read_at = now - between(0, 50);

		now += between(0, 3);
		if (wakes[who] > now)
			continue;
		assert_int_equal(rq_meter_refill(&meter, limits, read_at), 0);
		wait = rq_meter_wait(&meter, limits, &need);
		if (wait > 0) {
			wakes[who] = now + between(0, wait);
			continue;
		}
		rq_meter_take(&meter, limits, &need);
		calls[count++] = (struct call) { now, need };
	}
	return count;
}

static void no_limit_is_ever_passed_whoever_asks(void **unused)
{
	static struct call calls[CALLS];

	(void)unused;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct rq_limits limits = { 0 };

		state = seed * UINT64_C(0x9e3779b97f4a7c15);
		for (int i = 0; i < RQ_DIMENSIONS; i++)
			if (between(0, 2) == 0)
				limits.rate[i] = between(5, i < RQ_TPM ? 200 : 40000);
		assert_within(&limits, calls,
			      run_processes(&limits, NOW + 10 * MINUTE, 2000, calls));
	}
}

/* What five minutes of constant demand get of a limit, in tenths of a percent. */
static int64_t share_of(enum rq_dimension dimension, int64_t rate, int64_t amount)
{
	struct rq_limits limits = { 0 };
	struct rq_meter meter = { 0 };
	struct rq_need need = { 1, amount, 0, 0 };
	int64_t stretch = 5 * periods[dimension], taken = 0, step = periods[dimension] / 1000;

	limits.rate[dimension] = rate;
	for (int64_t now = NOW; now < NOW + stretch; now += step) {
		(void)rq_meter_refill(&meter, &limits, now);
		while (rq_meter_wait(&meter, &limits, &need) == 0) {
			rq_meter_take(&meter, &limits, &need);
			taken += rq_need_of(&need, dimension);
		}
	}
	return taken * 1000 / (rate * 6); /* five periods, and a full bucket before them */
}

static void what_a_limit_allows_is_used(void **unused)
{
	(void)unused;
	assert_in_range(share_of(RQ_RPS, 30, 1), 950, 1000);
	assert_in_range(share_of(RQ_RPM, 1000, 1), 970, 1000);
	assert_in_range(share_of(RQ_RPD, 1000, 1), 990, 1000);
	assert_in_range(share_of(RQ_TPM, 250000, 6500), 970, 1000);
	assert_in_range(share_of(RQ_ITPM, 8000, 500), 970, 1000);
	assert_in_range(share_of(RQ_TPD, 200000, 6500), 970, 1000);
}

static void a_rate_is_exact_over_a_long_time(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPS] = 30, [RQ_TPM] = 249999 } };
	struct rq_meter meter = { 0 };
	struct rq_need need = { 1, 100, 0, 0 };
	int64_t calls = 0, now = NOW;

	(void)unused;
	while (now < NOW + 100 * MINUTE) {
		int64_t wait;

		(void)rq_meter_refill(&meter, &limits, now);
		wait = rq_meter_wait(&meter, &limits, &need);
		now += wait;
		if (wait > 0)
			continue;
		rq_meter_take(&meter, &limits, &need);
		calls++;
	}
	/* 30 a second for 6,000 seconds, and less than a bucket more */
	assert_in_range(calls, 180000, 180030);
}

/* --- the edges ---------------------------------------------------------------------- */

static void what_fits_the_bucket_exactly_goes_when_it_is_full(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_TPM] = 8000 } };
	struct rq_need all = { 1, 6000, 2000, 0 }, more = { 1, 6000, 2001, 0 };
	struct rq_need one = { 1, 1, 0, 0 };
	struct rq_meter meter = { 0 };

	(void)unused;
	(void)rq_meter_refill(&meter, &limits, NOW);
	assert_false(rq_meter_never(&limits, &all));
	assert_true(rq_meter_never(&limits, &more));
	assert_int_equal(rq_meter_wait(&meter, &limits, &all), 0);
	rq_meter_take(&meter, &limits, &one);
	assert_in_range(rq_meter_wait(&meter, &limits, &all), 7, 8);
	rq_meter_take(&meter, &limits, &all);
	assert_in_range(rq_meter_wait(&meter, &limits, &all), 60000, 60010);
}

static void what_was_not_used_is_there_again_in_every_dimension(void **unused)
{
	const struct rq_need taken = { 1, 60, 40, 0 }, used = { 0 };

	(void)unused;
	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		struct rq_limits limits = { 0 };
		struct rq_meter meter = { 0 };

		limits.rate[i] = 1000;
		(void)rq_meter_refill(&meter, &limits, NOW);
		rq_meter_take(&meter, &limits, &taken);
		assert_int_equal(rq_meter_left(&meter, &limits, (enum rq_dimension)i),
				 1000 - rq_need_of(&taken, (enum rq_dimension)i));
		rq_meter_settle(&meter, &limits, &taken, &used);
		assert_int_equal(rq_meter_left(&meter, &limits, (enum rq_dimension)i), 1000);
	}
}

/* 700 are thought to be left: how much less there is when a server says so, or more. */
static void what_a_server_says_is_left_tells_what_nobody_knew_of(void **unused)
{
	const struct rq_need taken = { 1, 300, 0, 0 };
	struct rq_limits limits = { .rate = { [RQ_TPM] = 1000 } };
	struct rq_meter meter = { 0 };

	(void)unused;
	(void)rq_meter_refill(&meter, &limits, NOW);
	rq_meter_take(&meter, &limits, &taken);
	assert_int_equal(rq_meter_bound(&meter, &limits, RQ_TPM, INT64_MIN, 500), 200);
	assert_int_equal(rq_meter_bound(&meter, &limits, RQ_TPM, 600, INT64_MAX), -100);
	assert_int_equal(rq_meter_bound(&meter, &limits, RQ_TPM, 0, 1000), 0);
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_TPM), 600);
}

static void hostile_numbers_neither_overflow_nor_freeze(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_TPD] = RQ_MAX_RATE, [RQ_TPM] = 1000 } };
	struct rq_need huge = { INT64_MAX, INT64_MAX, INT64_MAX, 0 }, none = { 0 };
	struct rq_need negative = { INT64_MIN, INT64_MIN, INT64_MIN, 0 }, one = { 1, 1, 1, 0 };
	struct rq_meter meter = { 0 };

	(void)unused;
	(void)rq_meter_refill(&meter, &limits, NOW);
	for (int i = 0; i < 5; i++) {
		rq_meter_take(&meter, &limits, &huge);
		rq_meter_settle(&meter, &limits, &none, &huge);
		(void)rq_meter_bound(&meter, &limits, RQ_TPM, INT64_MIN, INT64_MIN);
		(void)rq_meter_bound(&meter, &limits, RQ_TPD, INT64_MIN, INT64_MIN);
	}
	assert_in_range(rq_meter_wait(&meter, &limits, &one), 1, 2 * DAY);
	rq_meter_settle(&meter, &limits, &huge, &negative);
	(void)rq_meter_bound(&meter, &limits, RQ_TPM, INT64_MIN, INT64_MAX);
	(void)rq_meter_refill(&meter, &limits, NOW + 2 * DAY);
	assert_int_equal(rq_meter_wait(&meter, &limits, &one), 0);
	(void)rq_meter_refill(&meter, &limits, INT64_MAX);
	assert_int_equal(rq_meter_wait(&meter, &limits, &one), 0);
}

static void a_clock_set_forward_gives_one_bucket_and_no_more(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPM] = 60 } };
	struct rq_need need = { 1, 0, 0, 0 };
	struct rq_meter meter = { 0 };
	int taken = 0;

	(void)unused;
	(void)rq_meter_refill(&meter, &limits, NOW);
	for (int i = 0; i < 60; i++)
		rq_meter_take(&meter, &limits, &need);
	(void)rq_meter_refill(&meter, &limits, NOW + DAY);
	while (rq_meter_wait(&meter, &limits, &need) == 0) {
		rq_meter_take(&meter, &limits, &need);
		taken++;
	}
	assert_in_range(taken, 59, 60);
}

static void a_limit_that_is_lowered_holds_at_once(void **unused)
{
	struct rq_limits high = { .rate = { [RQ_TPM] = 100000 } };
	struct rq_limits low = { .rate = { [RQ_TPM] = 10000 } };
	struct rq_need need = { 1, 9000, 0, 0 };
	struct rq_meter meter = { 0 };

	(void)unused;
	(void)rq_meter_refill(&meter, &high, NOW);
	rq_meter_take(&meter, &high, &need);
	assert_int_equal(rq_meter_wait(&meter, &high, &need), 0);
	assert_in_range(rq_meter_wait(&meter, &low, &need), 48000, 60000);
}

/* --- as a server has it ------------------------------------------------------------ */

static void a_server_keeps_no_margin(void **unused)
{
	const struct rq_limits limits = { .rate = { [RQ_RPM] = 60, [RQ_TPM] = 6000 } };
	struct rq_need need = { .requests = 1, .input_tokens = 90, .output_tokens = 10 };
	struct rq_meter meter = { .at = NOW };

	(void)unused;
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 60);
	for (int i = 0; i < 60; i++) {
		assert_int_equal(rq_meter_refusal(&meter, &limits, &need), 0);
		assert_int_equal(rq_meter_left(&meter, &limits, RQ_TPM), 6000 - 100 * i);
		rq_meter_take(&meter, &limits, &need);
	}
	/* one request a second, and so long it takes */
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 0);
	assert_int_equal(rq_meter_refusal(&meter, &limits, &need), 1000);
	(void)rq_meter_refill(&meter, &limits, NOW + 999);
	assert_int_equal(rq_meter_refusal(&meter, &limits, &need), 1);
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 0);
	(void)rq_meter_refill(&meter, &limits, NOW + 1000);
	assert_int_equal(rq_meter_refusal(&meter, &limits, &need), 0);
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 1);
}

/* --- by single amounts ------------------------------------------------------------ */

static int64_t wait_of(const struct rq_meter *meter, enum rq_dimension dimension, int64_t rate,
		       int64_t amount)
{
	const struct rq_need need = { .requests = amount };
	struct rq_limits limits = { 0 };

	limits.rate[dimension] = rate;
	return rq_meter_wait(meter, &limits, &need);
}

static void an_overdraft_costs_a_period_and_no_more(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPM] = 60 } };
	struct rq_meter meter = { .at = NOW };

	(void)unused;
	rq_meter_take(&meter, &limits, &(struct rq_need) { .requests = 600 });
	assert_int_equal(meter.debt[RQ_RPM], 2 * 60 * MINUTE);
	assert_int_equal(wait_of(&meter, RQ_RPM, 60, 1), 62000);
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 0);
	assert_int_equal(rq_meter_refill(&meter, &limits, NOW + 9 * MINUTE), 0);
	assert_int_equal(meter.debt[RQ_RPM], 0);
	assert_int_equal(rq_meter_left(&meter, &limits, RQ_RPM), 60);
}

static void a_call_waits_to_the_millisecond(void **unused)
{
	struct rq_meter meter = { .at = NOW };

	(void)unused;
	assert_int_equal(wait_of(&meter, RQ_RPM, 1, 1), 0);
	meter.debt[RQ_RPM] = 1;
	assert_int_equal(wait_of(&meter, RQ_RPM, 60, 60), 1); /* all that it holds */
	meter.debt[RQ_RPM] = 60 * (MINUTE - 1000) - MINUTE;   /* to the margin */
	assert_int_equal(wait_of(&meter, RQ_RPM, 60, 1), 0);
	meter.debt[RQ_RPM]++;
	assert_int_equal(wait_of(&meter, RQ_RPM, 60, 1), 1);
	meter.debt[RQ_RPM] += 60;
	assert_int_equal(wait_of(&meter, RQ_RPM, 60, 1), 2);
	meter.debt[RQ_RPM] = MINUTE;
	assert_int_equal(wait_of(&meter, RQ_RPM, 1, 1), MINUTE);
}

/* Processes read the clock before their turn: and may wait for it; that is no step of it. */
static void a_clock_that_is_a_little_back_refills_nothing(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPM] = 60 } };
	struct rq_meter meter = { .at = NOW, .debt = { [RQ_RPM] = 30 * MINUTE } };

	(void)unused;
	assert_int_equal(rq_meter_refill(&meter, &limits, NOW - 3 * MINUTE + 1), 0);
	assert_int_equal(meter.at, NOW);
	assert_int_equal(rq_meter_refill(&meter, &limits, NOW), 0);
	assert_int_equal(meter.debt[RQ_RPM], 30 * MINUTE);
	assert_int_equal(rq_meter_refill(&meter, &limits, NOW - 3 * MINUTE), 3 * MINUTE);
	assert_int_equal(meter.at, NOW - 3 * MINUTE);
	assert_int_equal(meter.debt[RQ_RPM], 30 * MINUTE);
	assert_int_equal(rq_meter_refill(&meter, &limits, NOW - 3 * MINUTE + 1), 0);
	assert_int_equal(meter.debt[RQ_RPM], 30 * MINUTE - 60);
}

static void of_other_limits_the_least_is_one_and_none_is_zero(void **unused)
{
	struct rq_limits limits = { .rate = { [RQ_RPS] = 7 } }, over = { .rate = { [RQ_RPS] = 1 } };

	(void)unused;
	rq_limits_merge(&limits, &over);
	assert_int_equal(limits.rate[RQ_RPS], 1);
	over.rate[RQ_RPS] = 0;
	rq_limits_merge(&limits, &over);
	assert_int_equal(limits.rate[RQ_RPS], 1);
	assert_int_equal(rq_need_of(&(struct rq_need) { .requests = 0 }, RQ_RPM), 0);
	assert_int_equal(rq_need_of(&(struct rq_need) { .requests = -5 }, RQ_RPM), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_keeps_no_margin),
		cmocka_unit_test(a_permit_is_fresh_as_long_as_its_shortest_margin_lasts),
		cmocka_unit_test(the_largest_rate_is_one),
		cmocka_unit_test(zeros_in_front_of_a_rate_say_nothing),
		cmocka_unit_test(a_need_over_any_bucket_is_never_met),
		cmocka_unit_test(limits_are_read_by_name),
		cmocka_unit_test(what_is_no_limit_is_refused),
		cmocka_unit_test(
		    what_the_user_says_counts_more_than_the_server_and_that_more_than_a_table),
		cmocka_unit_test(no_limit_is_ever_passed_whoever_asks),
		cmocka_unit_test(what_a_limit_allows_is_used),
		cmocka_unit_test(a_rate_is_exact_over_a_long_time),
		cmocka_unit_test(what_fits_the_bucket_exactly_goes_when_it_is_full),
		cmocka_unit_test(what_was_not_used_is_there_again_in_every_dimension),
		cmocka_unit_test(what_a_server_says_is_left_tells_what_nobody_knew_of),
		cmocka_unit_test(hostile_numbers_neither_overflow_nor_freeze),
		cmocka_unit_test(a_clock_set_forward_gives_one_bucket_and_no_more),
		cmocka_unit_test(a_limit_that_is_lowered_holds_at_once),
		cmocka_unit_test(an_overdraft_costs_a_period_and_no_more),
		cmocka_unit_test(a_call_waits_to_the_millisecond),
		cmocka_unit_test(a_clock_that_is_a_little_back_refills_nothing),
		cmocka_unit_test(of_other_limits_the_least_is_one_and_none_is_zero),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
