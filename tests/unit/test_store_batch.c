#include <signal.h>
#include <sys/wait.h>

#include "store_fixture.h"

enum { TASKS = 4 };

static const struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
static struct rq_task tasks[TASKS];

static struct rq_batch make_batch(int number)
{
	struct rq_batch batch = { .scope = "api.example.com/big", .model = "big" };

	make_id(batch.batch_id, "batch", number);
	(void)snprintf(batch.digest, sizeof batch.digest, "%064d", number);
	return batch;
}

/* A batch of as many leased tasks, each of which may cost 1,000. */
static enum rq_refusal_reason begin_with(struct rq_batch *batch, size_t count,
					 struct rq_batch_terms how)
{
	struct rq_permit permits[TASKS];
	enum rq_refusal_reason why = RQ_REFUSED_NEVER;

	for (size_t i = 0; i < count; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need.microusd = 1000 };
	assert_int_equal(rq_store_batch_begin(store, batch, permits, count, &how, &why, &err), 0);
	return why;
}

static int make_batched(void **state)
{
	struct rq_batch batch = make_batch(1);

	(void)make_store(state);
	enqueue_many(0, TASKS);
	assert_int_equal(claim_at(NOW, tasks, TASKS), TASKS);
	assert_int_equal(begin_with(&batch, TASKS, terms), RQ_REFUSED_NOT);
	return 0;
}

/* Whether the outcome counted. */
static bool answer(int task, int batch, enum rq_ending ending, int64_t cost)
{
	struct rq_batch from = make_batch(batch);
	struct rq_outcome outcome = {
		.task = &tasks[task],
		.ending = ending,
		.batch_id = from.batch_id,
		.result = { "{}", 2 },
		.failure = { RQ_BAD_ANSWER, "no JSON" },
		.run_at = NOW + MINUTE,
		.usage = { .calls = 1, .batch_calls = 1, .cost_microusd = cost },
		.settlement = { .charge = RQ_CHARGE_USAGE },
	};

	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	return !outcome.lost;
}

static int copy_batch(const struct rq_batch *batch, void *context, struct rq_error *why)
{
	(void)why;
	*(struct rq_batch *)context = *batch;
	return 1;
}

static struct rq_batch kept_batch(void)
{
	struct rq_batch batch = { .count = -1 };

	assert_int_equal(rq_store_batches(store, true, copy_batch, &batch, &err), 0);
	return batch;
}

static int count_task(const struct rq_task *task, void *context, struct rq_error *why)
{
	(void)why;
	assert_int_equal(task->status, RQ_TASK_SUBMITTED);
	(*(int *)context)++;
	return 0;
}

static int tasks_in(int number)
{
	struct rq_batch batch = make_batch(number);
	struct rq_filter filter = { .status = -1, .batch_id = batch.batch_id };
	int count = 0;

	assert_int_equal(rq_store_each(store, &filter, count_task, &count, &err), 0);
	return count;
}

static void submitted_tasks_are_in_nobodys_hand(void **state)
{
	struct rq_task other;

	(void)state;
	assert_int_equal(counted("tasks", "submitted"), TASKS);
	assert_int_equal(claim_at(NOW + 10 * DAY, &other, 1), 0);
	assert_int_equal(tasks_in(1), TASKS);
	assert_int_equal(tasks_in(2), 0);
	assert_false(finish_as(&tasks[0], RQ_END_DONE, NOW)); /* by the lease it had */
	assert_sound();
}

static void they_are_neither_retried_nor_cancelled_nor_queued_again(void **state)
{
	struct rq_enqueue_options force = { .now = NOW, .ttl = 0, .force = true };
	struct rq_submission again = make_submission(0);
	struct rq_filter all = { .status = -1 };
	size_t count = 99;

	(void)state;
	assert_int_equal(rq_store_cancel(store, &all, NOW, &count, &err), 0);
	assert_int_equal(count, 0);
	assert_int_equal(rq_store_retry(store, &all, NOW, &count, &err), 0);
	assert_int_equal(count, 0);
	assert_int_equal(enqueue_as(&again, force), RQ_DUPLICATE);
	assert_int_equal(counted("tasks", "submitted"), TASKS);
}

static void each_line_of_a_batch_counts_once(void **state)
{
	(void)state;
	assert_true(answer(0, 1, RQ_END_DONE, 300));
	assert_false(answer(0, 1, RQ_END_DONE, 300)); /* the line is there twice */
	assert_false(answer(1, 2, RQ_END_DONE, 300)); /* of a batch that does not have it */
	assert_true(answer(1, 1, RQ_END_RETRY, 0));
	assert_true(answer(2, 1, RQ_END_DEAD, 0));
	assert_int_equal(status_of(tasks[0].task_id), RQ_TASK_DONE);
	assert_int_equal(status_of(tasks[1].task_id), RQ_TASK_RETRY);
	assert_int_equal(status_of(tasks[2].task_id), RQ_TASK_DEAD);
	assert_int_equal(used("batch_calls"), 3);
	assert_int_equal(used("cost_microusd"), 300);
	assert_int_equal(kept_batch().left, 1);
	assert_int_equal(kept_batch().count, TASKS);
	assert_sound();
}

static void what_is_left_goes_back_as_if_it_had_not_been_claimed(void **state)
{
	struct rq_batch batch = make_batch(1);
	size_t count = 0;
	struct rq_task task;

	(void)state;
	assert_true(answer(0, 1, RQ_END_DONE, 300));
	assert_int_equal(
	    rq_store_batch_release(store, batch.batch_id, RQ_CHARGE_NONE, NOW, &count, &err), 0);
	assert_int_equal(count, TASKS - 1);
	assert_int_equal(counted("tasks", "submitted"), 0);
	assert_int_equal(used("unsettled_microusd"), 0);
	assert_sound();
	task = claim_one_at(NOW);
	assert_int_equal(task.attempts, 1);
	assert_string_equal(task.batch_id, "");
	assert_false(answer(1, 1, RQ_END_DONE, 300)); /* it came after all */
}

static void what_may_have_been_paid_counts(void **state)
{
	struct rq_batch batch = make_batch(1);
	size_t count;

	(void)state;
	assert_int_equal(
	    rq_store_batch_release(store, batch.batch_id, RQ_CHARGE_ALL, NOW, &count, &err), 0);
	assert_int_equal(used("unsettled_microusd"), 4000);
	assert_sound();
}

static void all_leases_must_hold(void **state)
{
	struct rq_batch batch = make_batch(1);

	(void)state;
	enqueue_many(0, TASKS);
	assert_int_equal(claim_at(NOW, tasks, TASKS), TASKS);
	tasks[2].fence--;
	assert_int_equal(begin_with(&batch, TASKS, terms), RQ_REFUSED_LOST);
	assert_int_equal(counted("tasks", "leased"), TASKS);
	assert_int_equal(kept_batch().count, -1);
	assert_sound();
}

static void a_batch_takes_from_the_budget_until_it_has_been_answered(void **state)
{
	struct rq_batch batch = make_batch(2);
	struct rq_batch_terms poor = { .budget_microusd = 5999, .lease = LEASE, .now = NOW };

	(void)state;
	enqueue_many(TASKS, 2);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	assert_int_equal(begin_with(&batch, 2, poor), RQ_REFUSED_BUDGET);
	assert_int_equal(counted("tasks", "leased"), 2);
	poor.budget_microusd = 6000;
	assert_int_equal(begin_with(&batch, 2, poor), RQ_REFUSED_NOT);
	assert_sound();
}

static void what_the_provider_says_is_kept(void **state)
{
	struct rq_batch batch = make_batch(1);

	(void)state;
	batch.state = RQ_BATCH_SUBMITTED;
	batch.expires_at = NOW + DAY;
	(void)snprintf(batch.input_file, sizeof batch.input_file, "file_01");
	(void)snprintf(batch.remote_id, sizeof batch.remote_id, "batch_01");
	assert_int_equal(rq_store_batch_update(store, &batch, NOW + LEASE, &err), 0);
	reopen();
	batch = kept_batch();
	assert_int_equal(batch.state, RQ_BATCH_SUBMITTED);
	assert_int_equal(batch.expires_at, NOW + DAY);
	assert_int_equal(batch.created_at, NOW);
	assert_string_equal(batch.scope, "api.example.com/big");
	assert_string_equal(batch.input_file, "file_01");
	assert_string_equal(batch.remote_id, "batch_01");
	assert_string_equal(batch.output_file, "");
}

static void only_one_process_has_a_batch(void **state)
{
	struct rq_batch batch = make_batch(1), claimed;

	(void)state;
	assert_int_equal(rq_store_batch_claim(store, NOW, LEASE, &claimed, &err), 0);
	assert_int_equal(rq_store_batch_update(store, &batch, 0, &err), 0); /* let go */
	assert_int_equal(rq_store_batch_update(store, &batch, NOW + LEASE, &err), -1);
	assert_int_equal(err.code, RQ_LEASE_LOST);
	assert_int_equal(rq_store_batch_claim(store, NOW, LEASE, &claimed, &err), 1);
	assert_string_equal(claimed.batch_id, batch.batch_id);
	assert_int_equal(claimed.left, TASKS);
	assert_int_equal(rq_store_batch_claim(store, NOW + LEASE - 1, LEASE, &claimed, &err), 0);
	assert_int_equal(rq_store_batch_claim(store, NOW + LEASE, LEASE, &claimed, &err), 1);
}

static void the_batch_of_a_dead_process_is_free_at_once(void **state)
{
	struct rq_batch batch = make_batch(1);
	int status;
	pid_t child;

	(void)state;
	enqueue_many(0, TASKS);
	rq_store_close(store);
	store = NULL;
	child = fork();
	if (child == 0) {
		store = open_store_with((struct rq_store_options) { 0 });
		(void)claim_at(NOW, tasks, TASKS);
		if (begin_with(&batch, TASKS, terms) == RQ_REFUSED_NOT)
			(void)raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(rq_store_batch_claim(store, NOW, LEASE, &batch, &err), 1);
	assert_int_equal(batch.left, TASKS);
}

static void a_batch_is_closed_when_nothing_is_left(void **state)
{
	struct rq_batch batch = make_batch(1), other;

	(void)state;
	batch.state = RQ_BATCH_CLOSED;
	assert_int_equal(rq_store_batch_update(store, &batch, 0, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	err.code = RQ_OK;
	for (int i = 0; i < TASKS; i++)
		assert_true(answer(i, 1, RQ_END_DONE, 10));
	assert_int_equal(rq_store_batch_update(store, &batch, 0, &err), 0);
	assert_int_equal(rq_store_batch_claim(store, NOW + DAY, LEASE, &other, &err), 0);
	assert_int_equal(kept_batch().state, RQ_BATCH_CLOSED);
	assert_sound();
}

static void a_batch_is_begun_once(void **state)
{
	struct rq_batch batch = make_batch(1);
	struct rq_permit permit = { .task = &tasks[0] };
	enum rq_refusal_reason why;

	(void)state;
	enqueue_many(TASKS, 1);
	assert_int_equal(claim_at(NOW, tasks, 1), 1);
	assert_int_equal(rq_store_batch_begin(store, &batch, &permit, 1, &terms, &why, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_int_equal(counted("tasks", "leased"), 1);
}

static void a_batch_has_prices_and_each_task_once(void **state)
{
	struct rq_batch batch = make_batch(1);
	struct rq_permit permits[2];
	enum rq_refusal_reason why;

	(void)state;
	enqueue_many(0, 1);
	assert_int_equal(claim_at(NOW, tasks, 1), 1);
	permits[0] = permits[1] = (struct rq_permit) { .task = &tasks[0] };
	assert_int_equal(rq_store_batch_begin(store, &batch, permits, 2, &terms, &why, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
	err = (struct rq_error) { 0 };
	permits[0].need.microusd = -1;
	assert_int_equal(rq_store_batch_begin(store, &batch, permits, 1, &terms, &why, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_int_equal(counted("tasks", "leased"), 1);
}

static int note_age(const struct rq_batch *batch, void *context, struct rq_error *why)
{
	int64_t **next = context;

	(void)why;
	*(*next)++ = batch->created_at;
	return 0;
}

static void the_oldest_batch_comes_first(void **state)
{
	static const int64_t ages[] = { 5, 1, 4, 2, 3 };
	int64_t met[5] = { 0 }, *next = met;
	struct rq_batch batch;

	(void)state;
	assert_int_equal(rq_store_batches(store, true, note_age, &next, &err), 0);
	assert_ptr_equal(next, met);
	assert_int_equal(rq_store_batch_claim(store, NOW, LEASE, &batch, &err), 0);
	enqueue_many(0, 5);
	for (int i = 0; i < 5; i++) {
		batch = make_batch(i);
		assert_int_equal(claim_at(NOW, tasks, 1), 1);
		assert_int_equal(
		    begin_with(&batch, 1, (struct rq_batch_terms) { .now = NOW + ages[i] }),
		    RQ_REFUSED_NOT);
	}
	assert_int_equal(rq_store_batches(store, true, note_age, &next, &err), 0);
	assert_ptr_equal(next, met + 5);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(met[i], NOW + i + 1);
		assert_int_equal(rq_store_batch_claim(store, NOW + DAY, LEASE, &batch, &err), 1);
		assert_int_equal(batch.created_at, NOW + i + 1);
	}
	assert_int_equal(rq_store_batch_claim(store, NOW + DAY, LEASE, &batch, &err), 0);
}

static void a_batch_is_told_with_what_is_known_of_it(void **state)
{
	struct rq_batch batch = kept_batch();
	json_t *record;

	(void)state;
	(void)snprintf(batch.output_file, sizeof batch.output_file, "file_02");
	record = rq_batch_to_json(&batch);
	assert_string_equal(rq_json_string(record, "type"), "batch");
	assert_string_equal(rq_json_string(record, "batch_id"), batch.batch_id);
	assert_string_equal(rq_json_string(record, "state"), "intended");
	assert_string_equal(rq_json_string(record, "scope"), "api.example.com/big");
	assert_int_equal(rq_json_integer(record, "tasks", -1), batch.count);
	assert_int_equal(rq_json_integer(record, "left", -1), batch.left);
	assert_string_equal(rq_json_string(record, "output_file"), "file_02");
	assert_null(json_object_get(record, "error_file"));
	assert_null(json_object_get(record, "remote_id"));
	json_decref(record);
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
#define BATCH_TEST(name) cmocka_unit_test_setup_teardown(name, make_batched, remove_store)
	const struct CMUnitTest tests[] = {
		BATCH_TEST(submitted_tasks_are_in_nobodys_hand),
		BATCH_TEST(they_are_neither_retried_nor_cancelled_nor_queued_again),
		BATCH_TEST(each_line_of_a_batch_counts_once),
		BATCH_TEST(what_is_left_goes_back_as_if_it_had_not_been_claimed),
		BATCH_TEST(what_may_have_been_paid_counts),
		STORE_TEST(all_leases_must_hold),
		BATCH_TEST(a_batch_takes_from_the_budget_until_it_has_been_answered),
		BATCH_TEST(what_the_provider_says_is_kept),
		BATCH_TEST(only_one_process_has_a_batch),
		STORE_TEST(the_batch_of_a_dead_process_is_free_at_once),
		BATCH_TEST(a_batch_is_closed_when_nothing_is_left),
		BATCH_TEST(a_batch_is_begun_once),
		STORE_TEST(a_batch_has_prices_and_each_task_once),
		STORE_TEST(the_oldest_batch_comes_first),
		BATCH_TEST(a_batch_is_told_with_what_is_known_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
