#include <signal.h>
#include <sys/wait.h>

#include "store_fixture.h"

/* A limit that three of the calls below fit in, and a minute refills. */
static const struct rq_limits tpm = { .rate = { [RQ_TPM] = 4000 } };
static const struct rq_need need = { 1, 1000, 200, 5000 };

static struct rq_take how_at(int64_t now)
{
	return (struct rq_take) { .scope = "api.example.com/big", .limits = tpm, .now = now };
}

/* How many permits are granted of those asked for; the tasks' leases are theirs. */
static size_t take_with(const struct rq_take *how, const struct rq_task *tasks,
			struct rq_permit *permits, size_t count, int64_t *next)
{
	size_t granted = 0;

	for (size_t i = 0; i < count; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need = need };
	assert_int_equal(rq_store_take(store, how, permits, count, next, &err), 0);
	for (size_t i = 0; i < count; i++)
		granted += permits[i].granted;
	return granted;
}

static bool take_one_at(const struct rq_task *task, int64_t now, enum rq_refusal_reason *why,
			int64_t *next)
{
	struct rq_take how = how_at(now);
	struct rq_permit permit;
	bool granted = take_with(&how, task, &permit, 1, next) == 1;

	*why = permit.why;
	return granted;
}

static void finish_call(const struct rq_task *task, enum rq_ending ending,
			struct rq_settlement settlement, struct rq_usage usage, int64_t now)
{
	struct rq_outcome outcome = { .task = task,
				      .ending = ending,
				      .result = { "{}", 2 },
				      .settlement = settlement,
				      .usage = usage };

	assert_int_equal(rq_store_finish(store, &outcome, 1, now, &err), 0);
	assert_false(outcome.lost);
}

static void permits_are_granted_in_order_until_one_has_to_wait(void **state)
{
	struct rq_take how = how_at(NOW);
	struct rq_permit permits[5];
	struct rq_task tasks[5];
	int64_t next;

	(void)state;
	enqueue_many(0, 5);
	assert_int_equal(claim_at(NOW, tasks, 5), 5);
	assert_int_equal(take_with(&how, tasks, permits, 5, &next), 3);
	assert_true(permits[2].granted);
	assert_int_equal(permits[3].why, RQ_REFUSED_LIMIT);
	assert_int_equal(permits[4].why, RQ_REFUSED_LIMIT);
	assert_in_range(next, NOW + 1000, NOW + 60000);
	assert_sound();

	how = how_at(next - 1);
	assert_int_equal(take_with(&how, tasks + 3, permits, 2, &next), 0);
	how = how_at(next);
	assert_int_equal(take_with(&how, tasks + 3, permits, 1, &next), 1);
	assert_int_equal(next, 0);
	assert_int_equal(take_with(&how, tasks + 4, permits, 1, &next), 0);
	assert_sound();
}

/* Another process takes three permits and is killed. */
static void take_three_and_die(void)
{
	struct rq_take how = how_at(NOW);
	struct rq_permit permits[3];
	struct rq_task tasks[3];
	int status;
	int64_t next;
	pid_t child;

	rq_store_close(store);
	store = NULL;
	child = fork();
	if (child == 0) {
		store = open_store_with((struct rq_store_options) { 0 });
		(void)claim_at(NOW, tasks, 3);
		if (take_with(&how, tasks, permits, 3, &next) == 3)
			(void)raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	store = open_store_with((struct rq_store_options) { 0 });
}

static void limits_are_shared_by_processes_and_outlive_them(void **state)
{
	enum rq_refusal_reason why;
	struct rq_task task;
	int64_t next;

	(void)state;
	enqueue_many(0, 4);
	take_three_and_die();
	task = claim_one_at(NOW);
	assert_false(take_one_at(&task, NOW, &why, &next));
	assert_int_equal(why, RQ_REFUSED_LIMIT);
	assert_true(take_one_at(&task, next, &why, &next));
	/* The calls of the dead may have been made, once. */
	assert_int_equal(used("unsettled_microusd"), 3 * 5000);
	assert_sound();
	rq_task_free(&task);
}

static void what_a_call_did_not_use_is_free_at_once(void **state)
{
	struct rq_settlement used_little = { .charge = RQ_CHARGE_USAGE };
	struct rq_take how = how_at(NOW);
	struct rq_permit permits[4];
	struct rq_task tasks[4];
	enum rq_refusal_reason why;
	int64_t next;

	(void)state;
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	assert_int_equal(take_with(&how, tasks, permits, 4, &next), 3);
	finish_call(&tasks[0], RQ_END_DONE, used_little,
		    (struct rq_usage) { .calls = 1,
					.prompt_tokens = 900,
					.cached_tokens = 850,
					.completion_tokens = 10,
					.cost_microusd = 77 },
		    NOW);
	assert_true(take_one_at(&tasks[3], NOW, &why, &next));
	assert_int_equal(used("cost_microusd"), 77);
	assert_int_equal(used("unsettled_microusd"), 0);
	assert_sound();
}

static void what_is_more_than_a_bucket_is_refused_for_good_and_holds_up_nobody(void **state)
{
	struct rq_take how = how_at(NOW);
	struct rq_permit permits[2];
	struct rq_task tasks[2];
	int64_t next = -1;

	(void)state;
	enqueue_many(0, 2);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	permits[0] = (struct rq_permit) { .task = &tasks[0], .need = { 1, 3000, 1001, 1 } };
	permits[1] = (struct rq_permit) { .task = &tasks[1], .need = need };
	assert_int_equal(rq_store_take(store, &how, permits, 2, &next, &err), 0);
	assert_false(permits[0].granted);
	assert_int_equal(permits[0].why, RQ_REFUSED_NEVER);
	assert_true(permits[1].granted);
	assert_int_equal(next, 0);
}

static void a_permit_goes_also_when_its_task_is_claimed_by_name(void **state)
{
	struct rq_submission submission = make_submission(0);
	const char *ids[] = { submission.task.task_id };
	struct rq_claim claim = {
		.now = NOW + LEASE, .lease = LEASE, .task_ids = ids, .task_count = 1
	};
	enum rq_refusal_reason why;
	struct rq_task old, now;
	size_t count = 0;
	int64_t next;

	(void)state;
	enqueue_many(0, 1);
	old = claim_one_at(NOW);
	assert_true(take_one_at(&old, NOW, &why, &next));
	assert_int_equal(rq_store_claim(store, &claim, &now, 1, &count, &err), 0);
	assert_int_equal(count, 1);
	assert_int_equal(used("unsettled_microusd"), 5000);
	assert_int_equal(now.failure_count, 1);
	assert_sound();
	rq_task_free(&now);
}

static void a_permit_goes_with_the_lease(void **state)
{
	enum rq_refusal_reason why;
	struct rq_task old, now;
	int64_t next;

	(void)state;
	enqueue_many(0, 1);
	old = claim_one_at(NOW);
	assert_true(take_one_at(&old, NOW, &why, &next));
	now = claim_one_at(NOW + LEASE);
	assert_sound();
	/* Nobody knows whether the call was made: it counts as paid. */
	assert_int_equal(used("unsettled_microusd"), 5000);
	assert_false(take_one_at(&old, NOW + LEASE, &why, &next));
	assert_int_equal(why, RQ_REFUSED_LOST);
	assert_int_equal(next, 0);
	assert_true(take_one_at(&now, NOW + LEASE, &why, &next));
	rq_task_free(&now);
}

static void a_second_permit_for_a_lease_settles_the_first_in_full(void **state)
{
	enum rq_refusal_reason why;
	struct rq_task task;
	int64_t next;

	(void)state;
	enqueue_many(0, 1);
	task = claim_one_at(NOW);
	assert_true(take_one_at(&task, NOW, &why, &next));
	assert_true(take_one_at(&task, NOW, &why, &next));
	assert_int_equal(used("unsettled_microusd"), 5000);
	assert_sound();
	finish_call(&task, RQ_END_GIVE_BACK, (struct rq_settlement) { .charge = RQ_CHARGE_NONE },
		    (struct rq_usage) { 0 }, NOW);
	assert_int_equal(used("unsettled_microusd"), 5000);
	assert_sound();
}

static void a_gate_is_for_all_and_a_refusal_costs_no_attempt(void **state)
{
	struct rq_settlement refused = { .charge = RQ_CHARGE_NONE, .gate = 7000 };
	struct rq_outcome outcome;
	enum rq_refusal_reason why;
	struct rq_task tasks[2];
	int64_t next;

	(void)state;
	enqueue_many(0, 2);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	assert_true(take_one_at(&tasks[0], NOW, &why, &next));
	outcome = (struct rq_outcome) { .task = &tasks[0],
					.ending = RQ_END_GIVE_BACK,
					.run_at = NOW + 7000,
					.settlement = refused,
					.usage = { .refused = 1 } };
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	assert_false(take_one_at(&tasks[1], NOW + 6999, &why, &next));
	assert_int_equal(why, RQ_REFUSED_GATE);
	assert_int_equal(next, NOW + 7000);
	assert_true(take_one_at(&tasks[1], NOW + 7000, &why, &next));
	assert_int_equal(claim_at(NOW + 6999, &tasks[0], 1), 0);
	assert_int_equal(claim_at(NOW + 7000, &tasks[0], 1), 1);
	assert_int_equal(tasks[0].attempts, 1);
	assert_int_equal(used("refused"), 1);
	assert_sound();
}

static void what_the_server_says_is_left_counts_when_it_is_less(void **state)
{
	struct rq_settlement less = { .charge = RQ_CHARGE_USAGE,
				      .told = true,
				      .remaining_tokens = 300,
				      .remaining_requests = -1 };
	struct rq_settlement more = less;
	enum rq_refusal_reason why;
	struct rq_task tasks[4];
	int64_t next;

	(void)state;
	more.remaining_tokens = 100000;
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	assert_true(take_one_at(&tasks[0], NOW, &why, &next));
	finish_call(&tasks[0], RQ_END_DONE, less, (struct rq_usage) { .calls = 1 }, NOW);
	assert_false(take_one_at(&tasks[1], NOW, &why, &next));
	/* 1,200 asked, 300 there, 4,000 a minute, and a second's worth kept back */
	assert_in_range(next - NOW, 13500, 14501);
	assert_true(take_one_at(&tasks[1], NOW + 20000, &why, &next));
	finish_call(&tasks[1], RQ_END_DONE, more, (struct rq_usage) { .calls = 1 }, NOW + 20000);
	assert_true(take_one_at(&tasks[2], NOW + 20000, &why, &next));
	assert_false(take_one_at(&tasks[3], NOW + 20000, &why, &next));
}

/*
 * No header tells of the day. A server that gives nothing back has less left of the minute
 * than we think, and by as much less of the day: so the next call is not sent to be refused.
 */
static void what_is_not_given_back_of_a_minute_is_not_of_the_day(void **state)
{
	struct rq_settlement kept = { .charge = RQ_CHARGE_USAGE,
				      .told = true,
				      .remaining_tokens = 2800, /* all 1,200 are taken */
				      .remaining_requests = -1 };
	struct rq_usage little = { .calls = 1, .prompt_tokens = 100 };
	struct rq_take how = how_at(NOW);
	struct rq_permit permit;
	struct rq_task tasks[3];
	int64_t next;

	(void)state;
	how.limits.rate[RQ_TPD] = 3000; /* two calls, by what they may take */
	enqueue_many(0, 3);
	assert_int_equal(claim_at(NOW, tasks, 3), 3);
	assert_int_equal(take_with(&how, &tasks[0], &permit, 1, &next), 1);
	finish_call(&tasks[0], RQ_END_DONE, kept, little, NOW);
	how.now += MINUTE;
	assert_int_equal(take_with(&how, &tasks[1], &permit, 1, &next), 1);
	finish_call(&tasks[1], RQ_END_DONE, kept, little, NOW + MINUTE);
	how.now += MINUTE;
	assert_int_equal(take_with(&how, &tasks[2], &permit, 1, &next), 0);
	assert_true(next > NOW + 60 * MINUTE);
	assert_sound();
	rq_task_free(&tasks[2]);
}

static void calls_under_way_are_not_in_what_the_server_says(void **state)
{
	struct rq_settlement told = { .charge = RQ_CHARGE_ALL,
				      .told = true,
				      .remaining_tokens = 2300,
				      .remaining_requests = -1 };
	enum rq_refusal_reason why;
	struct rq_task tasks[5];
	int64_t next;

	(void)state;
	enqueue_many(0, 5);
	assert_int_equal(claim_at(NOW, tasks, 5), 5);
	assert_true(take_one_at(&tasks[0], NOW, &why, &next));
	assert_true(take_one_at(&tasks[1], NOW + 100, &why, &next));
	/* The server had seen the first; 1,100 are left when it sees the second. */
	finish_call(&tasks[0], RQ_END_DONE, told, (struct rq_usage) { 0 }, NOW + 200);
	assert_false(take_one_at(&tasks[2], NOW + 200, &why, &next));
	/* Long after, the server had seen all. */
	finish_call(&tasks[1], RQ_END_DONE, told, (struct rq_usage) { 0 }, NOW + 1000);
	assert_true(take_one_at(&tasks[2], NOW + MINUTE, &why, &next));
	told.remaining_tokens = 2600;
	assert_true(take_one_at(&tasks[3], NOW + MINUTE + 1000, &why, &next));
	finish_call(&tasks[2], RQ_END_DONE, told, (struct rq_usage) { 0 }, NOW + MINUTE + 2000);
	assert_true(take_one_at(&tasks[4], NOW + MINUTE + 2000, &why, &next));
}

/* Calls that find the server ill, one after another, as many as open the breaker. */
static void fail_five(const struct rq_task *tasks)
{
	struct rq_settlement ill = { .charge = RQ_CHARGE_NONE, .endpoint = RQ_ENDPOINT_ILL };
	enum rq_refusal_reason why;
	int64_t next;

	for (int i = 0; i < 5; i++) {
		assert_true(take_one_at(&tasks[i], NOW, &why, &next));
		finish_call(&tasks[i], RQ_END_RETRY, ill, (struct rq_usage) { 0 }, NOW);
	}
}

static void an_ill_server_is_left_alone_and_tried_by_one_at_a_time(void **state)
{
	struct rq_settlement well = { .charge = RQ_CHARGE_NONE, .endpoint = RQ_ENDPOINT_WELL };
	enum rq_refusal_reason why;
	struct rq_task tasks[8];
	int64_t next;

	(void)state;
	enqueue_many(0, 8);
	assert_int_equal(claim_at(NOW, tasks, 8), 8);
	fail_five(tasks);
	assert_false(take_one_at(&tasks[5], NOW, &why, &next));
	assert_int_equal(why, RQ_REFUSED_BREAKER);
	assert_true(take_one_at(&tasks[5], next, &why, &(int64_t) { 0 }));
	assert_false(take_one_at(&tasks[6], next, &why, &(int64_t) { 0 }));
	assert_int_equal(why, RQ_REFUSED_BREAKER);
	finish_call(&tasks[5], RQ_END_GIVE_BACK, well, (struct rq_usage) { 0 }, next);
	assert_true(take_one_at(&tasks[6], next, &why, &(int64_t) { 0 }));
	assert_true(take_one_at(&tasks[7], next, &why, &(int64_t) { 0 }));
}

static void the_death_of_the_one_who_tries_lets_another_try(void **state)
{
	enum rq_refusal_reason why;
	struct rq_task tasks[6], again;
	int64_t next;

	(void)state;
	enqueue_many(0, 6);
	assert_int_equal(claim_at(NOW, tasks, 6), 6);
	fail_five(tasks);
	assert_true(take_one_at(&tasks[5], NOW + MINUTE, &why, &next));
	again = claim_one_at(NOW + LEASE + MINUTE);
	assert_true(take_one_at(&again, NOW + LEASE + MINUTE, &why, &next));
	rq_task_free(&again);
}

static void the_budget_of_a_day_is_never_passed(void **state)
{
	struct rq_take how = { .scope = "s", .budget_microusd = 12000, .now = NOW };
	struct rq_settlement paid = { .charge = RQ_CHARGE_USAGE };
	struct rq_permit permits[4];
	struct rq_task tasks[4];
	int64_t next;

	(void)state;
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	assert_int_equal(take_with(&how, tasks, permits, 4, &next), 2);
	/* Calls in flight may turn out cheaper: no reason to stop yet. */
	assert_int_equal(permits[2].why, RQ_REFUSED_LIMIT);
	assert_true(next > NOW);
	finish_call(&tasks[0], RQ_END_DONE, paid,
		    (struct rq_usage) { .calls = 1, .cost_microusd = 4000 }, NOW);
	assert_int_equal(take_with(&how, tasks + 2, permits, 2, &next), 0);
	finish_call(&tasks[1], RQ_END_DONE, paid,
		    (struct rq_usage) { .calls = 1, .cost_microusd = 4000 }, NOW);
	how.scope = "another";
	assert_int_equal(take_with(&how, tasks + 2, permits, 2, &next), 0);
	assert_int_equal(permits[0].why, RQ_REFUSED_BUDGET);
	assert_int_equal(next, 0);
	how.now = NOW - NOW % DAY + DAY - 1;
	assert_int_equal(take_with(&how, tasks + 2, permits, 2, &next), 0);
	how.now++; /* a new day */
	assert_int_equal(take_with(&how, tasks + 2, permits, 2, &next), 2);
	assert_sound();
}

static void a_clock_that_is_set_back_neither_freezes_nor_floods(void **state)
{
	const int64_t hour = 60 * MINUTE;
	struct rq_settlement closed = { .charge = RQ_CHARGE_NONE, .gate = MINUTE };
	enum rq_refusal_reason why;
	struct rq_task tasks[8];
	int64_t next;

	(void)state;
	enqueue_many(0, 8);
	assert_int_equal(claim_at(NOW, tasks, 8), 8);
	for (int i = 0; i < 3; i++)
		assert_true(take_one_at(&tasks[i], NOW, &why, &next));
	assert_false(take_one_at(&tasks[3], NOW - hour, &why, &next));
	assert_in_range(next, NOW - hour + 1000, NOW - hour + 20000);
	assert_true(take_one_at(&tasks[3], next, &why, &next));
	assert_false(take_one_at(&tasks[4], NOW - hour + 20000, &why, &next));

	finish_call(&tasks[3], RQ_END_GIVE_BACK, closed, (struct rq_usage) { 0 }, NOW);
	assert_false(take_one_at(&tasks[4], NOW - hour, &why, &next));
	assert_int_equal(why, RQ_REFUSED_GATE);
	assert_int_equal(next, NOW - hour + MINUTE);
}

static void a_fallback_result_does_not_answer_the_next_time(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_outcome outcome;
	struct rq_task task;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	task = claim_one_at(NOW);
	outcome = (struct rq_outcome) {
		.task = &task, .ending = RQ_END_DONE, .result = { "{}", 2 }, .provisional = true
	};
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	assert_int_equal(status_of(task.task_id), RQ_TASK_DONE);
	reopen();
	submission = make_submission(1);
	assert_int_equal(enqueue_at(&submission, NOW + MINUTE), RQ_ADMITTED);
	task = claim_one_at(NOW + MINUTE);
	assert_true(finish_as(&task, RQ_END_DONE, NOW + MINUTE));
	submission = make_submission(1);
	assert_int_equal(enqueue_at(&submission, NOW + 2 * MINUTE), RQ_CACHED);
	assert_sound();
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		STORE_TEST(permits_are_granted_in_order_until_one_has_to_wait),
		STORE_TEST(limits_are_shared_by_processes_and_outlive_them),
		STORE_TEST(what_a_call_did_not_use_is_free_at_once),
		STORE_TEST(what_is_more_than_a_bucket_is_refused_for_good_and_holds_up_nobody),
		STORE_TEST(a_permit_goes_also_when_its_task_is_claimed_by_name),
		STORE_TEST(a_permit_goes_with_the_lease),
		STORE_TEST(a_second_permit_for_a_lease_settles_the_first_in_full),
		STORE_TEST(a_gate_is_for_all_and_a_refusal_costs_no_attempt),
		STORE_TEST(what_the_server_says_is_left_counts_when_it_is_less),
		STORE_TEST(what_is_not_given_back_of_a_minute_is_not_of_the_day),
		STORE_TEST(calls_under_way_are_not_in_what_the_server_says),
		STORE_TEST(an_ill_server_is_left_alone_and_tried_by_one_at_a_time),
		STORE_TEST(the_death_of_the_one_who_tries_lets_another_try),
		STORE_TEST(the_budget_of_a_day_is_never_passed),
		STORE_TEST(a_clock_that_is_set_back_neither_freezes_nor_floods),
		STORE_TEST(a_fallback_result_does_not_answer_the_next_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
