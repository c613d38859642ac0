#include "store_fixture.h"

#include <sys/wait.h>

#include "store/embedded.h"
#include "store/settle.h"

static void newest_tasks_are_found_before_and_after_they_are_settled(void **state)
{
	struct rq_submission submission;

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 64 });
	for (int i = 0; i < 20; i++) {
		enqueue_many(i * 10, 10);
		submission = make_submission(i * 7);
		assert_int_equal(enqueue_at(&submission, NOW), RQ_DUPLICATE);
		if (i % 5 == 4)
			reopen();
	}
	assert_sound();
	for (int i = 0; i < 200; i++) {
		submission = make_submission(i);
		assert_int_equal(status_of(submission.task.task_id), RQ_TASK_QUEUED);
	}
	assert_int_equal(counted("tasks", "queued"), 200);
}

static int read_mark(struct rq_session *session, void *context, struct rq_error *why)
{
	uint64_t *mark = context;

	(void)why;
	*mark = session->marks.settled_task;
	return 0;
}

/* How many tasks are in the indexes. */
static uint64_t settled(void)
{
	uint64_t mark = 0;

	assert_int_equal(rq_session_read(rq_embedded_of(store), read_mark, &mark, &err), 0);
	return mark - 1;
}

static int count_task(const struct rq_task *task, void *context, struct rq_error *why)
{
	size_t *count = context;

	(void)task;
	(void)why;
	++*count;
	return 0;
}

static size_t tasks_of(int number)
{
	struct rq_submission submission = make_submission(number);
	struct rq_filter filter = { .status = -1, .candidate_id = submission.task.candidate_id };
	size_t count = 0;

	assert_int_equal(rq_store_each(store, &filter, count_task, &count, &err), 0);
	return count;
}

static void thousands_are_settled_at_once(void **state)
{
	enum { MANY = 4500 };

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = MANY });
	enqueue_many(0, MANY);
	assert_int_equal(settled(), MANY);
	assert_sound();
	for (int i = 0; i < MANY; i += 100)
		assert_int_equal(tasks_of(i), 1);
}

/* The same résumé for so many more jobs. */
static void enqueue_jobs(int first, int count)
{
	for (int i = first; i < first + count; i++) {
		struct rq_submission submission = make_submission(0);

		make_id(submission.task.job_id, "job", i);
		rq_task_identify(&submission.task);
		(void)enqueue_at(&submission, NOW);
	}
}

/* Neither sooner nor later, and anew from where it was. */
static void it_settles_when_there_are_enough(void **state)
{
	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 10 });
	enqueue_jobs(0, 9);
	assert_int_equal(settled(), 0);
	enqueue_jobs(9, 1);
	assert_int_equal(settled(), 10);
	enqueue_jobs(10, 9);
	assert_int_equal(settled(), 10);
	enqueue_jobs(19, 1);
	assert_int_equal(settled(), 20);
}

/* At the first task that it is shown, others come, and all are settled. */
static int count_while_more_come(const struct rq_task *task, void *context, struct rq_error *why)
{
	size_t *count = context;

	if (*count == 0)
		enqueue_jobs(310, 290);
	return count_task(task, context, why);
}

/* More than one transaction shows: what is settled between two of them is not shown again. */
static void each_task_is_met_once_though_it_is_settled_meanwhile(void **state)
{
	struct rq_submission submission = make_submission(0);
	struct rq_filter filter = { .status = -1, .candidate_id = submission.task.candidate_id };
	size_t count = 0;

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 300 });
	enqueue_jobs(0, 310);
	assert_int_equal(settled(), 300);
	assert_int_equal(rq_store_each(store, &filter, count_while_more_come, &count, &err), 0);
	assert_int_equal(settled(), 600);
	assert_int_equal(count, 600);
}

/* Adds ten résumés and notes behind each whether it is time to settle. */
static int add_resumes(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_bytes resume = { "{}", 2 };
	bool *due = context;
	char id[RQ_ID_SIZE];

	for (int i = 0; i < 10; i++) {
		make_id(id, "lone resume", i);
		if (rq_session_add_resume(session, id, resume, why) == -1)
			return -1;
		due[i] = rq_settle_is_due(session);
	}
	return 0;
}

static void resumes_without_tasks_are_settled_too(void **state)
{
	bool due[10];

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 10 });
	assert_int_equal(rq_session_write(rq_embedded_of(store), add_resumes, due, &err), 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(due[i], i == 9);
}

/* As soon as there is something to forget. */
static void forget(int number)
{
	struct rq_submission submission = make_submission(number);
	struct rq_forgotten forgotten = { .shared = 0 };

	while (forgotten.swept.tasks == 0)
		assert_int_equal(rq_embedded_forget(store, submission.task.candidate_id,
						    &(struct rq_id_list) { .count = 0 }, NOW,
						    &forgotten, &err),
				 0);
}

/* Two settle and erase at the same time: no index gets back what is gone. */
static void what_is_erased_meanwhile_is_not_settled(void **state)
{
	pid_t child;
	int status;

	(void)state;
	child = fork();
	store = open_store_with((struct rq_store_options) { .settle_after = 40 });
	for (int i = 0; child != 0 && i < 150; i++)
		enqueue_many(i * 10, 10);
	for (int i = 0; child == 0 && i < 150; i++)
		forget(i * 10);
	if (child == 0)
		_exit(0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_sound();
}

static bool has_resume(const char *resume_id)
{
	size_t length;
	char *text;
	bool has = rq_store_get(store, RQ_STORED_RESUME, resume_id, &text, &length, &err) == 0;

	if (has)
		free(text);
	return has;
}

/* --- known again ------------------------------------------------------------------------ */

/* Results are kept for longer than résumés: what was paid for once is not paid for again. */
static void a_task_is_known_again_whose_resume_has_expired(void **state)
{
	const struct rq_retention how = { NOW + 2 * DAY, 900 * DAY, DAY, 900 * DAY };
	struct rq_submission again, other_job;
	struct rq_swept swept;
	int done = 0;

	(void)state;
	while (status_of(make_submission(done).task.task_id) != RQ_TASK_DONE)
		done++;
	again = other_job = make_submission(done);
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_false(has_resume(again.task.resume_id));
	assert_int_equal(enqueue_at(&again, NOW + 2 * DAY), RQ_CACHED);
	make_id(other_job.task.job_id, "job", 7);
	rq_task_identify(&other_job.task);
	assert_int_equal(enqueue_at(&other_job, NOW + 2 * DAY), RQ_ADMITTED);
	again = make_submission(done);
	assert_int_equal(enqueue_at(&again, NOW + 2 * DAY), RQ_CACHED);
	assert_sound();
}

/* Whether tasks are to be settled before and after they are. */
static int settle_here(struct rq_session *session, void *context, struct rq_error *why)
{
	bool *due = context;

	due[0] = rq_settle_is_due(session);
	if (rq_settle_here(session, why) == -1)
		return -1;
	due[1] = rq_settle_is_due(session);
	return 0;
}

static void what_is_settled_in_a_transaction_is_not_settled_again(void **state)
{
	bool due[2];

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 1000 });
	enqueue_many(0, 2);
	rq_store_close(store);
	store = open_store_with((struct rq_store_options) { .settle_after = 1 });
	assert_int_equal(rq_session_write(rq_embedded_of(store), settle_here, due, &err), 0);
	assert_true(due[0]);
	assert_false(due[1]);
	assert_sound();
}

/* --- what is damaged before it is settled ----------------------------------------------- */

/* The ids of the first task can still be read. */
static int break_task(struct rq_session *session, void *context, struct rq_error *why)
{
	static const unsigned char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	const struct rq_span key = { first, sizeof first };
	unsigned char bytes[RQ_PACK_MAX];
	struct rq_span value;

	(void)context;
	if (rq_table_get(session->txn, RQ_T_TASKS, key, &value, why) != 1)
		return -1;
	memcpy(bytes, value.data, value.size);
	bytes[value.size - 1] ^= 1;
	return rq_table_put(session->txn, RQ_T_TASKS, key, (struct rq_span) { bytes, value.size },
			    why);
}

static int make_broken(void **state)
{
	(void)make_store(state);
	enqueue_many(0, 2);
	assert_int_equal(rq_store_cancel(store, &(struct rq_filter) { .status = RQ_TASK_QUEUED },
					 NOW, &(size_t) { 0 }, &err),
			 0);
	assert_int_equal(rq_session_write(rq_embedded_of(store), break_task, NULL, &err), 0);
	return 0;
}

static void the_resume_of_a_damaged_task_waits_for_a_repair(void **state)
{
	const struct rq_retention how = { NOW + 900 * DAY, DAY, DAY, DAY };
	struct rq_submission one = make_submission(0), other = make_submission(1);
	struct rq_swept swept;

	(void)state;
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_int_equal(swept.resumes, 1);
	assert_true(has_resume(one.task.resume_id));
	assert_false(has_resume(other.task.resume_id));
}

static void nobody_is_said_to_be_forgotten_whose_task_is_damaged(void **state)
{
	struct rq_forgotten forgotten = { .shared = 0 };
	struct rq_submission one = make_submission(0), other = make_submission(1);
	const struct rq_id_list none = { .count = 0 };

	(void)state;
	assert_int_equal(
	    rq_embedded_forget(store, one.task.candidate_id, &none, NOW, &forgotten, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	assert_int_equal(
	    rq_embedded_forget(store, other.task.candidate_id, &none, NOW, &forgotten, &err), 0);
	assert_int_equal(forgotten.swept.tasks, 1);
}

int main(void)
{
#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_store)
#define BROKEN_TEST(name) cmocka_unit_test_setup_teardown(name, make_broken, remove_store)
	const struct CMUnitTest tests[] = {
		PLACE_TEST(newest_tasks_are_found_before_and_after_they_are_settled),
		PLACE_TEST(thousands_are_settled_at_once),
		PLACE_TEST(it_settles_when_there_are_enough),
		PLACE_TEST(each_task_is_met_once_though_it_is_settled_meanwhile),
		PLACE_TEST(resumes_without_tasks_are_settled_too),
		PLACE_TEST(what_is_erased_meanwhile_is_not_settled),
		PLACE_TEST(what_is_settled_in_a_transaction_is_not_settled_again),
		cmocka_unit_test_setup_teardown(a_task_is_known_again_whose_resume_has_expired,
						make_mixed_store, remove_store),
		BROKEN_TEST(the_resume_of_a_damaged_task_waits_for_a_repair),
		BROKEN_TEST(nobody_is_said_to_be_forgotten_whose_task_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
