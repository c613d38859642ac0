/* Decisions about results, kept in a store. */

#include "store_fixture.h"

#define DECISION(word) "{\"decision\":\"" word "\"}"

static struct rq_task done_task(int number, int64_t finished_at)
{
	struct rq_submission submission = make_submission(number);
	struct rq_task task;

	assert_int_equal(enqueue_at(&submission, NOW), RQ_ADMITTED);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, finished_at));
	return task;
}

static enum rq_reception decide(const char *task_id, const char *decision, int64_t at)
{
	struct rq_review review = { .task_id = task_id,
				    .at = at,
				    .decision = { decision, strlen(decision) } };

	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	return review.reception;
}

static void assert_decided(const char *task_id, const char *decision)
{
	size_t length;
	char *text;

	assert_int_equal(rq_store_get(store, RQ_STORED_REVIEW, task_id, &text, &length, &err), 0);
	assert_string_equal(text, decision);
	assert_int_equal(length, strlen(decision));
	free(text);
}

static void assert_undecided(const char *task_id)
{
	struct rq_error missing = { 0 };
	size_t length;
	char *text;

	assert_int_equal(rq_store_get(store, RQ_STORED_REVIEW, task_id, &text, &length, &missing),
			 -1);
	assert_int_equal(missing.code, RQ_NOT_FOUND);
}

static void the_decision_made_last_stands_in_whatever_order_they_come(void **state)
{
	struct rq_task task = done_task(1, NOW);

	(void)state;
	assert_undecided(task.task_id);
	assert_int_equal(decide(task.task_id, DECISION("second"), NOW + 2), RQ_REVIEW_KEPT);
	assert_int_equal(decide(task.task_id, DECISION("first"), NOW + 1), RQ_REVIEW_OUTDATED);
	assert_int_equal(decide(task.task_id, DECISION("second"), NOW + 2), RQ_REVIEW_KNOWN);
	assert_decided(task.task_id, DECISION("second"));
	assert_int_equal(decide(task.task_id, DECISION("third"), NOW + 3), RQ_REVIEW_KEPT);
	reopen();
	assert_decided(task.task_id, DECISION("third"));
	assert_sound();
	rq_task_free(&task);
}

static void only_a_result_that_is_there_can_be_decided_about(void **state)
{
	struct rq_submission waiting = make_submission(2);
	struct rq_task task = done_task(1, NOW + 5);
	char nobody[RQ_ID_SIZE];

	(void)state;
	make_id(nobody, "task", 0);
	assert_int_equal(enqueue_at(&waiting, NOW), RQ_ADMITTED);
	assert_int_equal(decide(nobody, DECISION("yes"), NOW), RQ_REVIEW_NO_RESULT);
	assert_int_equal(decide(waiting.task.task_id, DECISION("yes"), NOW), RQ_REVIEW_NO_RESULT);
	assert_int_equal(decide(task.task_id, DECISION("yes"), NOW + 4), RQ_REVIEW_OUTDATED);
	assert_int_equal(decide(task.task_id, DECISION("yes"), NOW + 5), RQ_REVIEW_KEPT);
	rq_task_free(&task);
}

static int note_review(const struct rq_sight *sight, void *context, struct rq_error *unused)
{
	(void)unused;
	(void)snprintf(context, 64, "%.*s", (int)sight->review.length,
		       sight->review.data ? sight->review.data : "");
	return 0;
}

static void who_looks_at_results_sees_the_decision_if_there_is_one(void **state)
{
	struct rq_filter filter = { .status = RQ_TASK_DONE };
	struct rq_task task = done_task(1, NOW);
	char seen[64] = "nothing";

	(void)state;
	assert_int_equal(rq_store_see(store, &filter, note_review, seen, &err), 0);
	assert_string_equal(seen, "");
	assert_int_equal(decide(task.task_id, DECISION("yes"), NOW + 1), RQ_REVIEW_KEPT);
	assert_int_equal(rq_store_see(store, &filter, note_review, seen, &err), 0);
	assert_string_equal(seen, DECISION("yes"));
	rq_task_free(&task);
}

static void a_new_result_has_no_decision(void **state)
{
	struct rq_enqueue_options again = { .now = NOW + 10, .ttl = DAY, .force = true };
	struct rq_submission submission = make_submission(1);
	struct rq_task task = done_task(1, NOW);

	(void)state;
	assert_int_equal(decide(task.task_id, DECISION("yes"), NOW + 1), RQ_REVIEW_KEPT);
	rq_task_free(&task);
	assert_int_equal(enqueue_as(&submission, again), RQ_ADMITTED);
	task = claim_one_at(NOW + 10);
	assert_true(finish_as(&task, RQ_END_DONE, NOW + 20));
	assert_undecided(task.task_id);
	assert_int_equal(decide(task.task_id, DECISION("yes"), NOW + 1), RQ_REVIEW_OUTDATED);
	assert_sound();
	rq_task_free(&task);
}

static void what_is_sent_back_is_queued_with_the_decision_and_once(void **state)
{
	struct rq_submission again = make_submission(2);
	struct rq_task task = done_task(1, NOW + 5);
	struct rq_review review = { .task_id = task.task_id,
				    .at = NOW + 4,
				    .decision = { DECISION("back"), sizeof DECISION("back") - 1 },
				    .again = &again };
	struct rq_task queued;

	(void)state;
	again.task.created_at = NOW + 10;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(review.reception, RQ_REVIEW_OUTDATED);
	assert_int_equal(rq_store_task(store, again.task.task_id, &queued, &err), -1);
	err = (struct rq_error) { 0 };

	review.at = NOW + 6;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(review.reception, RQ_REVIEW_KEPT);
	assert_int_equal(again.admission, RQ_ADMITTED);
	queued = claim_one_at(NOW + 10);
	assert_string_equal(queued.task_id, again.task.task_id);
	assert_true(finish_as(&queued, RQ_END_DONE, NOW + 20));

	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(review.reception, RQ_REVIEW_KNOWN);
	review.at = NOW + 1000 * DAY;
	again.task.created_at = NOW + 1000 * DAY;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(again.admission, RQ_CACHED);
	assert_sound();
	rq_task_free(&queued);
	rq_task_free(&task);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_decision_made_last_stands_in_whatever_order_they_come, make_store,
		    remove_store),
		cmocka_unit_test_setup_teardown(only_a_result_that_is_there_can_be_decided_about,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(
		    who_looks_at_results_sees_the_decision_if_there_is_one, make_store,
		    remove_store),
		cmocka_unit_test_setup_teardown(a_new_result_has_no_decision, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(
		    what_is_sent_back_is_queued_with_the_decision_and_once, make_store,
		    remove_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
