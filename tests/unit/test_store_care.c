#include "store_damage.h"

/* --- going through tasks --------------------------------------------------- */

struct seen {
	char ids[512][RQ_ID_SIZE];
	size_t count;
	size_t stop_after; /* 0: never */
	int answer;        /* when it stops */
};

static int see(const struct rq_task *task, void *context, struct rq_error *why)
{
	struct seen *seen = context;

	(void)why;
	memcpy(seen->ids[seen->count++], task->task_id, RQ_ID_SIZE);
	return seen->count == seen->stop_after ? seen->answer : 0;
}

static size_t number_of(const struct rq_filter *filter)
{
	struct seen seen = { .count = 0 };

	assert_int_equal(rq_store_each(store, filter, see, &seen, &err), 0);
	return seen.count;
}

static void each_meets_all_tasks_oldest_first(void **state)
{
	struct rq_filter all = { .status = -1 };
	struct seen seen = { .count = 0 };

	(void)state;
	assert_int_equal(rq_store_each(store, &all, see, &seen, &err), 0);
	assert_int_equal(seen.count, 30);
	for (int i = 0; i < 30; i++) {
		struct rq_submission submission = make_submission(i);

		assert_string_equal(seen.ids[i], submission.task.task_id);
	}
}

static void filters_hold_together(void **state)
{
	struct rq_submission one = make_submission(4);
	struct rq_filter filter = { .status = -1 };

	(void)state;
	filter.status = RQ_TASK_DONE;
	assert_int_equal(number_of(&filter), 10);
	filter.status = RQ_TASK_DEAD;
	assert_int_equal(number_of(&filter), 5);
	filter.code = RQ_BAD_ANSWER;
	assert_int_equal(number_of(&filter), 5);
	filter.code = RQ_TIMEOUT;
	assert_int_equal(number_of(&filter), 0);
	filter = (struct rq_filter) { .status = -1, .job_id = one.task.job_id };
	assert_int_equal(number_of(&filter), 10);
	filter.since = NOW + 10 * MINUTE;
	filter.until = NOW + 20 * MINUTE;
	assert_int_equal(number_of(&filter), 4); /* 10, 13, 16, 19 */
	filter.job_id = NULL;
	assert_int_equal(number_of(&filter), 10);
	filter.limit = 3;
	assert_int_equal(number_of(&filter), 3);
	filter.limit = 1;
	assert_int_equal(number_of(&filter), 1);
	filter = (struct rq_filter) { .status = -1, .since = NOW + 25 * MINUTE };
	assert_int_equal(number_of(&filter), 5);
	filter = (struct rq_filter) { .status = -1, .until = NOW + 25 * MINUTE };
	assert_int_equal(number_of(&filter), 25);
	filter = (struct rq_filter) { .status = -1, .candidate_id = one.task.candidate_id };
	assert_int_equal(number_of(&filter), 1);
	filter.job_id = "0";
	assert_int_equal(number_of(&filter), 0);
	filter = (struct rq_filter) { .status = -1, .task_id = one.task.task_id };
	assert_int_equal(number_of(&filter), 1);
	filter.task_id = "00000000000000000000000000000000";
	assert_int_equal(number_of(&filter), 0);
}

static void a_state_and_a_job_hold_together(void **state)
{
	size_t of_state[RQ_TASK_STATUSES] = { 0 };

	(void)state;
	for (int job = 0; job < 3; job++)
		for (int status = 0; status < RQ_TASK_STATUSES; status++) {
			struct rq_submission one = make_submission(job);
			struct rq_filter filter = { .status = status, .job_id = one.task.job_id };

			of_state[status] += number_of(&filter);
		}
	assert_int_equal(of_state[RQ_TASK_QUEUED], 10);
	assert_int_equal(of_state[RQ_TASK_RETRY], 5);
	assert_int_equal(of_state[RQ_TASK_DONE], 10);
	assert_int_equal(of_state[RQ_TASK_DEAD], 5);
}

/* An index by ids has no times in its keys. */
static void of_each_job_are_those_of_before(void **state)
{
	(void)state;
	for (int job = 0; job < 3; job++) {
		struct rq_submission one = make_submission(job);
		struct rq_filter filter = { .status = -1, .job_id = one.task.job_id };

		filter.until = NOW + 15 * MINUTE;
		assert_int_equal(number_of(&filter), 5);
	}
}

static void every_candidate_is_found_settled_or_not(void **state)
{
	(void)state;
	for (int i = 0; i < 30; i++) {
		struct rq_submission one = make_submission(i);
		struct rq_filter filter = { .status = -1, .candidate_id = one.task.candidate_id };

		assert_int_equal(number_of(&filter), 1);
	}
}

static void a_visitor_may_stop(void **state)
{
	struct rq_filter all = { .status = -1 };
	struct seen seen = { .stop_after = 3, .answer = 1 };

	(void)state;
	assert_int_equal(rq_store_each(store, &all, see, &seen, &err), 0);
	assert_int_equal(seen.count, 3);
	seen = (struct seen) { .stop_after = 3, .answer = -1 };
	assert_int_equal(rq_store_each(store, &all, see, &seen, &err), -1);
	assert_int_equal(seen.count, 3);
}

static int cancel_it(const struct rq_task *task, void *context, struct rq_error *why)
{
	struct rq_filter filter = { .status = -1, .task_id = task->task_id };
	size_t *sum = context, count;

	if (rq_store_cancel(store, &filter, NOW, &count, why) == -1)
		return -1;
	*sum += count;
	return 0;
}

static void a_visitor_may_use_the_store(void **state)
{
	struct rq_filter all = { .status = -1 };
	size_t cancelled = 0;

	(void)state;
	assert_int_equal(rq_store_each(store, &all, cancel_it, &cancelled, &err), 0);
	assert_int_equal(cancelled, 15);
	assert_int_equal(counted("tasks", "cancelled"), 15);
	assert_sound();
}

static void more_tasks_than_one_transaction_hands_out(void **state)
{
	struct rq_filter all = { .status = -1 };
	struct seen *seen = calloc(1, sizeof *seen);
	size_t count;

	(void)state;
	enqueue_many(100, 470);
	assert_int_equal(rq_store_each(store, &all, see, seen, &err), 0);
	assert_int_equal(seen->count, 500);
	free(seen);
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), 0);
	assert_int_equal(count, 485);
	assert_sound();
}

/* --- the operator's hand --------------------------------------------------- */

static void dead_letters_are_queued_again(void **state)
{
	struct rq_filter dead = { .status = RQ_TASK_DEAD, .limit = 2 };
	struct rq_task task;
	size_t count;

	(void)state;
	assert_int_equal(rq_store_retry(store, &dead, NOW + DAY, &count, &err), 0);
	assert_int_equal(count, 2);
	assert_int_equal(counted("tasks", "dead"), 3);
	dead = (struct rq_filter) { .status = -1 };
	assert_int_equal(rq_store_retry(store, &dead, NOW + DAY, &count, &err), 0);
	assert_int_equal(count, 8);
	assert_int_equal(counted("tasks", "queued"), 20);
	assert_int_equal(counted("tasks", "done"), 10);
	assert_sound();
	task = claim_one_at(NOW + DAY);
	assert_int_equal(task.attempts, 1);
	rq_task_free(&task);
}

/* Between a look and the change a task may have left. */
static void a_change_passes_over_tasks_that_are_gone(void **state)
{
	char ids[2][RQ_ID_SIZE];
	size_t changed = 9;

	(void)state;
	for (int i = 0; i < 30 && changed != 1; i++) {
		struct rq_submission one = make_submission(i);

		make_id(ids[0], "gone", 1);
		rq_digest_copy_id(ids[1], one.task.task_id);
		if (status_of(ids[1]) == RQ_TASK_DEAD)
			assert_int_equal(rq_embedded_change(store, (const char(*)[RQ_ID_SIZE])ids,
							    2, false, NOW, &changed, &err),
					 0);
	}
	assert_int_equal(changed, 1);
	assert_int_equal(status_of(ids[1]), RQ_TASK_QUEUED);
}

static void only_waiting_tasks_are_cancelled(void **state)
{
	struct rq_filter done = { .status = RQ_TASK_DONE }, all = { .status = -1 };
	struct rq_task task = claim_one_at(NOW + 31 * MINUTE);
	size_t count = 99;

	(void)state;
	rq_task_free(&task);
	assert_int_equal(rq_store_cancel(store, &done, NOW, &count, &err), 0);
	assert_int_equal(count, 0);
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), 0);
	assert_int_equal(count, 14);
	assert_int_equal(counted("tasks", "leased"), 1);
	assert_sound();
}

/* A record that is no task is told behind the others, and stops none of them. */
static void a_damaged_record_is_left_out_and_told(void **state)
{
	static const char last[8] = { 0, 0, 0, 0, 0, 0, 0, 30 };
	struct rq_filter all = { .status = -1 }, some = { .status = -1, .limit = 20 };
	struct seen seen = { .count = 0 };
	size_t count = 99;

	(void)state;
	do_it((struct damage) { RQ_T_TASKS, false, last, sizeof last, "nonsense", 8 });
	assert_int_equal(rq_store_each(store, &all, see, &seen, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	assert_non_null(strstr(err.message, "task number 30"));
	assert_int_equal(seen.count, 29);
	assert_int_equal(number_of(&some), 20);
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	assert_int_equal(count, 14);
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), -1);
	assert_int_equal(count, 0);
}

/* --- counters -------------------------------------------------------------- */

static void counters_tell_states_and_jobs(void **state)
{
	struct rq_submission one = make_submission(0);
	json_t *counts, *job;

	(void)state;
	assert_int_equal(rq_store_counts(store, &counts, &err), 0);
	assert_int_equal(rq_json_integer(json_object_get(counts, "tasks"), "done", -1), 10);
	assert_int_equal(rq_json_integer(json_object_get(counts, "tasks"), "dead", -1), 5);
	assert_int_equal(rq_json_integer(json_object_get(counts, "tasks"), "retry", -1), 5);
	assert_int_equal(rq_json_integer(json_object_get(counts, "tasks"), "queued", -1), 10);
	assert_int_equal(rq_json_integer(json_object_get(counts, "tasks"), "leased", -1), 0);
	assert_int_equal(json_object_size(json_object_get(counts, "jobs")), 3);
	job = json_object_get(json_object_get(counts, "jobs"), one.task.job_id);
	assert_int_equal(rq_json_integer(job, "queued", 0) + rq_json_integer(job, "done", 0) +
			     rq_json_integer(job, "dead", 0) + rq_json_integer(job, "retry", 0),
			 10);
	assert_int_equal(rq_json_integer(counts, "resumes", -1), 30);
	assert_int_equal(rq_json_integer(counts, "results", -1), 10);
	assert_int_equal(rq_json_integer(counts, "oldest_due", -1), NOW + 20 * MINUTE);
	json_decref(counts);
}

static void what_is_due_in_a_thousand_years_is_not_due(void **state)
{
	struct rq_submission late = make_submission(99);

	(void)state;
	rq_store_close(store);
	(void)strcat(folder, "-late");
	store = open_store_with((struct rq_store_options) { 0 });
	late.task.run_at = NOW + 365000 * DAY;
	(void)enqueue_at(&late, NOW);
	assert_int_equal(counted("oldest_due", NULL), 0);
}

/* In 1970, so that its time has come whatever the clock of the machine says. */
static void what_waited_is_due_when_its_time_has_come(void **state)
{
	struct rq_submission waited = make_submission(99), other = make_submission(98);

	(void)state;
	rq_store_close(store);
	(void)strcat(folder, "-due");
	store = open_store_with((struct rq_store_options) { 0 });
	waited.task.run_at = 2 * MINUTE;
	(void)enqueue_at(&waited, MINUTE);
	assert_int_equal(counted("oldest_due", NULL), 2 * MINUTE);
	(void)enqueue_at(&other, 3 * MINUTE);
	assert_int_equal(counted("oldest_due", NULL), 2 * MINUTE);
}

static void what_never_waited_is_due(void **state)
{
	struct rq_submission one = make_submission(99);

	(void)state;
	rq_store_close(store);
	(void)strcat(folder, "-ready");
	store = open_store_with((struct rq_store_options) { 0 });
	(void)enqueue_at(&one, MINUTE);
	assert_int_equal(counted("oldest_due", NULL), MINUTE);
}

static void usage_is_told_by_day_model_and_job(void **state)
{
	json_t *list, *line;

	(void)state;
	assert_int_equal(rq_store_usage(store, 0, 0, &list, &err), 0);
	line = json_array_get(list, 0);
	assert_int_equal(json_array_size(list), 3);
	assert_string_equal(rq_json_string(line, "day"), "2026-11-18");
	assert_string_equal(rq_json_string(line, "model"), "local");
	assert_true(rq_digest_is_id(rq_json_string(line, "job_id")));
	json_decref(list);
	assert_int_equal(used("calls"), 20);
	assert_int_equal(used("prompt_tokens"), 200);
	assert_int_equal(used("cost_microusd"), 100);
	assert_int_equal(rq_store_usage(store, NOW, 0, &list, &err), 0);
	assert_int_equal(json_array_size(list), 0);
	json_decref(list);
	assert_int_equal(rq_store_usage(store, 0, NOW - NOW % DAY, &list, &err), 0);
	assert_int_equal(json_array_size(list), 0);
	json_decref(list);
}

/* --- a résumé for several jobs ------------------------------------------------------ */

static void a_person_with_several_tasks_is_forgotten_with_one_resume(void **state)
{
	struct rq_forgotten forgotten = { 0 };
	struct rq_submission one;

	(void)state;
	for (int job = 0; job < 3; job++) {
		one = make_submission(70);
		make_id(one.task.job_id, "job", job);
		make_id(one.task.job_version, "version", job);
		rq_task_identify(&one.task);
		assert_int_equal(enqueue_at(&one, NOW), RQ_ADMITTED);
	}
	assert_int_equal(rq_store_forget(store, one.task.candidate_id, NOW, &forgotten, &err), 0);
	assert_int_equal(forgotten.swept.tasks, 3);
	assert_int_equal(forgotten.swept.resumes, 1);
	assert_int_equal(forgotten.shared, 0);
	assert_sound();
}

int main(void)
{
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
	const struct CMUnitTest tests[] = {
		MIXED_TEST(each_meets_all_tasks_oldest_first),
		MIXED_TEST(a_person_with_several_tasks_is_forgotten_with_one_resume),
		MIXED_TEST(filters_hold_together),
		MIXED_TEST(a_state_and_a_job_hold_together),
		MIXED_TEST(of_each_job_are_those_of_before),
		MIXED_TEST(every_candidate_is_found_settled_or_not),
		MIXED_TEST(a_visitor_may_stop),
		MIXED_TEST(a_visitor_may_use_the_store),
		MIXED_TEST(more_tasks_than_one_transaction_hands_out),
		MIXED_TEST(dead_letters_are_queued_again),
		MIXED_TEST(a_change_passes_over_tasks_that_are_gone),
		MIXED_TEST(only_waiting_tasks_are_cancelled),
		MIXED_TEST(a_damaged_record_is_left_out_and_told),
		MIXED_TEST(counters_tell_states_and_jobs),
		MIXED_TEST(what_is_due_in_a_thousand_years_is_not_due),
		MIXED_TEST(what_waited_is_due_when_its_time_has_come),
		MIXED_TEST(what_never_waited_is_due),
		MIXED_TEST(usage_is_told_by_day_model_and_job),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
