#include "store_fixture.h"

#include "base/clock.h"

static json_t *metrics;

static int drop_all(void **state)
{
	json_decref(metrics);
	metrics = NULL;
	return remove_store(state);
}

static void read_metrics(void)
{
	json_decref(metrics);
	assert_int_equal(rq_store_metrics(store, &metrics, &err), 0);
}

static long long counter(const char *name)
{
	return rq_json_integer(rq_json_object(metrics, "counters"), name, 0);
}

static const json_t *histogram(const char *name)
{
	return rq_json_object(rq_json_object(metrics, "histograms"), name);
}

/* How many fell into the bucket that ends there; -1: the last. */
static long long bucket(const char *name, long long bound)
{
	json_t *one;
	size_t i;

	json_array_foreach (rq_json_array(histogram(name), "buckets"), i, one)
		if (rq_json_integer(one, "le", -1) == bound)
			return rq_json_integer(one, "count", -1);
	return -1;
}

static long long observed(const char *name)
{
	long long sum = 0;
	json_t *one;
	size_t i;

	json_array_foreach (rq_json_array(histogram(name), "buckets"), i, one)
		sum += rq_json_integer(one, "count", 0);
	return sum;
}

static void a_new_store_has_counted_nothing(void **state)
{
	(void)state;
	read_metrics();
	assert_int_equal(json_object_size(rq_json_object(metrics, "counters")), 0);
	assert_int_equal(observed("latency_ms"), 0);
	assert_int_equal(observed("wait_ms"), 0);
	assert_int_equal(observed("commit_ms"), 0);
}

static void admissions_endings_and_errors_are_counted(void **state)
{
	struct rq_submission again = make_submission(0);
	struct rq_outcome outcomes[4];
	struct rq_task tasks[4];

	(void)state;
	enqueue_many(0, 4);
	assert_int_equal(enqueue_at(&again, NOW), RQ_DUPLICATE);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	for (int i = 0; i < 4; i++)
		outcomes[i] = (struct rq_outcome) {
			.task = &tasks[i],
			.ending = i < 2    ? RQ_END_DONE
				  : i == 2 ? RQ_END_RETRY
					   : RQ_END_DEAD,
			.status = "ok_reduced",
			.result = { "{}", 2 },
			.failure = { RQ_BAD_ANSWER, "no JSON" },
			.run_at = NOW + MINUTE,
		};
	assert_int_equal(rq_store_finish(store, outcomes, 4, NOW, &err), 0);
	assert_int_equal(rq_store_finish(store, outcomes, 4, NOW, &err), 0); /* lost */
	reopen();
	again = make_submission(1);
	(void)enqueue_at(&again, NOW);
	again = make_submission(0);
	(void)enqueue_at(&again, NOW);
	read_metrics();
	assert_int_equal(counter("admissions.queued"), 4);
	assert_int_equal(counter("admissions.duplicate") + counter("admissions.cached"), 3);
	assert_in_range(counter("admissions.cached"), 1, 2);
	assert_int_equal(counter("endings.done"), 2);
	assert_int_equal(counter("endings.retry"), 1);
	assert_int_equal(counter("endings.dead"), 1);
	assert_int_equal(counter("results.ok_reduced"), 2);
	assert_int_equal(counter("errors.bad-answer"), 2);
}

/* One without a call, one whose time nobody knows, and one that took less than a millisecond. */
static void what_has_no_time_falls_into_no_bucket(void **state)
{
	static const struct rq_usage usages[] = { { .calls = 0 },
						  { .calls = 1, .latency_ms = -1 },
						  { .calls = 1, .latency_ms = 0 } };
	struct rq_outcome outcome = { .ending = RQ_END_DONE, .result = { "{}", 2 } };
	struct rq_task tasks[3];

	(void)state;
	enqueue_many(0, 3);
	assert_int_equal(claim_at(NOW, tasks, 3), 3);
	for (int i = 0; i < 3; i++) {
		outcome.task = &tasks[i];
		outcome.usage = usages[i];
		assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	}
	read_metrics();
	assert_int_equal(observed("latency_ms"), 1);
}

static void times_fall_into_buckets(void **state)
{
	struct rq_outcome outcome = { .ending = RQ_END_DONE, .result = { "{}", 2 } };
	static const int64_t latencies[] = { 50, 51, 120000, 120001 };
	struct rq_task tasks[4];

	(void)state;
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW + 100, tasks, 1), 1);
	assert_int_equal(claim_at(NOW + 101, tasks + 1, 1), 1);
	assert_int_equal(claim_at(NOW + 60001, tasks + 2, 2), 2);
	for (int i = 0; i < 4; i++) {
		outcome.task = &tasks[i];
		outcome.usage = (struct rq_usage) { .calls = 1, .latency_ms = latencies[i] };
		assert_int_equal(rq_store_finish(store, &outcome, 1, NOW + 60001, &err), 0);
	}
	read_metrics();
	assert_int_equal(bucket("latency_ms", 50), 1);
	assert_int_equal(bucket("latency_ms", 100), 1);
	assert_int_equal(bucket("latency_ms", 120000), 1);
	assert_int_equal(bucket("latency_ms", -1), 1);
	assert_int_equal(rq_json_integer(histogram("latency_ms"), "sum", 0), 240102);
	assert_int_equal(bucket("wait_ms", 100), 1);
	assert_int_equal(bucket("wait_ms", 1000), 1);
	assert_int_equal(bucket("wait_ms", 300000), 2);
	assert_true(observed("commit_ms") > 0);
}

static void a_claim_that_finds_nothing_writes_nothing(void **state)
{
	struct rq_task task;
	long long before;

	(void)state;
	enqueue_many(0, 1);
	task = claim_one_at(NOW);
	read_metrics();
	before = observed("commit_ms");
	for (int i = 0; i < 3; i++)
		assert_int_equal(claim_at(NOW, &task, 1), 0);
	read_metrics();
	assert_int_equal(observed("commit_ms"), before);
}

/* In memory a commit takes no millisecond: it is one all the same. */
static void each_commit_is_counted_and_took_no_longer_than_it_could(void **state)
{
	int64_t start = rq_clock_steady();

	(void)state;
	for (int i = 0; i < 10; i++)
		enqueue_many(i, 1);
	read_metrics();
	assert_int_equal(observed("commit_ms"), 9); /* the last is told with the next */
	assert_in_range(rq_json_integer(histogram("commit_ms"), "sum", -1), 0,
			rq_clock_steady() - start);
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, drop_all)
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_new_store_has_counted_nothing),
		STORE_TEST(admissions_endings_and_errors_are_counted),
		STORE_TEST(what_has_no_time_falls_into_no_bucket),
		STORE_TEST(times_fall_into_buckets),
		STORE_TEST(a_claim_that_finds_nothing_writes_nothing),
		STORE_TEST(each_commit_is_counted_and_took_no_longer_than_it_could),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
