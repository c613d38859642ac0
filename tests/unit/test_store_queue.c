#include "store_fixture.h"

#include <sys/wait.h>

/* --- identity -------------------------------------------------------------- */

static void the_same_work_twice_is_one_task(void **state)
{
	struct rq_submission first = make_submission(1), again = make_submission(1);

	(void)state;
	assert_int_equal(enqueue_at(&first, NOW), RQ_ADMITTED);
	assert_int_equal(first.task.status, RQ_TASK_QUEUED);
	assert_int_equal(first.task.created_at, NOW);
	assert_int_equal(enqueue_at(&again, NOW + 1), RQ_DUPLICATE);
	assert_int_equal(again.task.created_at, NOW);
	assert_int_equal(counted("tasks", "queued"), 1);
	assert_int_equal(counted("resumes", NULL), 1);
	assert_sound();
}

static void the_same_work_twice_in_one_batch_is_one_task(void **state)
{
	struct rq_submission both[] = { make_submission(1), make_submission(1) };
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };

	(void)state;
	assert_int_equal(rq_store_enqueue(store, both, 2, &options, &err), 0);
	assert_int_equal(both[0].admission, RQ_ADMITTED);
	assert_int_equal(both[1].admission, RQ_DUPLICATE);
	assert_int_equal(counted("tasks", "queued"), 1);
	assert_sound();
}

static void another_resume_job_or_recipe_is_another_task(void **state)
{
	struct rq_submission one = make_submission(1), other[3];

	(void)state;
	assert_int_equal(enqueue_at(&one, NOW), RQ_ADMITTED);
	for (int i = 0; i < 3; i++) {
		other[i] = make_submission(1);
		make_id(i == 0   ? other[i].task.resume_id
			: i == 1 ? other[i].task.job_version
				 : other[i].task.recipe,
			"changed", i);
		rq_task_identify(&other[i].task);
		assert_int_equal(enqueue_at(&other[i], NOW), RQ_ADMITTED);
	}
	assert_int_equal(counted("tasks", "queued"), 4);
	assert_int_equal(counted("resumes", NULL), 2);
	assert_sound();
}

static void a_young_result_answers_and_an_old_one_does_not(void **state)
{
	struct rq_submission first = make_submission(1), again = first;
	struct rq_task task;

	(void)state;
	(void)enqueue_at(&first, NOW);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	assert_int_equal(enqueue_at(&again, NOW + 7 * DAY - 1), RQ_CACHED);
	assert_int_equal(again.task.status, RQ_TASK_DONE);
	assert_int_equal(again.task.finished_at, NOW);
	again = make_submission(1);
	assert_int_equal(enqueue_at(&again, NOW + 7 * DAY), RQ_ADMITTED);
	assert_int_equal(again.task.attempts, 0);
	assert_int_equal(again.task.finished_at, 0);
	assert_int_equal(counted("tasks", "queued"), 1);
	assert_int_equal(counted("tasks", "done"), 0);
	assert_sound();
}

static int64_t two_dollars(struct rq_bytes gist)
{
	return gist.length == 4 && memcmp(gist.data, "gist", 4) == 0 ? 2000000 : -1;
}

/* The first one, twice in one go. */
static void enqueue_twice(struct rq_enqueue_options how)
{
	struct rq_submission both[2] = { make_submission(1), make_submission(1) };

	assert_int_equal(rq_store_enqueue(store, both, 2, &how, &err), 0);
	assert_int_equal(both[0].admission, RQ_CACHED);
	assert_int_equal(both[1].admission, RQ_CACHED);
	rq_task_free(&both[0].task);
	rq_task_free(&both[1].task);
}

/* Each time that a result answers, the call is not made which it had cost. */
static void a_result_that_answers_counts_as_a_call_that_was_spared(void **state)
{
	struct rq_enqueue_options counting = { .now = NOW, .ttl = DAY, .worth = two_dollars };
	struct rq_submission submission = make_submission(1);
	struct rq_outcome outcome = { .ending = RQ_END_DONE,
				      .result = { "{\"type\":\"result\"}", 17 },
				      .gist = { "gist", 4 },
				      .usage = { .calls = 1, .cost_microusd = 2000000 } };
	struct rq_task task;

	(void)state;
	assert_int_equal(enqueue_as(&submission, counting), RQ_ADMITTED);
	task = claim_one_at(NOW);
	outcome.task = &task;
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	assert_int_equal(used("reused"), 0);
	for (int i = 1; i <= 3; i++) {
		submission = make_submission(1);
		assert_int_equal(enqueue_as(&submission, counting), RQ_CACHED);
		assert_int_equal(used("reused"), i);
		assert_int_equal(used("reused_microusd"), INT64_C(2000000) * i);
	}
	assert_int_equal(used("calls"), 1);
	assert_int_equal(used("cost_microusd"), 2000000);
	enqueue_twice(counting);
	assert_int_equal(used("reused"), 5);

	/* One without a gist took no call that anybody knows of. */
	submission = make_submission(2);
	(void)enqueue_as(&submission, counting);
	rq_task_free(&task);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	submission = make_submission(2);
	assert_int_equal(enqueue_as(&submission, counting), RQ_CACHED);
	assert_int_equal(used("reused"), 5);
	rq_task_free(&task);
	assert_sound();
}

static void force_runs_again_what_has_ended_and_nothing_else(void **state)
{
	struct rq_enqueue_options force = { .now = NOW, .ttl = DAY, .force = true };
	struct rq_submission submission = make_submission(1);
	struct rq_task task;
	uint64_t fence;

	(void)state;
	assert_int_equal(enqueue_as(&submission, force), RQ_ADMITTED);
	assert_int_equal(enqueue_as(&submission, force), RQ_DUPLICATE);
	task = claim_one_at(NOW);
	assert_int_equal(enqueue_as(&submission, force), RQ_DUPLICATE);
	assert_int_equal(submission.task.status, RQ_TASK_LEASED);
	assert_true(finish_as(&task, RQ_END_DEAD, NOW));
	fence = task.fence;
	rq_task_free(&task);
	submission = make_submission(1);
	assert_int_equal(enqueue_at(&submission, NOW), RQ_DUPLICATE);
	assert_int_equal(submission.task.status, RQ_TASK_DEAD);
	submission = make_submission(1);
	assert_int_equal(enqueue_as(&submission, force), RQ_ADMITTED);
	task = claim_one_at(NOW);
	assert_int_equal(task.attempts, 1);
	assert_true(task.fence > fence);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	rq_task_free(&task);
	assert_int_equal(enqueue_as(&submission, force), RQ_ADMITTED);
	assert_sound();
}

static void a_cancelled_task_is_queued_when_it_comes_again(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_filter all = { .status = -1 };
	size_t count;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), 0);
	assert_int_equal(count, 1);
	assert_int_equal(status_of(submission.task.task_id), RQ_TASK_CANCELLED);
	assert_int_equal(enqueue_at(&submission, NOW), RQ_ADMITTED);
	assert_sound();
}

/* --- order ----------------------------------------------------------------- */

static void urgent_tasks_come_first_then_posting_by_posting_then_by_age(void **state)
{
	struct rq_task tasks[8];
	struct rq_submission urgent = make_submission(7);

	(void)state;
	enqueue_many(0, 6);
	urgent.task.priority = 0;
	(void)enqueue_at(&urgent, NOW + 5);
	assert_int_equal(claim_at(NOW + 10, tasks, 8), 7);
	assert_string_equal(tasks[0].task_id, urgent.task.task_id);
	for (int i = 1; i < 7; i += 2) {
		struct rq_task *one = &tasks[i], *next = &tasks[i + 1];

		assert_string_equal(one->job_version, next->job_version);
		assert_true(strcmp(one->source, next->source) < 0);
	}
	assert_string_not_equal(tasks[2].job_version, tasks[3].job_version);
	assert_sound();
}

static void a_task_waits_for_its_time_even_before_less_urgent_ones(void **state)
{
	struct rq_submission later = make_submission(1), now = make_submission(2);
	struct rq_task task;
	int64_t when;

	(void)state;
	later.task.priority = 0;
	later.task.run_at = NOW + 5000;
	(void)enqueue_at(&later, NOW);
	assert_int_equal(rq_store_next_due(store, &when, &err), 0);
	assert_int_equal(when, NOW + 5000);
	(void)enqueue_at(&now, NOW);
	assert_int_equal(rq_store_next_due(store, &when, &err), 0);
	assert_int_equal(when, NOW);
	assert_sound();
	task = claim_one_at(NOW + 4999);
	assert_string_equal(task.task_id, now.task.task_id);
	assert_int_equal(claim_at(NOW + 4999, &task, 1), 0);
	task = claim_one_at(NOW + 5000);
	assert_string_equal(task.task_id, later.task.task_id);
	assert_sound();
}

static void more_tasks_come_due_than_one_transaction_moves(void **state)
{
	enum { MANY = 5000 };
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	struct rq_submission *all = calloc(MANY, sizeof *all);
	struct rq_task task;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		all[i] = make_submission(i);
		all[i].task.run_at = NOW + MINUTE;
		all[i].task.priority = i == MANY - 1 ? 0 : 5;
	}
	assert_int_equal(rq_store_enqueue(store, all, MANY, &options, &err), 0);
	task = claim_one_at(NOW + MINUTE);
	assert_string_equal(task.task_id, all[MANY - 1].task.task_id); /* it was moved last */
	for (int i = 0; i < MANY; i++)
		rq_task_free(&all[i].task);
	free(all);
}

static void nothing_is_due_in_an_empty_store(void **state)
{
	struct rq_task task;
	int64_t when = 99;

	(void)state;
	assert_int_equal(rq_store_next_due(store, &when, &err), 0);
	assert_int_equal(when, 0);
	assert_int_equal(claim_at(NOW, &task, 1), 0);
	assert_int_equal(counted("oldest_due", NULL), 0);
	assert_sound();
}

static void a_claim_may_ask_for_an_engine_and_a_model(void **state)
{
	struct rq_claim claim = { .now = NOW, .lease = LEASE, .engine = "chat", .model = "big" };
	struct rq_submission chat = make_submission(100);
	struct rq_task tasks[4];
	size_t count;

	(void)state;
	enqueue_many(0, 50);
	(void)snprintf(chat.task.engine, sizeof chat.task.engine, "chat");
	(void)snprintf(chat.task.model, sizeof chat.task.model, "big");
	(void)enqueue_at(&chat, NOW);
	claim.model = "small";
	assert_int_equal(rq_store_claim(store, &claim, tasks, 4, &count, &err), 0);
	assert_int_equal(count, 0);
	claim.model = "big";
	assert_int_equal(rq_store_claim(store, &claim, tasks, 4, &count, &err), 0);
	assert_int_equal(count, 1);
	assert_string_equal(tasks[0].task_id, chat.task.task_id);
}

static void tasks_are_claimed_by_their_ids(void **state)
{
	struct rq_submission some[] = { make_submission(3), make_submission(1), make_submission(99),
					make_submission(1) };
	const char *ids[4];
	struct rq_claim claim = { .now = NOW, .lease = LEASE, .task_ids = ids, .task_count = 4 };
	struct rq_task tasks[4];
	size_t count;

	(void)state;
	enqueue_many(0, 10);
	for (int i = 0; i < 4; i++)
		ids[i] = some[i].task.task_id;
	assert_int_equal(rq_store_claim(store, &claim, tasks, 4, &count, &err), 0);
	assert_int_equal(count, 2);
	assert_int_equal(status_of(ids[0]), RQ_TASK_LEASED);
	assert_int_equal(status_of(ids[1]), RQ_TASK_LEASED);
	assert_int_equal(counted("tasks", "leased"), 2);
	assert_int_equal(counted("tasks", "queued"), 8);
	assert_int_equal(rq_store_claim(store, &claim, tasks, 4, &count, &err), 0);
	assert_int_equal(count, 0);
	assert_sound();
}

/* --- leases ---------------------------------------------------------------- */

static void a_lease_that_ran_out_is_free_and_its_worker_comes_too_late(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task slow, quick;
	size_t lost = 99;
	int64_t when;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	slow = claim_one_at(NOW);
	assert_int_equal(slow.attempts, 1);
	assert_int_equal(rq_store_next_due(store, &when, &err), 0);
	assert_int_equal(when, NOW + LEASE);
	assert_int_equal(claim_at(NOW + LEASE - 1, &quick, 1), 0);
	quick = claim_one_at(NOW + LEASE);
	assert_int_equal(quick.attempts, 2);
	assert_true(quick.fence > slow.fence);
	assert_int_equal(quick.failure_count, 1);
	assert_int_equal(quick.failures[0].code, RQ_LEASE_LOST);
	assert_false(finish_as(&slow, RQ_END_DEAD, NOW + LEASE));
	assert_int_equal(rq_store_extend(store, &slow, 1, NOW + DAY, &lost, &err), 0);
	assert_int_equal(lost, 1);
	assert_int_equal(status_of(submission.task.task_id), RQ_TASK_LEASED);
	assert_int_equal(counted("results", NULL), 0);
	assert_true(finish_as(&quick, RQ_END_DONE, NOW + LEASE));
	assert_false(finish_as(&quick, RQ_END_DONE, NOW + LEASE));
	rq_task_free(&quick);
	assert_int_equal(status_of(submission.task.task_id), RQ_TASK_DONE);
	assert_sound();
}

static void a_submission_without_its_resume_uses_the_one_that_is_there(void **state)
{
	struct rq_submission first = make_submission(1), other = make_submission(1);

	(void)state;
	(void)enqueue_at(&first, NOW);
	make_id(other.task.job_version, "changed", 1);
	rq_task_identify(&other.task);
	other.resume = (struct rq_bytes) { NULL, 0 };
	assert_int_equal(enqueue_at(&other, NOW), RQ_ADMITTED);
	assert_int_equal(counted("tasks", "queued"), 2);
	assert_int_equal(counted("resumes", NULL), 1);
	assert_sound();
}

static void a_lease_can_be_extended(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task held, none;
	size_t lost = 99;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	held = claim_one_at(NOW);
	assert_int_equal(rq_store_extend(store, &held, 1, NOW + 2 * LEASE, &lost, &err), 0);
	assert_int_equal(lost, 0);
	assert_int_equal(claim_at(NOW + LEASE + 1, &none, 1), 0);
	assert_sound();
}

/* Claims one task in another process, which then ends as the store's own would by SIGKILL. */
static void claim_and_die(void)
{
	pid_t child;
	int status;

	rq_store_close(store);
	store = NULL;
	child = fork();
	if (child == 0) {
		store = open_store_with((struct rq_store_options) { 0 });
		(void)claim_one_at(NOW);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	store = open_store_with((struct rq_store_options) { 0 });
}

static void the_lease_of_a_dead_process_is_free_at_once(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	claim_and_die();
	assert_int_equal(status_of(submission.task.task_id), RQ_TASK_LEASED);
	task = claim_one_at(NOW + 1);
	assert_int_equal(task.attempts, 2);
	assert_int_equal(task.failure_count, 1);
	rq_task_free(&task);
	assert_sound();
}

static void a_lease_that_passed_and_whose_process_is_dead_ends_once(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	claim_and_die();
	task = claim_one_at(NOW + LEASE + 1);
	assert_int_equal(task.attempts, 2);
	assert_int_equal(task.failure_count, 1);
	rq_task_free(&task);
	assert_sound();
}

static void the_lease_of_a_dead_process_is_free_by_id_as_well(void **state)
{
	struct rq_submission submission = make_submission(1);
	const char *id = submission.task.task_id;
	struct rq_claim claim = { .now = NOW, .lease = LEASE, .task_ids = &id, .task_count = 1 };
	struct rq_task task;
	size_t count;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	claim_and_die();
	assert_int_equal(rq_store_claim(store, &claim, &task, 1, &count, &err), 0);
	assert_int_equal(count, 1);
	rq_task_free(&task);
	assert_sound();
}

/* --- endings --------------------------------------------------------------- */

static void a_result_is_kept_with_the_task_that_is_done(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task;
	size_t length;
	char *text;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	assert_int_equal(
	    rq_store_get(store, RQ_STORED_RESULT, submission.task.task_id, &text, &length, &err),
	    -1);
	assert_int_equal(err.code, RQ_NOT_FOUND);
	err = (struct rq_error) { 0 };
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW + 7));
	reopen();
	assert_int_equal(
	    rq_store_get(store, RQ_STORED_RESULT, submission.task.task_id, &text, &length, &err),
	    0);
	assert_string_equal(text, "{\"type\":\"result\"}");
	assert_int_equal(length, 17);
	free(text);
	task = task_of(submission.task.task_id);
	assert_int_equal(task.status, RQ_TASK_DONE);
	assert_int_equal(task.finished_at, NOW + 7);
	assert_int_equal(counted("tasks", "done"), 1);
	assert_int_equal(counted("results", NULL), 1);
	assert_sound();
}

static void a_failed_task_comes_again_at_its_time_with_its_history(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task, none;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_RETRY, NOW));
	assert_int_equal(status_of(task.task_id), RQ_TASK_RETRY);
	assert_int_equal(counted("tasks", "retry"), 1);
	assert_sound();
	assert_int_equal(claim_at(NOW + MINUTE - 1, &none, 1), 0);
	task = claim_one_at(NOW + MINUTE);
	assert_int_equal(task.attempts, 2);
	assert_int_equal(task.failure_count, 1);
	assert_int_equal(task.failures[0].code, RQ_BAD_ANSWER);
	assert_int_equal(task.failures[0].attempt, 1);
	assert_int_equal(task.failures[0].at, NOW);
	assert_string_equal(task.failures[0].message, "no JSON");
	assert_true(finish_as(&task, RQ_END_DEAD, NOW + MINUTE));
	rq_task_free(&task);
	task = task_of(submission.task.task_id);
	assert_int_equal(task.status, RQ_TASK_DEAD);
	assert_int_equal(task.failure_count, 2);
	rq_task_free(&task);
	assert_int_equal(claim_at(NOW + DAY, &none, 1), 0);
	assert_sound();
}

static void the_history_holds_the_last_eight(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task;
	int64_t now = NOW;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	for (int i = 0; i < 12; i++) {
		task = claim_one_at(now);
		assert_true(finish_as(&task, RQ_END_RETRY, now));
		rq_task_free(&task);
		now += MINUTE;
	}
	task = task_of(submission.task.task_id);
	assert_int_equal(task.failure_count, 8);
	assert_int_equal(task.failures[0].attempt, 5);
	assert_int_equal(task.failures[7].attempt, 12);
	rq_task_free(&task);
	assert_sound();
}

static void a_task_given_back_is_as_it_was(void **state)
{
	struct rq_submission submission = make_submission(1);
	struct rq_task task;

	(void)state;
	(void)enqueue_at(&submission, NOW);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_GIVE_BACK, NOW));
	task = task_of(submission.task.task_id);
	assert_int_equal(task.status, RQ_TASK_QUEUED);
	assert_int_equal(task.attempts, 0);
	assert_int_equal(task.failure_count, 0);
	assert_sound();
	task = claim_one_at(NOW);
	assert_int_equal(task.attempts, 1);
}

/* What a clock that was an hour ahead had promised does not hold for an hour more. */
static void a_clock_that_is_set_back_holds_nothing_up(void **state)
{
	const int64_t hour = 60 * MINUTE, then = NOW - hour;
	struct rq_submission later = make_submission(9), third = make_submission(3);
	const char *id = third.task.task_id;
	struct rq_claim named = { .now = then, .lease = LEASE, .task_ids = &id, .task_count = 1 };
	struct rq_task tasks[5];
	size_t count;

	(void)state;
	if (server())
		skip(); /* its clock is its own */
	later.task.run_at = NOW + MINUTE;
	(void)enqueue_at(&later, NOW);
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	assert_true(finish_as(&tasks[1], RQ_END_RETRY, NOW));
	/* queued before, and wanted by name; one is leased, one waits for its retry */
	assert_int_equal(rq_store_claim(store, &named, tasks + 3, 1, &count, &err), 0);
	assert_int_equal(count, 1);
	assert_int_equal(claim_at(then, &tasks[2], 1), 1);
	rq_task_free(&tasks[2]);
	assert_int_equal(claim_at(then + LEASE - 1, tasks + 2, 2), 1);
	assert_string_equal(tasks[2].task_id, tasks[1].task_id);
	assert_int_equal(claim_at(then + LEASE, tasks + 3, 2), 2);
	assert_true(finish_as(&tasks[3], RQ_END_DONE, then + LEASE));
	assert_false(finish_as(&tasks[0], RQ_END_DONE, then + LEASE));
	for (size_t i = 0; i < 5; i++)
		rq_task_free(&tasks[i]);
	/* what somebody asked for at a time is not moved */
	assert_int_equal(task_of(later.task.task_id).run_at, NOW + MINUTE);
	assert_sound();
}

static void a_clock_that_is_set_forward_gives_a_task_to_two_and_takes_one_answer(void **state)
{
	struct rq_task slow, fast;

	(void)state;
	enqueue_many(0, 1);
	slow = claim_one_at(NOW);
	fast = claim_one_at(NOW + 60 * MINUTE);
	assert_string_equal(slow.task_id, fast.task_id);
	assert_false(finish_as(&slow, RQ_END_DONE, NOW + 60 * MINUTE));
	assert_true(finish_as(&fast, RQ_END_DONE, NOW + 60 * MINUTE));
	rq_task_free(&slow);
	rq_task_free(&fast);
	assert_int_equal(counted("results", NULL), 1);
	assert_sound();
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		STORE_TEST(the_same_work_twice_is_one_task),
		STORE_TEST(the_same_work_twice_in_one_batch_is_one_task),
		STORE_TEST(another_resume_job_or_recipe_is_another_task),
		STORE_TEST(a_young_result_answers_and_an_old_one_does_not),
		STORE_TEST(a_result_that_answers_counts_as_a_call_that_was_spared),
		STORE_TEST(force_runs_again_what_has_ended_and_nothing_else),
		STORE_TEST(a_cancelled_task_is_queued_when_it_comes_again),
		STORE_TEST(urgent_tasks_come_first_then_posting_by_posting_then_by_age),
		STORE_TEST(a_task_waits_for_its_time_even_before_less_urgent_ones),
		STORE_TEST(more_tasks_come_due_than_one_transaction_moves),
		STORE_TEST(nothing_is_due_in_an_empty_store),
		STORE_TEST(a_claim_may_ask_for_an_engine_and_a_model),
		STORE_TEST(tasks_are_claimed_by_their_ids),
		STORE_TEST(a_lease_that_ran_out_is_free_and_its_worker_comes_too_late),
		STORE_TEST(a_submission_without_its_resume_uses_the_one_that_is_there),
		STORE_TEST(a_lease_can_be_extended),
		STORE_TEST(the_lease_of_a_dead_process_is_free_at_once),
		STORE_TEST(a_lease_that_passed_and_whose_process_is_dead_ends_once),
		STORE_TEST(the_lease_of_a_dead_process_is_free_by_id_as_well),
		STORE_TEST(a_result_is_kept_with_the_task_that_is_done),
		STORE_TEST(a_failed_task_comes_again_at_its_time_with_its_history),
		STORE_TEST(the_history_holds_the_last_eight),
		STORE_TEST(a_task_given_back_is_as_it_was),
		STORE_TEST(a_clock_that_is_set_back_holds_nothing_up),
		STORE_TEST(a_clock_that_is_set_forward_gives_a_task_to_two_and_takes_one_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
