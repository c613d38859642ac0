#include "store_damage.h"

#include <sys/wait.h>

#include "base/clock.h"
#include "store/care.h"
#include "store/erase.h"
#include "store/use.h"

#define QUARTER (90 * DAY)

static struct rq_swept expire_at(int64_t now, int64_t results, int64_t resumes, int64_t logs)
{
	const struct rq_retention how = { now, results, resumes, logs };
	struct rq_swept swept;

	if (rq_store_expire(store, &how, &swept, &err) == -1)
		fail_msg("%s", err.message);
	assert_sound();
	return swept;
}

static void set_hold(const char *id, bool release)
{
	bool done;

	assert_int_equal(rq_store_hold(store, id, release, NOW, &done, &err), 0);
	assert_true(done);
}

/* Those of make_mixed_store() ended 30 minutes after NOW. */
static const int64_t ended = NOW + 30 * MINUTE;

static void nothing_goes_before_its_time(void **state)
{
	struct rq_swept swept = expire_at(ended + QUARTER - 1, QUARTER, QUARTER, QUARTER);

	(void)state;
	assert_int_equal(swept.tasks, 0);
	assert_int_equal(counted("results", NULL), 10);
}

static void what_is_over_goes_and_what_waits_stays(void **state)
{
	struct rq_swept swept = expire_at(ended + QUARTER, QUARTER, 2 * QUARTER, QUARTER);

	(void)state;
	assert_int_equal(swept.tasks, 15);
	assert_int_equal(swept.results, 10);
	assert_int_equal(counted("results", NULL), 0);
	assert_int_equal(counted("tasks", "done"), 0);
	assert_int_equal(counted("tasks", "dead"), 0);
	assert_int_equal(counted("tasks", "queued"), 10);
	assert_int_equal(counted("tasks", "retry"), 5);
	assert_int_equal(counted("resumes", NULL), 30);
}

static void resumes_that_no_waiting_task_needs_go(void **state)
{
	struct rq_swept swept = expire_at(NOW + DAY + QUARTER, 2 * QUARTER, QUARTER, QUARTER);

	(void)state;
	assert_int_equal(swept.tasks, 0);
	assert_int_equal(swept.resumes, 15);
	assert_int_equal(counted("resumes", NULL), 15);
	assert_int_equal(counted("results", NULL), 10);
}

static void a_resume_that_is_enqueued_again_lives_on(void **state)
{
	struct rq_submission done = make_submission(0);
	struct rq_swept swept;

	(void)state;
	for (int i = 0; i < 20; i++) { /* one of them is done */
		done = make_submission(i);
		make_id(done.task.recipe, "recipe", 1);
		rq_task_identify(&done.task);
		(void)enqueue_at(&done, NOW + QUARTER);
	}
	assert_int_equal(counted("tasks", "queued"), 30);
	assert_int_equal(rq_store_cancel(store, &(struct rq_filter) { .status = RQ_TASK_QUEUED },
					 NOW + QUARTER, &(size_t) { 0 }, &err),
			 0);
	swept = expire_at(NOW + DAY + QUARTER, 0, QUARTER, 0);
	assert_int_equal(swept.resumes, 10); /* the others' */
}

static void usage_goes_by_day(void **state)
{
	struct rq_swept swept = expire_at(NOW + QUARTER, 0, 0, QUARTER);

	(void)state;
	assert_int_equal(swept.usage, 0);
	assert_int_equal(used("calls"), 20);
	swept = expire_at(NOW + QUARTER + DAY, 0, 0, QUARTER);
	assert_int_equal(swept.usage, 3);
	assert_int_equal(used("calls"), 0);
}

static void keep_batch(int number, enum rq_batch_state state, int64_t created_at)
{
	struct rq_batch batch = { .count = 0 };
	struct rq_batch_terms terms = { .lease = LEASE, .now = created_at };
	struct rq_permit none;
	enum rq_refusal_reason why;

	make_id(batch.batch_id, "batch", number);
	assert_int_equal(rq_store_batch_begin(store, &batch, &none, 0, &terms, &why, &err), 0);
	batch.state = state;
	assert_int_equal(rq_store_batch_update(store, &batch, 0, &err), 0);
}

static int see_batch(const struct rq_batch *batch, void *context, struct rq_error *why)
{
	(void)why;
	assert_true(batch->state != RQ_BATCH_CLOSED || batch->created_at == NOW + 2 * DAY);
	++*(int *)context;
	return 0;
}

static void batches_that_are_closed_go(void **state)
{
	struct rq_swept swept;
	int batches = 0;

	(void)state;
	keep_batch(1, RQ_BATCH_CLOSED, NOW);
	keep_batch(2, RQ_BATCH_SUBMITTED, NOW);
	keep_batch(3, RQ_BATCH_CLOSED, NOW + 2 * DAY);
	swept = expire_at(NOW + DAY + QUARTER, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.batches, 1);
	assert_int_equal(rq_store_batches(store, true, see_batch, &batches, &err), 0);
	assert_int_equal(batches, 2);
}

static void a_batch_of_the_day_that_is_kept_stays(void **state)
{
	(void)state;
	keep_batch(1, RQ_BATCH_CLOSED, rq_clock_day(NOW));
	assert_int_equal(expire_at(NOW + QUARTER, 0, 0, QUARTER).batches, 0);
	assert_int_equal(expire_at(NOW + QUARTER + DAY, 0, 0, QUARTER).batches, 1);
}

static void a_class_without_a_time_is_kept(void **state)
{
	struct rq_swept swept = expire_at(NOW + 1000 * DAY, 0, 0, 0);

	(void)state;
	assert_int_equal(swept.tasks + swept.resumes + swept.usage, 0);
}

static void a_held_task_and_its_resume_stay(void **state)
{
	struct rq_task task = { 0 };
	struct rq_swept swept;

	(void)state;
	for (int i = 0; i < 30 && task.status != RQ_TASK_DONE; i++) {
		rq_task_free(&task);
		task = task_of(make_submission(i).task.task_id);
	}
	set_hold(task.task_id, false);
	swept = expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.tasks, 14);
	assert_int_equal(swept.held, 1);
	assert_int_equal(swept.resumes, 14);
	assert_int_equal(status_of(task.task_id), RQ_TASK_DONE);
	set_hold(task.task_id, true);
	swept = expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.tasks, 1);
	assert_int_equal(swept.resumes, 1);
	rq_task_free(&task);
}

static void a_held_candidate_keeps_all_tasks(void **state)
{
	struct rq_swept swept;

	(void)state;
	for (int i = 0; i < 30; i++)
		set_hold(make_submission(i).task.candidate_id, false);
	swept = expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.tasks, 0);
	assert_int_equal(swept.held, 15);
	assert_int_equal(counted("resumes", NULL), 30);
}

static void more_than_one_transaction_takes(void **state)
{
	struct rq_swept swept;
	size_t count;

	(void)state;
	enqueue_many(100, 5000);
	assert_int_equal(
	    rq_store_cancel(store, &(struct rq_filter) { .status = -1 }, NOW, &count, &err), 0);
	swept = expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.tasks, count + 15);
	assert_int_equal(counted("resumes", NULL), 0);
}

/* A transaction that outgrows the file's map is run again from its start: it counts once. */
static void what_is_erased_is_counted_once(void **state)
{
	struct rq_compaction sizes;
	struct rq_swept swept;
	size_t count;

	(void)state;
	enqueue_many(100, 500);
	assert_int_equal(
	    rq_store_cancel(store, &(struct rq_filter) { .status = -1 }, NOW, &count, &err), 0);
	rq_store_close(store);
	store = NULL;
	assert_int_equal(rq_store_compact(alone(), &sizes, &err), 0); /* no page of it is free */
	store = open_store_with(
	    (struct rq_store_options) { .map_size = (size_t)sizes.after + (128 << 10) });
	swept = expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_int_equal(swept.tasks, count + 15);
	assert_int_equal(swept.resumes, count + 15);
}

/* As another process does it, for one that has the store open. */
static void expire_elsewhere(void)
{
	const struct rq_retention how = { NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER };
	struct rq_swept swept;
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct rq_store_options options = { .map_size = 64 << 20, .keys = keys() };
		struct rq_store *opened;

		if (rq_store_open(folder, &options, &opened, &err) == -1 ||
		    rq_store_expire(opened, &how, &swept, &err) == -1 || swept.resumes == 0)
			_exit(1);
		rq_store_close(opened);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* A process knows the newest by a table of its own: it must not outlive them. */
static void a_resume_that_expired_can_come_again(void **state)
{
	struct rq_submission again = make_submission(200);
	char *text = NULL;
	size_t length;

	(void)state;
	enqueue_many(200, 1);
	assert_int_equal(status_of(again.task.task_id), RQ_TASK_QUEUED); /* it is in the table */
	assert_int_equal(rq_store_cancel(store, &(struct rq_filter) { .status = -1 }, NOW,
					 &(size_t) { 0 }, &err),
			 0);
	expire_elsewhere();
	assert_int_equal(enqueue_at(&again, NOW + QUARTER + DAY), RQ_ADMITTED);
	if (rq_store_get(store, RQ_STORED_RESUME, again.task.resume_id, &text, &length, &err) == -1)
		fail_msg("%s", err.message);
	free(text);
	assert_sound();
}

/* --- a person whose tasks went before the résumé ---------------------------------- */

/* Task n, whose résumé says whose it is. */
static struct rq_submission make_signed(int number, char record[128])
{
	struct rq_submission submission = make_submission(number);

	(void)snprintf(record, 128, "{\"type\":\"resume\",\"candidate_id\":\"%s\"}",
		       submission.task.candidate_id);
	submission.resume = (struct rq_bytes) { record, strlen(record) };
	return submission;
}

/* It is enqueued, cancelled, and expires; its résumé stays. */
static void outlive(struct rq_submission submission)
{
	const struct rq_filter its = { .status = -1, .task_id = submission.task.task_id };

	(void)enqueue_at(&submission, NOW);
	assert_int_equal(rq_store_cancel(store, &its, NOW, &(size_t) { 0 }, &err), 0);
	assert_int_equal(expire_at(NOW + QUARTER + DAY, QUARTER, 0, 0).tasks, 1);
}

static int forget(const char *candidate_id, struct rq_forgotten *forgotten)
{
	*forgotten = (struct rq_forgotten) { .shared = 0 };
	err = (struct rq_error) { 0 };
	return rq_store_forget(store, candidate_id, NOW + QUARTER + DAY, forgotten, &err);
}

static void a_resume_without_tasks_is_forgotten_with_its_person(void **state)
{
	struct rq_submission one, other;
	struct rq_forgotten forgotten;
	char own[128], others[128];

	(void)state;
	one = make_signed(400, own);
	other = make_signed(401, others);
	outlive(one);
	outlive(other);
	assert_int_equal(counted("resumes", NULL), 2);
	assert_int_equal(forget(one.task.candidate_id, &forgotten), 0);
	assert_int_equal(forgotten.swept.resumes, 1);
	assert_int_equal(forgotten.swept.tasks, 0);
	assert_int_equal(counted("resumes", NULL), 1);
	assert_sound();
}

static void a_resume_that_another_has_is_passed_on(void **state)
{
	struct rq_submission one, other;
	struct rq_forgotten forgotten;
	char own[128], *text;
	size_t length;

	(void)state;
	one = make_signed(400, own);
	outlive(one);
	other = make_submission(401);
	memcpy(other.task.resume_id, one.task.resume_id, sizeof one.task.resume_id);
	rq_task_identify(&other.task);
	(void)enqueue_at(&other, NOW);
	assert_int_equal(forget(one.task.candidate_id, &forgotten), 0);
	assert_int_equal(forgotten.swept.resumes, 0);
	assert_int_equal(forgotten.shared, 1);
	assert_int_equal(
	    rq_store_get(store, RQ_STORED_RESUME, one.task.resume_id, &text, &length, &err), 0);
	assert_null(strstr(text, one.task.candidate_id));
	assert_non_null(strstr(text, other.task.candidate_id));
	free(text);
	assert_sound();
}

static void a_resume_that_is_no_record_keeps_nobody_from_being_forgotten(void **state)
{
	struct rq_submission one = make_submission(400), other = make_submission(401);
	struct rq_forgotten forgotten;

	(void)state;
	one.resume = (struct rq_bytes) { "nonsense", 8 };
	(void)enqueue_at(&one, NOW);
	memcpy(other.task.resume_id, one.task.resume_id, sizeof one.task.resume_id);
	rq_task_identify(&other.task);
	(void)enqueue_at(&other, NOW);
	assert_int_equal(forget(one.task.candidate_id, &forgotten), 0);
	assert_int_equal(forgotten.shared, 1);
	assert_int_equal(counted("tasks", "queued"), 1);
	assert_int_equal(counted("resumes", NULL), 1);
}

static void somebody_of_many_jobs_is_forgotten_with_all_of_them(void **state)
{
	enum { JOBS = 600, AT_ONCE = 100 };
	struct rq_submission one = make_submission(400);
	struct rq_forgotten forgotten;

	(void)state;
	enqueue_many(0, 3);
	for (int i = 0; i < JOBS; i += AT_ONCE) {
		struct rq_enqueue_options options = { .now = NOW, .ttl = 7 * DAY };
		struct rq_submission some[AT_ONCE];

		for (int k = 0; k < AT_ONCE; k++) {
			some[k] = one;
			make_id(some[k].task.job_id, "job", i + k);
			rq_task_identify(&some[k].task);
		}
		assert_int_equal(rq_store_enqueue(store, some, AT_ONCE, &options, &err), 0);
	}
	assert_int_equal(counted("tasks", "queued"), JOBS + 3);
	assert_int_equal(forget(one.task.candidate_id, &forgotten), 0);
	assert_int_equal(forgotten.swept.tasks, JOBS);
	assert_int_equal(forgotten.swept.resumes, 1);
	assert_int_equal(counted("tasks", "queued"), 3);
	assert_sound();
}

static void who_is_held_is_not_forgotten_without_tasks_either(void **state)
{
	struct rq_forgotten forgotten;
	struct rq_submission one;
	char own[128];

	(void)state;
	one = make_signed(400, own);
	outlive(one);
	set_hold(one.task.candidate_id, false);
	assert_int_equal(forget(one.task.candidate_id, &forgotten), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_int_equal(counted("resumes", NULL), 1);
	/* nor is the résumé erased by time */
	assert_int_equal(expire_at(NOW + 2 * QUARTER, 0, QUARTER, 0).resumes, 0);
	set_hold(one.task.candidate_id, true);
	assert_int_equal(expire_at(NOW + 2 * QUARTER, 0, QUARTER, 0).resumes, 1);
}

static void a_resume_leaves_when_its_time_is_over_and_no_sooner(void **state)
{
	char own[128];

	(void)state;
	outlive(make_signed(400, own));
	assert_int_equal(expire_at(NOW + 2 * QUARTER - 1, 0, 2 * QUARTER, 0).resumes, 0);
	assert_int_equal(expire_at(NOW + 2 * QUARTER, 0, 2 * QUARTER, 0).resumes, 1);
}

/* Others' résumés go, also behind more held ones than a transaction looks at. */
static void a_hold_is_of_no_other_candidate(void **state)
{
	enum { ALL = 530, HELD = 520 };
	size_t count;

	(void)state;
	for (int i = 0; i < ALL; i++) {
		char own[128];
		struct rq_submission one = make_signed(400 + i, own);

		(void)enqueue_at(&one, NOW);
	}
	assert_int_equal(
	    rq_store_cancel(store, &(struct rq_filter) { .status = -1 }, NOW, &count, &err), 0);
	assert_int_equal(expire_at(NOW + QUARTER + DAY, QUARTER, 0, 0).tasks, ALL);
	for (int i = 0; i < HELD; i++)
		set_hold(make_submission(400 + i).task.candidate_id, false);
	set_hold("candidate_id", false); /* a word that is in all of them */
	assert_int_equal(expire_at(NOW + 2 * QUARTER, 0, QUARTER, 0).resumes, ALL - HELD);
	assert_int_equal(counted("resumes", NULL), HELD);
}

static int keep_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)why;
	*(struct rq_hold *)context = *hold;
	return 0;
}

static void a_hold_has_its_id_however_short_or_long(void **state)
{
	static const char *const ids[] = { "x", "a name that somebody gave by han" };

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		struct rq_hold hold = { .at = 0 };

		set_hold(ids[i], false);
		assert_int_equal(rq_store_holds(store, keep_hold, &hold, &err), 0);
		assert_string_equal(hold.id, ids[i]);
		assert_int_equal(hold.at, NOW);
		set_hold(ids[i], true);
	}
}

/* By its key: it has no id, or one that is too long. */
static void a_hold_that_is_damaged_still_holds(void **state)
{
	static const char key[1 + 16] = "cABCDEFGHIJKLMNOP", value[8 + RQ_ID_SIZE] = "";
	static const size_t sizes[] = { 0, 7, 8, 8 + RQ_ID_SIZE };
	struct rq_hold hold;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		assert_int_equal(rq_hold_read((struct rq_span) { key, sizeof key },
					      (struct rq_span) { value, sizes[i] }, &hold),
				 0);
		assert_true(hold.candidate);
		assert_string_equal(hold.id, "4142434445464748494a4b4c4d4e4f50");
	}
}

/* --- notes of people, which are recipes ------------------------------------------ */

static void keep_recipe(const char *id, const char *text)
{
	struct rq_bytes bytes = { text, strlen(text) };

	assert_int_equal(rq_store_put(store, RQ_STORED_RECIPE, id, bytes, &err), 0);
}

static bool has_recipe(const char *id)
{
	struct rq_error why = { 0 };
	size_t length;
	char *text;

	if (rq_store_get(store, RQ_STORED_RECIPE, id, &text, &length, &why) == -1)
		return false;
	free(text);
	return true;
}

static void notes_go_with_the_last_task_that_has_them(void **state)
{
	struct rq_submission noted = make_submission(300);
	char needed[RQ_ID_SIZE], unneeded[RQ_ID_SIZE], plain[RQ_ID_SIZE];

	(void)state;
	make_id(needed, "recipe", 0);
	make_id(unneeded, "recipe", 7);
	make_id(plain, "recipe", 8);
	keep_recipe(needed, "{\"notes\":[\"shorter\"]}");
	keep_recipe(unneeded, "{\"notes\":[\"Jane was ill in 2019\"]}");
	keep_recipe(plain, "{\"engine\":\"local\"}");
	memcpy(noted.task.recipe, unneeded, sizeof unneeded);
	rq_task_identify(&noted.task);
	(void)enqueue_at(&noted, NOW);
	(void)expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_true(has_recipe(unneeded)); /* its task waits */
	assert_int_equal(
	    rq_store_cancel(store,
			    &(struct rq_filter) { .status = -1, .task_id = noted.task.task_id },
			    NOW, &(size_t) { 0 }, &err),
	    0);
	(void)expire_at(NOW + QUARTER + DAY, QUARTER, QUARTER, QUARTER);
	assert_false(has_recipe(unneeded));
	assert_true(has_recipe(needed));
	assert_true(has_recipe(plain));
}

/* They are there before the tasks for which somebody is just enqueuing. */
static void notes_wait_for_their_tasks_while_nothing_else_goes(void **state)
{
	char id[RQ_ID_SIZE];

	(void)state;
	make_id(id, "recipe", 7);
	keep_recipe(id, "{\"notes\":[\"shorter\"]}");
	assert_int_equal(expire_at(NOW + DAY, QUARTER, QUARTER, QUARTER).notes, 0);
	assert_true(has_recipe(id));
}

int main(void)
{
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
#define EMPTY_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		MIXED_TEST(nothing_goes_before_its_time),
		MIXED_TEST(what_is_over_goes_and_what_waits_stays),
		MIXED_TEST(resumes_that_no_waiting_task_needs_go),
		MIXED_TEST(a_resume_that_is_enqueued_again_lives_on),
		MIXED_TEST(usage_goes_by_day),
		MIXED_TEST(batches_that_are_closed_go),
		EMPTY_TEST(a_batch_of_the_day_that_is_kept_stays),
		MIXED_TEST(a_class_without_a_time_is_kept),
		MIXED_TEST(a_held_task_and_its_resume_stay),
		MIXED_TEST(a_held_candidate_keeps_all_tasks),
		MIXED_TEST(more_than_one_transaction_takes),
		MIXED_TEST(what_is_erased_is_counted_once),
		MIXED_TEST(a_resume_that_expired_can_come_again),
		MIXED_TEST(notes_go_with_the_last_task_that_has_them),
		MIXED_TEST(notes_wait_for_their_tasks_while_nothing_else_goes),
		EMPTY_TEST(a_resume_without_tasks_is_forgotten_with_its_person),
		EMPTY_TEST(a_resume_that_another_has_is_passed_on),
		EMPTY_TEST(a_resume_that_is_no_record_keeps_nobody_from_being_forgotten),
		EMPTY_TEST(somebody_of_many_jobs_is_forgotten_with_all_of_them),
		EMPTY_TEST(who_is_held_is_not_forgotten_without_tasks_either),
		EMPTY_TEST(a_resume_leaves_when_its_time_is_over_and_no_sooner),
		EMPTY_TEST(a_hold_is_of_no_other_candidate),
		EMPTY_TEST(a_hold_has_its_id_however_short_or_long),
		cmocka_unit_test(a_hold_that_is_damaged_still_holds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
