/* The rules of tasks, each by itself: no store, no clock. */

#include "unit.h"

#include "base/limits.h"
#include "base/memory.h"
#include "store/breaker.h"
#include "store/owner.h"
#include "store/rule.h"
#include "store/spending.h"

#define NOW INT64_C(1795000000000)
#define MINUTE INT64_C(60000)

/* --- who comes first -------------------------------------------------------------- */

static struct rq_task task_with(int priority, const char *job, int64_t run_at, int64_t created_at)
{
	struct rq_task task = { .priority = priority, .run_at = run_at, .created_at = created_at };

	strcpy(task.job_version, job);
	return task;
}

static void assert_before(struct rq_task one, struct rq_task other)
{
	assert_true(rq_rule_compare(&one, &other) < 0);
	assert_true(rq_rule_compare(&other, &one) > 0);
	assert_int_equal(rq_rule_compare(&one, &one), 0);
}

static void what_is_urgent_comes_first_then_a_job_together_then_by_age(void **state)
{
	(void)state;
	assert_before(task_with(1, "b", 9, 9), task_with(2, "a", 1, 1));
	assert_before(task_with(1, "a", 9, 9), task_with(1, "b", 1, 1));
	assert_before(task_with(1, "a", 1, 9), task_with(1, "a", 2, 1));
	assert_before(task_with(1, "a", 1, 1), task_with(1, "a", 1, 2));
}

/* --- admission ---------------------------------------------------------------------- */

static void a_new_task_begins_at_nothing(void **state)
{
	struct rq_stored stored = { 0 };
	struct rq_task given = { .attempts = 3, .fence = 8, .created_at = 5, .finished_at = 6 };

	(void)state;
	rq_rule_renew(&stored, false, &given, NOW);
	assert_int_equal(stored.task.fence, 0);
	assert_int_equal(stored.task.attempts, 0);
	assert_int_equal(stored.task.created_at, NOW);
	assert_int_equal(stored.task.finished_at, 0);
	assert_int_equal(stored.task.run_at, NOW);
	assert_int_equal(stored.task.status, RQ_TASK_QUEUED);
}

static void a_known_task_keeps_its_age_and_fence_and_may_wait(void **state)
{
	struct rq_stored stored = { .task = { .fence = 7, .created_at = 5, .attempts = 4 } };
	struct rq_task given = { .run_at = NOW + 1 };
	struct rq_error failure = { .code = RQ_NETWORK };

	(void)state;
	rq_rule_note(&stored.task, 6, &failure);
	stored.provisional = true;
	rq_rule_renew(&stored, true, &given, NOW);
	assert_int_equal(stored.task.fence, 7);
	assert_int_equal(stored.task.created_at, 5);
	assert_int_equal(stored.task.attempts, 0);
	assert_int_equal(stored.task.failure_count, 0);
	assert_false(stored.provisional);
	assert_int_equal(stored.task.run_at, NOW + 1);
	assert_false(stored.ready);
}

/* --- leases --------------------------------------------------------------------------- */

static void a_lease_is_free_when_its_time_has_come_and_not_before(void **state)
{
	struct rq_owner self;
	struct rq_stored stored = { .task.status = RQ_TASK_LEASED, .deadline = NOW };

	(void)state;
	self = rq_owner_self();
	stored.owner = self;
	assert_false(rq_rule_is_free(&stored, NOW - 1, &self));
	assert_true(rq_rule_is_free(&stored, NOW, &self));
	stored.task.status = RQ_TASK_RETRY;
	stored.task.run_at = NOW;
	assert_false(rq_rule_is_free(&stored, NOW - 1, &self));
	assert_true(rq_rule_is_free(&stored, NOW, &self));
	for (int status = RQ_TASK_SUBMITTED; status <= RQ_TASK_CANCELLED; status++) {
		stored.task.status = (enum rq_task_status)status;
		assert_false(rq_rule_is_free(&stored, NOW + 9 * MINUTE, &self));
	}
}

static void a_claim_may_ask_for_an_engine_and_a_model(void **state)
{
	struct rq_task task = { .engine = "groq", .model = "big" };

	(void)state;
	assert_true(rq_rule_is_wanted(&(struct rq_claim) { 0 }, &task));
	assert_true(rq_rule_is_wanted(&(struct rq_claim) { .engine = "groq" }, &task));
	assert_true(rq_rule_is_wanted(&(struct rq_claim) { .model = "big" }, &task));
	assert_false(rq_rule_is_wanted(&(struct rq_claim) { .engine = "local" }, &task));
	assert_false(rq_rule_is_wanted(&(struct rq_claim) { .model = "small" }, &task));
	assert_false(
	    rq_rule_is_wanted(&(struct rq_claim) { .engine = "groq", .model = "small" }, &task));
	assert_false(
	    rq_rule_is_wanted(&(struct rq_claim) { .engine = "local", .model = "big" }, &task));
}

static void an_outcome_counts_only_under_its_own_lease(void **state)
{
	struct rq_stored stored = { .task = { .status = RQ_TASK_LEASED, .fence = 3 } };
	struct rq_task task = { .fence = 3 };
	struct rq_outcome outcome = { .task = &task };

	(void)state;
	assert_true(rq_rule_is_in_hand(&stored, &outcome));
	task.fence = 2;
	assert_false(rq_rule_is_in_hand(&stored, &outcome));
	task.fence = 3;
	stored.task.status = RQ_TASK_QUEUED;
	assert_false(rq_rule_is_in_hand(&stored, &outcome));
	outcome.batch_id = "b";
	stored.task.status = RQ_TASK_SUBMITTED;
	assert_false(rq_rule_is_in_hand(&stored, &outcome));
	strcpy(stored.task.batch_id, "b");
	assert_true(rq_rule_is_in_hand(&stored, &outcome));
}

static void a_lease_that_ended_says_why(void **state)
{
	const struct {
		int64_t deadline;
		const char *why;
	} ends[] = { { NOW - 1, "its lease ran out" },
		     { NOW, "its lease ran out" },
		     { NOW + 1, "its worker died" } };

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		struct rq_stored stored = { .task.status = RQ_TASK_LEASED,
					    .deadline = ends[i].deadline };
		struct rq_metrics *metrics = rq_metrics_new();

		rq_rule_end_lease(&stored, NOW, metrics);
		assert_int_equal(stored.task.status, RQ_TASK_QUEUED);
		assert_true(stored.ready);
		assert_int_equal(stored.task.failures[0].code, RQ_LEASE_LOST);
		assert_string_equal(stored.task.failures[0].message, ends[i].why);
		rq_task_free(&stored.task);
		rq_metrics_free(metrics);
	}
}

static long long waited(int64_t run_at)
{
	struct rq_stored stored = { .task.run_at = run_at };
	struct rq_owner self = rq_owner_self();
	struct rq_metrics *metrics = rq_metrics_new();
	json_t *told = json_object();
	long long sum;

	rq_rule_lease(&stored, &(struct rq_claim) { .now = NOW, .lease = MINUTE }, &self, metrics);
	assert_int_equal(stored.deadline, NOW + MINUTE);
	rq_metrics_to_json(metrics, told);
	sum = rq_json_integer(json_object_get(json_object_get(told, "histograms"), "wait_ms"),
			      "sum", -1);
	json_decref(told);
	rq_metrics_free(metrics);
	return sum;
}

/* Where the clock was set back, a task may be claimed before it was due. */
static void the_wait_of_a_task_is_measured_and_never_less_than_nothing(void **state)
{
	(void)state;
	assert_int_equal(waited(NOW - 7), 7);
	assert_int_equal(waited(NOW), 0);
	assert_int_equal(waited(NOW + MINUTE), 0);
}

/* What was due when it was claimed is due when it comes back, whatever the clock says since. */
static void what_is_given_back_under_an_earlier_clock_is_due(void **state)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct rq_outcome outcome = { .ending = RQ_END_GIVE_BACK };
	struct rq_stored stored = { .task = { .attempts = 1, .run_at = NOW + MINUTE } };

	(void)state;
	rq_rule_finish(&stored, &outcome, NOW, metrics);
	assert_int_equal(stored.task.status, RQ_TASK_QUEUED);
	assert_int_equal(stored.task.run_at, NOW);
	rq_metrics_free(metrics);
}

static int64_t told_worth;

static int64_t tell_worth(struct rq_bytes gist)
{
	(void)gist;
	return told_worth;
}

static void a_result_that_cost_nothing_known_is_not_counted_as_saved(void **state)
{
	const struct rq_enqueue_options options = { .worth = tell_worth };
	struct rq_usage usage = { .reused = 9 };

	(void)state;
	told_worth = -1;
	rq_rule_reuse((struct rq_bytes) { "", 0 }, &options, &usage);
	assert_int_equal(usage.reused, 0);
	told_worth = 7;
	rq_rule_reuse((struct rq_bytes) { "", 0 }, &options, &usage);
	assert_int_equal(usage.reused, 1);
	assert_int_equal(usage.reused_microusd, 7);
}

static void what_failed_once_is_a_retry_when_it_is_given_back(void **state)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct rq_error failure = { .code = RQ_NETWORK };
	struct rq_outcome outcome = { .ending = RQ_END_GIVE_BACK };
	struct rq_stored stored = { .task = { .attempts = 2, .run_at = NOW - 7 } };

	(void)state;
	rq_rule_note(&stored.task, NOW, &failure);
	rq_rule_finish(&stored, &outcome, NOW, metrics);
	assert_int_equal(stored.task.status, RQ_TASK_RETRY);
	assert_int_equal(stored.task.run_at, NOW - 7);
	rq_task_free(&stored.task);
	rq_metrics_free(metrics);
}

static void what_is_given_back_waits_as_before_or_as_it_is_told(void **state)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct rq_error failure = { .code = RQ_NETWORK };
	struct rq_outcome outcome = { .ending = RQ_END_GIVE_BACK };
	struct rq_stored stored = { .task = { .attempts = 1, .run_at = NOW - 7 } };

	(void)state;
	rq_rule_finish(&stored, &outcome, NOW, metrics);
	assert_int_equal(stored.task.attempts, 0);
	assert_int_equal(stored.task.status, RQ_TASK_QUEUED);
	assert_int_equal(stored.task.run_at, NOW - 7);
	rq_rule_note(&stored.task, NOW, &failure);
	outcome.run_at = NOW + 1;
	rq_rule_finish(&stored, &outcome, NOW, metrics);
	assert_int_equal(stored.task.status, RQ_TASK_RETRY);
	assert_int_equal(stored.task.run_at, NOW + 1);
	assert_false(stored.ready);
	rq_task_free(&stored.task);
	rq_metrics_free(metrics);
}

/* --- by people -------------------------------------------------------------------------- */

static void the_operator_changes_what_waits_and_what_is_over_but_never_what_is_in_hand(void **state)
{
	static const struct {
		enum rq_task_status status;
		bool cancel, retry;
	} allowed[] = { { RQ_TASK_QUEUED, true, false },  { RQ_TASK_RETRY, true, true },
			{ RQ_TASK_DEAD, false, true },    { RQ_TASK_CANCELLED, false, true },
			{ RQ_TASK_LEASED, false, false }, { RQ_TASK_SUBMITTED, false, false },
			{ RQ_TASK_DONE, false, false } };

	(void)state;
	for (size_t i = 0; i < RQ_TASK_STATUSES; i++) {
		assert_int_equal(rq_rule_may_change(allowed[i].status, true), allowed[i].cancel);
		assert_int_equal(rq_rule_may_change(allowed[i].status, false), allowed[i].retry);
	}
}

static void a_filter_takes_what_fits_in_every_point(void **state)
{
	struct rq_failure failures[] = { { .code = RQ_NETWORK }, { .code = RQ_BAD_ANSWER } };
	struct rq_task task = { .status = RQ_TASK_DEAD,
				.job_id = "job",
				.candidate_id = "somebody",
				.batch_id = "batch",
				.task_id = "task",
				.failures = failures,
				.failure_count = 2,
				.created_at = NOW };
	struct rq_task untried = task;
	const struct rq_filter all = { .status = -1 };
	const struct rq_filter fitting[] = {
		all,
		{ .status = RQ_TASK_DEAD },
		{ .status = -1, .job_id = "job" },
		{ .status = -1, .candidate_id = "somebody" },
		{ .status = -1, .batch_id = "batch" },
		{ .status = -1, .task_id = "task" },
		{ .status = -1, .code = RQ_BAD_ANSWER },
		{ .status = -1, .since = NOW },
		{ .status = -1, .until = NOW + 1 },
	};
	const struct rq_filter others[] = {
		{ .status = RQ_TASK_DONE },
		{ .status = -1, .job_id = "another" },
		{ .status = -1, .candidate_id = "another" },
		{ .status = -1, .batch_id = "another" },
		{ .status = -1, .task_id = "another" },
		{ .status = -1, .code = RQ_NETWORK }, /* the last failure counts */
		{ .status = -1, .since = NOW + 1 },
		{ .status = -1, .until = NOW },
	};

	(void)state;
	for (size_t i = 0; i < sizeof fitting / sizeof fitting[0]; i++)
		assert_true(rq_rule_matches(&fitting[i], &task));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(rq_rule_matches(&others[i], &task));
	untried.failure_count = 0;
	assert_true(rq_rule_matches(&all, &untried));
	assert_false(rq_rule_matches(&fitting[6], &untried));
}

/* --- failures --------------------------------------------------------------------------- */

static void the_latest_failures_are_remembered(void **state)
{
	struct rq_task task = { 0 };
	size_t most = RQ_MAX_HISTORY;

	(void)state;
	for (int i = 0; i < (int)most + 3; i++) {
		struct rq_error failure = { .code = RQ_NETWORK };

		task.attempts = i;
		rq_rule_note(&task, NOW + i, &failure);
	}
	assert_int_equal(task.failure_count, most);
	assert_int_equal(task.failures[0].attempt, 3);
	assert_int_equal(task.failures[0].at, NOW + 3);
	assert_int_equal(task.failures[most - 1].attempt, most + 2);
	rq_task_free(&task);
}

/* --- what a call took ---------------------------------------------------------------------- */

static void a_call_took_all_or_what_it_told_or_nothing(void **state)
{
	const struct rq_need granted = { 1, 1000, 200, 5000 };
	const struct rq_usage usage = { .prompt_tokens = 900,
					.cached_tokens = 300,
					.completion_tokens = 80 };
	struct rq_need used = rq_rule_used(&granted, RQ_CHARGE_ALL, &usage);

	(void)state;
	assert_memory_equal(&used, &granted, sizeof used);
	used = rq_rule_used(&granted, RQ_CHARGE_NONE, &usage);
	assert_memory_equal(&used, &((struct rq_need) { 0, 0, 0, 0 }), sizeof used);
	used = rq_rule_used(&granted, RQ_CHARGE_USAGE, &usage);
	assert_memory_equal(&used, &((struct rq_need) { 1, 600, 80, 0 }), sizeof used);
}

/* --- the breaker ---------------------------------------------------------------------------- */

/* How many failures in a row open it. */
static int failures_until_open(struct rq_breaker *breaker, int64_t now)
{
	int failures = 0;

	while (rq_breaker_wait(breaker, now) == 0 && failures < 100) {
		(void)rq_breaker_begin(breaker);
		rq_breaker_end(breaker, RQ_ENDPOINT_ILL, false, now);
		failures++;
	}
	return failures;
}

static void a_breaker_waits_twice_as_long_each_time_up_to_a_bound(void **state)
{
	struct rq_breaker breaker = { 0 };
	int first = failures_until_open(&breaker, NOW), rounds = 0;
	int64_t now = NOW, pause = rq_breaker_wait(&breaker, now), longest = pause;

	(void)state;
	assert_in_range(first, 2, 50);
	assert_int_equal(pause, 5000);
	assert_int_equal(rq_breaker_wait(&breaker, now + pause - 1), 1);
	assert_int_equal(rq_breaker_wait(&breaker, now + pause), 0);
	for (; rounds < 20; rounds++) {
		int64_t next;

		now += longest;
		assert_true(rq_breaker_begin(&breaker));
		assert_true(rq_breaker_wait(&breaker, now) > 0); /* one finds out for all */
		rq_breaker_end(&breaker, RQ_ENDPOINT_ILL, true, now);
		next = rq_breaker_wait(&breaker, now);
		if (next != 2 * longest)
			break;
		longest = next;
	}
	assert_in_range(rounds, 1, 19);
	assert_true(rq_breaker_wait(&breaker, now) >= longest);
	/* one good answer, and all is as in the beginning */
	now += rq_breaker_wait(&breaker, now);
	rq_breaker_end(&breaker, RQ_ENDPOINT_WELL, rq_breaker_begin(&breaker), now);
	assert_int_equal(rq_breaker_wait(&breaker, now), 0);
	assert_int_equal(failures_until_open(&breaker, now), first);
	assert_int_equal(rq_breaker_wait(&breaker, now), pause);
}

/* --- the budget ------------------------------------------------------------------------------- */

static void a_budget_is_kept_to_the_last_millionth(void **state)
{
	struct rq_spending spending = { .cost = 60, .reserved = { [RQ_RESERVED_CALLS] = 30 } };

	(void)state;
	assert_int_equal(rq_spending_wait(&spending, 100, 10), 0);
	assert_true(rq_spending_wait(&spending, 100, 11) > 0); /* calls may turn out cheaper */
	assert_true(rq_spending_wait(&spending, 100, 40) > 0);
	assert_int_equal(rq_spending_wait(&spending, 100, 41), -1);
	assert_int_equal(rq_spending_wait(&spending, 0, 1000), 0);
	spending.unsettled = 1;
	assert_int_equal(rq_spending_wait(&spending, 100, 40), -1);
	spending.unsettled = 0;
	spending.reserved[RQ_RESERVED_BATCHES] = 1;
	assert_int_equal(rq_spending_wait(&spending, 100, 40), -1);
}

/* --- whose a résumé is --------------------------------------------------------------------------
 */

static void a_record_is_passed_on_to_another_candidate(void **state)
{
	static const char record[] =
	    "{\"candidate_id\":\"one\",\"candidate_ref\":\"x\",\"text\":\"t\"}";
	struct rq_task to = { .candidate_id = "other", .source = "cv.pdf" };
	char *text;

	(void)state;
	text = rq_rule_pass_on((struct rq_bytes) { record, sizeof record - 1 }, &to);
	assert_string_equal(
	    text, "{\"candidate_id\":\"other\",\"text\":\"t\",\"source\":{\"path\":\"cv.pdf\"}}");
	free(text);
	assert_null(rq_rule_pass_on((struct rq_bytes) { "nonsense", 8 }, &to));
}

/* --- whether a call may be made ----------------------------------------------------------------
 */

static enum rq_refusal_reason judge(struct rq_scope scope, int64_t budget, int64_t microusd,
				    int64_t *next)
{
	const struct rq_need need = { .requests = 1, .microusd = microusd };
	const struct rq_take how = { .now = NOW, .budget_microusd = budget };
	const struct rq_spending spending = { .reserved = { [RQ_RESERVED_CALLS] = 50 } };

	*next = 99;
	return rq_rule_judge(&scope, &spending, &how, &need, next);
}

static void a_call_waits_for_what_takes_longest_or_for_nothing(void **state)
{
	const struct rq_scope open = { .meter.at = NOW }, quiet = { .gate = NOW + 100 },
			      silent = { .gate = NOW + 501 };
	int64_t next;

	(void)state;
	assert_int_equal(judge(open, 0, RQ_MAX_MICROUSD, &next), RQ_REFUSED_NOT);
	assert_int_equal(next, 0);
	assert_int_equal(judge(open, 0, RQ_MAX_MICROUSD + 1, &next), RQ_REFUSED_NEVER);
	assert_int_equal(judge(open, 0, -1, &next), RQ_REFUSED_NEVER);
	assert_int_equal(next, 0);
	assert_int_equal(judge(quiet, 0, 1, &next), RQ_REFUSED_GATE);
	assert_int_equal(next, NOW + 100);
	assert_int_equal(judge(quiet, 60, 61, &next), RQ_REFUSED_BUDGET);
	assert_int_equal(next, 0);
	/* what is in flight may turn out cheaper: soon */
	assert_int_equal(judge(quiet, 60, 11, &next), RQ_REFUSED_LIMIT);
	assert_int_equal(next, NOW + 500);
	assert_int_equal(judge(silent, 60, 11, &next), RQ_REFUSED_GATE);
	assert_int_equal(next, NOW + 501);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_urgent_comes_first_then_a_job_together_then_by_age),
		cmocka_unit_test(a_new_task_begins_at_nothing),
		cmocka_unit_test(a_known_task_keeps_its_age_and_fence_and_may_wait),
		cmocka_unit_test(a_lease_is_free_when_its_time_has_come_and_not_before),
		cmocka_unit_test(a_claim_may_ask_for_an_engine_and_a_model),
		cmocka_unit_test(an_outcome_counts_only_under_its_own_lease),
		cmocka_unit_test(a_lease_that_ended_says_why),
		cmocka_unit_test(what_is_given_back_under_an_earlier_clock_is_due),
		cmocka_unit_test(a_result_that_cost_nothing_known_is_not_counted_as_saved),
		cmocka_unit_test(what_failed_once_is_a_retry_when_it_is_given_back),
		cmocka_unit_test(what_is_given_back_waits_as_before_or_as_it_is_told),
		cmocka_unit_test(the_wait_of_a_task_is_measured_and_never_less_than_nothing),
		cmocka_unit_test(
		    the_operator_changes_what_waits_and_what_is_over_but_never_what_is_in_hand),
		cmocka_unit_test(a_filter_takes_what_fits_in_every_point),
		cmocka_unit_test(the_latest_failures_are_remembered),
		cmocka_unit_test(a_call_took_all_or_what_it_told_or_nothing),
		cmocka_unit_test(a_record_is_passed_on_to_another_candidate),
		cmocka_unit_test(a_call_waits_for_what_takes_longest_or_for_nothing),
		cmocka_unit_test(a_budget_is_kept_to_the_last_millionth),
		cmocka_unit_test(a_breaker_waits_twice_as_long_each_time_up_to_a_bound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
