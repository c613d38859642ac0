#include "store_damage.h"

#include "result/gist.h"
#include "store/care.h"
#include "store/key.h"

/* --- what a repair says ------------------------------------------------------ */

static size_t aside;
static char aside_name[64], aside_result[64];

static int count_aside(const char *name, struct rq_bytes record, struct rq_bytes result,
		       void *context, struct rq_error *why)
{
	(void)snprintf(aside_name, sizeof aside_name, "%s", name);
	(void)context;
	(void)why;
	assert_true(record.length > 0);
	(void)snprintf(aside_result, sizeof aside_result, "%.*s", (int)result.length,
		       result.data ? result.data : "");
	aside++;
	return 0;
}

static size_t count_wrong(void)
{
	size_t wrong = 0;

	assert_int_equal(
	    rq_store_check(store, &(struct rq_checking) { keep_line, NULL, NULL }, &wrong, &err),
	    0);
	return wrong;
}

static void repair_with(rq_gist_maker *make_gist)
{
	const struct rq_mending mending = { keep_line, count_aside, NULL, make_gist };

	rq_store_close(store);
	store = NULL;
	wrong_lines = aside = 0;
	all_lines[0] = '\0';
	if (rq_store_repair(alone(), &mending, &err) == -1)
		fail_msg("%s", err.message);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_sound();
}

static void repair(void)
{
	repair_with(NULL);
}

/* The whole of a store as its users see it. */
static char *picture(void)
{
	json_t *all = json_object(), *counts, *usage;
	char *text;

	assert_int_equal(rq_store_counts(store, &counts, &err), 0);
	assert_int_equal(rq_store_usage(store, 0, 0, &usage, &err), 0);
	(void)json_object_set_new(all, "counts", counts);
	(void)json_object_set_new(all, "usage", usage);
	text = json_dumps(all, JSON_SORT_KEYS);
	json_decref(all);
	return text;
}

/* --- tests ------------------------------------------------------------------- */

/* Of tables that follow from records: emptied, or filled with strays, they come back. */
static void assert_comes_back(const enum rq_table_number *tables, size_t count)
{
	char *before = picture(), *after;

	for (size_t i = 0; i < count; i++) {
		char key[24];

		memset(key, 1, sizeof key);
		do_it((struct damage) { .table = tables[i], .remove = true });
		do_it((struct damage) { tables[i], false, key, sizeof key, "12345678", 8 });
		if (count_wrong() == 0)
			fail_msg("damage of %s is not found", rq_table_names[tables[i]]);
		repair();
		after = picture();
		assert_string_equal(before, after);
		free(after);
	}
	free(before);
}

static void every_index_comes_back(void **state)
{
	static const enum rq_table_number tables[] = {
		RQ_T_READY,     RQ_T_WAITING,      RQ_T_BY_STATUS, RQ_T_EXPIRY,
		RQ_T_BY_ID,     RQ_T_BY_CANDIDATE, RQ_T_BY_JOB,    RQ_T_BY_CREATED,
		RQ_T_BY_RESUME, RQ_T_BY_USE,       RQ_T_SIEVES,
	};

	(void)state;
	assert_comes_back(tables, sizeof tables / sizeof tables[0]);
}

static void indexes_of_tasks_in_hand_come_back(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_LEASES, RQ_T_BY_BATCH };

	(void)state;
	assert_comes_back(tables, sizeof tables / sizeof tables[0]);
}

static void counters_come_back(void **state)
{
	char zeros[8 * RQ_TASK_STATUSES] = { 0 };

	(void)state;
	do_it((struct damage) { RQ_T_COUNTERS, false, "t", 1, zeros, sizeof zeros });
	assert_int_equal(counted("tasks", "dead"), 0);
	repair();
	assert_int_equal(counted("tasks", "dead"), 5);
	do_it((struct damage) { .table = RQ_T_COUNTERS, .value = "x", .size = 1 });
	repair();
	assert_int_equal(counted("tasks", "done"), 10);
}

static void dollars_come_back(void **state)
{
	char zeros[16] = { 0 };

	(void)state;
	do_it((struct damage) { RQ_T_SPENDING, false, "reserved", 8, zeros, sizeof zeros });
	assert_true(count_wrong() > 0);
	repair();
	do_it((struct damage) { .table = RQ_T_SPENDING, .remove = true });
	assert_true(count_wrong() > 0);
	repair();
}

/* What can be made anew from nothing goes, with a word each; the store is sound and works. */
static void records_that_cannot_be_read_are_dropped_with_a_word(void **state)
{
	static const struct {
		enum rq_table_number table;
		const char *words;
	} cases[] = {
		{ RQ_T_USAGE, "a damaged line of usage: dropped\n" },
		{ RQ_T_SCOPES, "limits with a damaged record: dropped\n" },
		{ RQ_T_BATCHES, "a batch with a damaged record: dropped\n" },
		{ RQ_T_METRICS, "a damaged metric: dropped\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		do_it((struct damage) { .table = cases[i].table, .value = "?", .size = 1 });
		assert_true(count_wrong() > 0);
		repair();
		if (!strstr(all_lines, cases[i].words))
			fail_msg("not \"%s\":\n%s", cases[i].words, all_lines);
	}
	enqueue_many(100, 1);
	assert_int_equal(counted("tasks", "queued"), 3); /* those of the batch, and the new one */
}

static void uses_come_back(void **state)
{
	static const char none[8] = { 1 };

	(void)state;
	do_it((struct damage) { .table = RQ_T_USES, .remove = true });
	do_it((struct damage) { RQ_T_USES, false, none, sizeof none, none, sizeof none });
	assert_true(count_wrong() > 0);
	repair();
}

static void marks_come_back(void **state)
{
	char ones[32] = { 0 };

	(void)state;
	for (int i = 7; i < 32; i += 8)
		ones[i] = 1;
	do_it((struct damage) { RQ_T_META, false, "marks", 5, ones, sizeof ones });
	repair();
	enqueue_many(100, 5);
	assert_int_equal(counted("tasks", "queued"), 15);
	assert_sound();
}

static void a_task_without_its_result_runs_again(void **state)
{
	const struct rq_retention how = { .now = NOW + 2 * DAY, .results = DAY };
	struct rq_swept swept;

	(void)state;
	do_it((struct damage) { .table = RQ_T_RESULTS, .remove = true });
	repair();
	assert_int_equal(wrong_lines, 1);
	assert_int_equal(counted("tasks", "done"), 9);
	assert_int_equal(counted("tasks", "queued"), 11);
	/* nor is its time over: what else has ended goes */
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_int_equal(swept.tasks, 14);
}

static void a_gist_without_its_result_goes(void **state)
{
	char key[8];

	(void)state;
	memset(key, 1, sizeof key);
	do_it((struct damage) { RQ_T_GISTS, false, key, sizeof key, "somebody", 8 });
	repair();
	assert_int_equal(wrong_lines, 1);
	assert_non_null(strstr(all_lines, "a gist without a result"));
}

/* --- gists, as reports have them made ------------------------------------------- */

static size_t gists_wrong(void)
{
	const struct rq_checking how = { keep_line, NULL, rq_gist_make_like };
	size_t wrong = 0;

	all_lines[0] = '\0';
	assert_int_equal(rq_store_check(store, &how, &wrong, &err), 0);
	return wrong;
}

static int see_gist(const struct rq_sight *sight, void *context, struct rq_error *why)
{
	size_t *count = context;
	struct rq_gist gist;

	if (sight->task->status != RQ_TASK_DONE)
		return 0;
	assert_int_equal(rq_gist_read(sight->gist.data, sight->gist.length, &gist, why), 0);
	assert_string_equal(gist.task_id, "");
	++*count;
	return 0;
}

static void assert_reports_have_gists(size_t count)
{
	const struct rq_filter all = { .status = -1 };
	size_t seen = 0;

	assert_int_equal(rq_store_see(store, &all, see_gist, &seen, &err), 0);
	assert_int_equal(seen, count);
}

/* In place of the first gist there is: that of a result of this text, in the form of another. */
static void keep_gist_of(const char *text, const char *like)
{
	struct rq_key time = { .size = 0 };
	json_t *result = json_loads(text, 0, NULL);
	struct rq_buffer bytes;

	rq_buffer_init(&bytes, RQ_MAX_GIST_BYTES);
	rq_key_time(&time, NOW + 30 * MINUTE);
	assert_int_equal(rq_buffer_append(&bytes, time.bytes, time.size, &err), 0);
	assert_int_equal(
	    rq_gist_make_like(result, (struct rq_span) { like, strlen(like) }, &bytes, &err), 0);
	do_it((struct damage) { .table = RQ_T_GISTS, .value = bytes.data, .size = bytes.length });
	rq_buffer_free(&bytes);
	json_decref(result);
}

static void gists_that_are_missing_come_back(void **state)
{
	(void)state;
	assert_int_equal(gists_wrong(), 10);
	assert_non_null(strstr(all_lines, "a result without its gist\n"));
	repair_with(rq_gist_make_like);
	assert_string_equal(all_lines, ""); /* only slower without */
	assert_int_equal(gists_wrong(), 0);
	assert_reports_have_gists(10);
	do_it((struct damage) { .table = RQ_T_GISTS, .remove = true });
	assert_int_equal(gists_wrong(), 1);
}

static void a_gist_that_is_not_of_its_result_is_made_anew(void **state)
{
	(void)state;
	repair_with(rq_gist_make_like);
	keep_gist_of("{\"type\":\"result\",\"task_id\":\"another\"}", "");
	assert_int_equal(gists_wrong(), 1);
	assert_non_null(strstr(all_lines, "a gist that is not of its result\n"));
	repair_with(rq_gist_make_like);
	assert_non_null(strstr(all_lines, "a gist that is not of its result: made anew\n"));
	assert_int_equal(gists_wrong(), 0);
	assert_reports_have_gists(10);
}

static void a_gist_of_an_older_rq_is_right(void **state)
{
	(void)state;
	repair_with(rq_gist_make_like);
	keep_gist_of("{\"type\":\"result\"}", "\1");
	assert_int_equal(gists_wrong(), 0);
	keep_gist_of("{\"type\":\"result\",\"status\":\"ok\"}", "\1");
	assert_int_equal(gists_wrong(), 1);
	repair_with(rq_gist_make_like);
	assert_reports_have_gists(10);
}

static void of_a_result_that_is_damaged_no_gist_is_asked_for(void **state)
{
	(void)state;
	repair_with(rq_gist_make_like);
	do_it((struct damage) { .table = RQ_T_RESULTS, .value = "{\"type\"}", .size = 8 });
	assert_int_equal(gists_wrong(), 1);
	assert_non_null(strstr(all_lines, "results: record "));
}

static int make_none(const json_t *result, struct rq_span like, struct rq_buffer *gist,
		     struct rq_error *why)
{
	(void)result;
	(void)like;
	(void)rq_buffer_append(gist, "begun", 5, why);
	return rq_fail(why, RQ_TOO_LARGE, "too long");
}

static void a_result_whose_gist_would_be_too_long_has_none(void **state)
{
	const struct rq_checking how = { keep_line, NULL, make_none };
	size_t wrong = 99;

	(void)state;
	assert_int_equal(rq_store_check(store, &how, &wrong, &err), 0);
	assert_int_equal(wrong, 0);
	repair_with(rq_gist_make_like);
	assert_int_equal(rq_store_check(store, &how, &wrong, &err), 0);
	assert_int_equal(wrong, 10);
	repair_with(make_none);
	assert_int_equal(rq_store_check(store, &how, &wrong, &err), 0);
	assert_int_equal(wrong, 0);
}

static void a_result_of_no_task_goes(void **state)
{
	char key[8];

	(void)state;
	memset(key, 1, sizeof key);
	do_it((struct damage) { RQ_T_RESULTS, false, key, sizeof key, "{}", 2 });
	repair();
	assert_int_equal(wrong_lines, 1);
	assert_non_null(strstr(all_lines, "which does not exist: dropped"));
	assert_int_equal(counted("results", NULL), 10);
}

static void a_store_without_anything_is_repaired_to_one(void **state)
{
	(void)state;
	repair();
	assert_string_equal(all_lines, "");
	enqueue_many(0, 3);
	assert_int_equal(counted("tasks", "queued"), 3);
}

/* More than goes into one transaction of a repair. */
static void no_task_is_lost_between_transactions(void **state)
{
	enum { MANY = 4100 };

	(void)state;
	enqueue_many(0, MANY);
	repair();
	assert_int_equal(counted("tasks", "queued"), MANY);
	assert_int_equal(counted("resumes", NULL), MANY);
	for (int i = 4090; i < MANY; i++)
		assert_int_equal(status_of(make_submission(i).task.task_id), RQ_TASK_QUEUED);
}

/* --- holds --------------------------------------------------------------------------- */

static int see_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)hold;
	(void)why;
	++*(size_t *)context;
	return 0;
}

static void a_damaged_hold_is_kept_by_its_id_or_goes(void **state)
{
	size_t count = 0;

	(void)state;
	do_it((struct damage) { RQ_T_HOLDS, false, "c0123456789abcdef", 17, "x", 1 });
	do_it((struct damage) { RQ_T_HOLDS, false, "?", 1, "x", 1 });
	repair();
	assert_int_equal(rq_store_holds(store, see_hold, &count, &err), 0);
	assert_int_equal(count, 1);
	assert_sound();
}

/* --- somebody who cannot take what is left ----------------------------------------------- */

static int refuse(const char *name, struct rq_bytes record, struct rq_bytes result, void *context,
		  struct rq_error *why)
{
	(void)name;
	(void)record;
	(void)result;
	(void)context;
	return rq_fail(why, RQ_SYSTEM, "no room for it");
}

static void what_nobody_takes_stays(void **state)
{
	const struct rq_mending mending = { keep_line, refuse, NULL, NULL };

	(void)state;
	do_it((struct damage) { .table = RQ_T_RESULTS, .value = "{\"type\"}", .size = 8 });
	rq_store_close(store);
	store = NULL;
	assert_int_equal(rq_store_repair(alone(), &mending, &err), -1);
	assert_string_equal(err.message, "no room for it");
	err = (struct rq_error) { 0 };
	store = open_store_with((struct rq_store_options) { 0 });
	assert_told("results: record ");
}

static void a_task_without_its_resume_is_dead(void **state)
{
	struct rq_submission last = make_submission(29);
	struct rq_key key = rq_session_resume_key(30, last.task.resume_id);
	char resume[RQ_KEY_MAX];

	(void)state;
	memcpy(resume, key.bytes, key.size);
	do_it((struct damage) { RQ_T_RESUMES, false, resume, key.size, "", 0 });
	repair();
	assert_int_equal(counted("tasks", "dead"), 6);
	assert_int_equal(status_of(last.task.task_id), RQ_TASK_DEAD);
}

static int find_result(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = rq_table_walk(session->txn, RQ_T_RESULTS, (struct rq_span) { 0 }, &walk, why);

	if (got == 0 && (got = rq_table_next(&walk, &key, &value, why)) == 1)
		memcpy(context, key.data, 8);
	rq_table_end(&walk);
	return got == 1 ? 0 : -1;
}

static void a_damaged_task_is_set_aside_with_its_result(void **state)
{
	char number[8];

	(void)state;
	assert_int_equal(rq_session_read(rq_embedded_of(store), find_result, number, &err), 0);
	do_it((struct damage) { RQ_T_TASKS, false, number, sizeof number, "nonsense", 8 });
	repair();
	assert_int_equal(aside, 1);
	assert_string_equal(aside_result, "{\"type\":\"result\"}");
	assert_int_equal(counted("tasks", "done"), 9);
	assert_int_equal(counted("results", NULL), 9);
}

static void a_damaged_result_is_set_aside_and_made_again(void **state)
{
	(void)state;
	do_it((struct damage) { .table = RQ_T_RESULTS, .value = "{\"type\"}", .size = 8 });
	repair();
	assert_int_equal(aside, 1);
	assert_non_null(strstr(aside_name, "results: record "));
	assert_non_null(strstr(all_lines, "done without a result: runs again"));
	assert_int_equal(counted("tasks", "done"), 9);
	assert_int_equal(counted("results", NULL), 9);
}

/* As if it were missing. */
static void a_damaged_resume_is_set_aside(void **state)
{
	struct rq_submission last = make_submission(29);
	struct rq_key key = rq_session_resume_key(30, last.task.resume_id);
	char resume[RQ_KEY_MAX];

	(void)state;
	memcpy(resume, key.bytes, key.size);
	do_it((struct damage) { RQ_T_RESUMES, false, resume, key.size, "[]", 2 });
	repair();
	assert_int_equal(aside, 1);
	assert_string_equal(aside_name, "resumes: record 30");
	assert_int_equal(status_of(last.task.task_id), RQ_TASK_DEAD);
}

/* Or the posting could never come back, for the store would say that it has it. */
static void a_damaged_posting_makes_room_for_itself(void **state)
{
	static const char posting[] = "{\"title\":\"Clerk\"}";
	struct rq_submission first = make_submission(0);
	struct rq_bytes torn = { posting, 9 }, whole = { posting, sizeof posting - 1 };
	size_t length;
	char id[RQ_ID_SIZE], *text;

	(void)state;
	rq_digest_copy_id(id, first.task.job_version);
	assert_int_equal(rq_store_put(store, RQ_STORED_JOB, id, torn, &err), 0);
	repair();
	assert_int_equal(aside, 1);
	assert_int_equal(rq_store_put(store, RQ_STORED_JOB, id, whole, &err), 0);
	assert_int_equal(rq_store_get(store, RQ_STORED_JOB, id, &text, &length, &err), 0);
	assert_string_equal(text, posting);
	free(text);
}

static void a_damaged_task_does_not_stop_the_others(void **state)
{
	static const char last[8] = { 0, 0, 0, 0, 0, 0, 0, 21 }; /* the first that is ready */
	struct rq_task tasks[30];
	size_t count;

	(void)state;
	do_it((struct damage) { RQ_T_TASKS, false, last, sizeof last, "nonsense", 8 });
	count = claim_at(NOW + DAY, tasks, 3);
	assert_int_equal(count, 3);
	count += claim_at(NOW + DAY, tasks + count, 27);
	assert_int_equal(count, 14);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&tasks[i]);
	assert_true(count_wrong() > 0);
}

static void calls_that_lost_their_limits_are_mended(void **state)
{
	(void)state;
	do_it((struct damage) { .table = RQ_T_SCOPES, .remove = true });
	repair();
	do_it((struct damage) { .table = RQ_T_PERMITS, .remove = true });
	repair();
	do_it((struct damage) { .table = RQ_T_PERMITS, .value = "x", .size = 1 });
	repair();
}

static void tasks_of_a_batch_that_is_gone_run_again(void **state)
{
	(void)state;
	do_it((struct damage) { .table = RQ_T_BATCHES, .remove = true });
	repair();
	assert_int_equal(counted("tasks", "submitted"), 0);
	assert_int_equal(counted("tasks", "queued"), 2);
}

static void a_store_in_use_is_left_alone(void **state)
{
	const struct rq_mending mending = { keep_line, count_aside, NULL, NULL };
	struct rq_compaction sizes;

	(void)state;
	assert_int_equal(rq_store_repair(alone(), &mending, &err), -1);
	assert_int_equal(err.code, RQ_AGAIN);
	err.code = RQ_OK;
	assert_int_equal(rq_store_compact(alone(), &sizes, &err), -1);
	assert_int_equal(err.code, RQ_AGAIN);
	assert_sound();
}

static void compacting_gives_space_back_and_keeps_all(void **state)
{
	struct rq_compaction sizes;
	char *before, *after;

	(void)state;
	enqueue_many(100, 2000);
	for (int i = 0; i < 300; i++) { /* of which 2,000 are no longer in the queue */
		struct rq_task tasks[8];
		size_t count = claim_at(NOW + DAY, tasks, 8);

		for (size_t j = 0; j < count; j++) {
			assert_true(finish_as(&tasks[j], RQ_END_DONE, NOW + DAY));
			rq_task_free(&tasks[j]);
		}
	}
	before = picture();
	rq_store_close(store);
	store = NULL;
	assert_int_equal(rq_store_compact(alone(), &sizes, &err), 0);
	assert_true(sizes.after < sizes.before);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_sound();
	after = picture();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* More than one transaction of a copy takes, in one table. */
static void a_large_table_is_copied_whole(void **state)
{
	enum { JOBS = 20, SIZE = 1 << 20 };
	struct rq_compaction sizes;
	char *text = malloc(SIZE), *kept, id[RQ_ID_SIZE];
	size_t length;

	(void)state;
	assert_non_null(text);
	memset(text, ' ', SIZE);
	memcpy(text, "{\"x\":\"\"", 7);
	text[SIZE - 1] = '}';
	for (int i = 0; i < JOBS; i++) {
		make_id(id, "job", i);
		text[2] = (char)('a' + i);
		assert_int_equal(
		    rq_store_put(store, RQ_STORED_JOB, id, (struct rq_bytes) { text, SIZE }, &err),
		    0);
	}
	free(text);
	rq_store_close(store);
	store = NULL;
	if (rq_store_compact(alone(), &sizes, &err) == -1)
		fail_msg("%s", err.message);
	store = open_store_with((struct rq_store_options) { 0 });
	for (int i = 0; i < JOBS; i++) {
		make_id(id, "job", i);
		assert_int_equal(rq_store_get(store, RQ_STORED_JOB, id, &kept, &length, &err), 0);
		assert_int_equal(length, SIZE);
		assert_int_equal(kept[2], 'a' + i);
		free(kept);
	}
}

int main(void)
{
#define CALLS_TEST(name) cmocka_unit_test_setup_teardown(name, make_calls, remove_store)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
	const struct CMUnitTest tests[] = {
		MIXED_TEST(every_index_comes_back),
		CALLS_TEST(indexes_of_tasks_in_hand_come_back),
		MIXED_TEST(counters_come_back),
		CALLS_TEST(dollars_come_back),
		CALLS_TEST(records_that_cannot_be_read_are_dropped_with_a_word),
		MIXED_TEST(uses_come_back),
		MIXED_TEST(marks_come_back),
		MIXED_TEST(a_task_without_its_result_runs_again),
		MIXED_TEST(a_gist_without_its_result_goes),
		MIXED_TEST(gists_that_are_missing_come_back),
		MIXED_TEST(a_gist_that_is_not_of_its_result_is_made_anew),
		MIXED_TEST(a_gist_of_an_older_rq_is_right),
		MIXED_TEST(a_result_whose_gist_would_be_too_long_has_none),
		MIXED_TEST(of_a_result_that_is_damaged_no_gist_is_asked_for),
		MIXED_TEST(a_result_of_no_task_goes),
		cmocka_unit_test_setup_teardown(a_store_without_anything_is_repaired_to_one,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(no_task_is_lost_between_transactions, make_store,
						remove_store),
		MIXED_TEST(a_damaged_hold_is_kept_by_its_id_or_goes),
		MIXED_TEST(what_nobody_takes_stays),
		MIXED_TEST(a_task_without_its_resume_is_dead),
		MIXED_TEST(a_damaged_task_is_set_aside_with_its_result),
		MIXED_TEST(a_damaged_result_is_set_aside_and_made_again),
		MIXED_TEST(a_damaged_resume_is_set_aside),
		MIXED_TEST(a_damaged_posting_makes_room_for_itself),
		MIXED_TEST(a_damaged_task_does_not_stop_the_others),
		CALLS_TEST(calls_that_lost_their_limits_are_mended),
		CALLS_TEST(tasks_of_a_batch_that_is_gone_run_again),
		MIXED_TEST(a_store_in_use_is_left_alone),
		MIXED_TEST(compacting_gives_space_back_and_keeps_all),
		MIXED_TEST(a_large_table_is_copied_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
