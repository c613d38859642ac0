/* What of a store is damaged is told by whoever meets it, and nothing else is made of it. */

#include "store_damage.h"

#include "store/batch.h"
#include "store/metric.h"
#include "store/permit.h"
#include "store/settle.h"
#include "store/strewn.h"
#include "store/usage.h"

static void assert_says(int result, const char *words)
{
	assert_int_equal(result, -1);
	if (!strstr(err.message, words))
		fail_msg("\"%s\", but not \"%s\"", err.message, words);
	err = (struct rq_error) { 0 };
}

/* --- an export of what is damaged must not look whole --------------------------------------- */

static int drop(const json_t *parcel, void *context, struct rq_error *why)
{
	(void)parcel;
	(void)context;
	(void)why;
	return 0;
}

static void an_export_ends_where_a_record_is_damaged(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	static const struct {
		struct damage damage;
		const char *words;
	} cases[] = {
		{ { RQ_T_RESUMES, false, "short", 5, "{}", 2 }, "résumé's key is damaged" },
		{ { RQ_T_RESUMES, false, NULL, 0, "nonsense", 8 }, "a record is damaged" },
		{ { RQ_T_JOBS, false, "0123456789abcdef", 16, "nonsense", 8 },
		  "a record is damaged" },
		{ { RQ_T_RECIPES, false, "0123456789abcdef", 16, "[]", 2 }, "a record is damaged" },
		{ { RQ_T_AUDIT, false, first, 8, "nonsense", 8 }, "audit" },
		{ { RQ_T_SCOPES, false, NULL, 0, "nonsense", 8 }, "damaged" },
		{ { RQ_T_BATCHES, false, NULL, 0, "nonsense", 8 }, "a batch's record is damaged" },
		{ { RQ_T_TASKS, false, NULL, 0, "nonsense", 8 }, "damaged" },
		{ { RQ_T_RESULTS, false, NULL, 0, "nonsense", 8 }, "a record is damaged" },
		{ { RQ_T_USAGE, false, NULL, 0, "nonsense", 8 }, "a usage counter is damaged" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		if (i > 0)
			(void)make_calls(state);
		do_it(cases[i].damage);
		assert_says(rq_store_unload(store, drop, NULL, &err), cases[i].words);
		if (i + 1 < sizeof cases / sizeof cases[0])
			(void)remove_store(state);
	}
}

/* --- batches ------------------------------------------------------------------------------------
 */

static int keep_broken(struct rq_session *session, void *context, struct rq_error *why)
{
	const size_t *cut = context;
	struct rq_kept_batch kept = { .deadline = 5 };
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	char bytes[2048];

	(void)snprintf(kept.batch.batch_id, sizeof kept.batch.batch_id, "broken");
	if (rq_batch_save(session->txn, &kept, why) == -1)
		return -1;
	rq_key_id(&key, "broken");
	if (rq_table_get(session->txn, RQ_T_BATCHES, rq_key_span(&key), &value, why) != 1)
		return -1;
	memcpy(bytes, value.data, value.size);
	if (*cut == 0)
		bytes[7] = 99; /* its state */
	return rq_table_put(session->txn, RQ_T_BATCHES, rq_key_span(&key),
			    (struct rq_span) { bytes, value.size - *cut }, why);
}

static int see_batch(const struct rq_batch *batch, void *context, struct rq_error *why)
{
	(void)batch;
	(void)context;
	(void)why;
	return 0;
}

static void a_batch_that_is_cut_or_in_no_state_is_damaged(void **state)
{
	(void)state;
	for (size_t cut = 0; cut < 2; cut++) {
		assert_int_equal(rq_session_write(rq_embedded_of(store), keep_broken, &cut, &err),
				 0);
		assert_told("a batch with a damaged record");
		assert_says(rq_store_batches(store, true, see_batch, NULL, &err), "damaged");
		assert_says(rq_store_batch_update(
				store, &(struct rq_batch) { .batch_id = "broken" }, NOW, &err),
			    "damaged");
	}
}

static void a_batch_that_nobody_began_cannot_be_changed(void **state)
{
	(void)state;
	assert_says(
	    rq_store_batch_update(store, &(struct rq_batch) { .batch_id = "none" }, NOW, &err),
	    "the store has no batch none");
}

/* --- counters of events -------------------------------------------------------------------------
 */

static void damaged_metrics_are_neither_shown_nor_added_to(void **state)
{
	struct rq_submission one = make_submission(90);
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	static const char long_name[] = "a-name-that-no-event-of-rq-has-because-it-is-so-long-that-"
					"nobody-would-read-it-to-its-end";
	json_t *metrics = NULL;

	(void)state;
	do_it((struct damage) { RQ_T_METRICS, false, "admissions.queued", 17, "x", 1 });
	assert_says(rq_store_metrics(store, &metrics, &err),
		    "the metric admissions.queued is damaged");
	assert_says(rq_store_enqueue(store, &one, 1, &options, &err),
		    "the metric admissions.queued is damaged");
	rq_task_free(&one.task);
	do_it((struct damage) { RQ_T_METRICS, false, "admissions.queued", 17, "12345678", 8 });
	do_it((struct damage) { RQ_T_METRICS, false, long_name, 64, "12345678", 8 });
	assert_told("a damaged metric");
	assert_says(rq_store_metrics(store, &metrics, &err), "a metric is damaged");
}

struct told {
	size_t numbers;
	int64_t events, observed;
};

static void tell_number(const char *name, size_t number, int64_t amount, void *context)
{
	struct told *told = context;

	told->numbers++;
	if (strcmp(name, "endings.done") == 0 && number == 0)
		told->events += amount;
	if (strcmp(name, "wait_ms") == 0)
		told->observed += amount;
}

/* As they go to a server, number by number, and become one again. */
static void numbers_of_metrics_come_together_again(void **state)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct told told = { 0 };

	(void)state;
	rq_metrics_count(metrics, "endings", "done");
	rq_metrics_count(metrics, "endings", "done");
	rq_metrics_observe(metrics, RQ_H_WAIT, 70);
	rq_metrics_each(metrics, tell_number, &told);
	assert_int_equal(told.events, 2);
	assert_int_equal(told.observed, 71); /* one in its bucket, and the sum */
	assert_int_equal(told.numbers, 3);
	rq_metrics_free(metrics);
}

/* --- usage
 * ------------------------------------------------------------------------------------------ */

static void a_line_of_usage_is_found_by_its_name_or_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < RQ_USAGE_FIELDS; i++)
		assert_int_equal(rq_usage_find(rq_usage_name(i)), i);
	assert_int_equal(rq_usage_find("of a newer rq"), -1);
}

static void damaged_usage_is_neither_shown_nor_added_to(void **state)
{
	json_t *list = NULL;
	char endless[300];

	(void)state;
	do_it((struct damage) { RQ_T_USAGE, false, NULL, 0, "x", 1 });
	assert_says(rq_store_usage(store, 0, 0, &list, &err), "a usage counter is damaged");
	memset(endless, 'x', sizeof endless);
	do_it((struct damage) { RQ_T_USAGE, false, NULL, 0, endless, sizeof endless });
	assert_says(rq_store_usage(store, 0, 0, &list, &err), "a usage counter is damaged");
}

/* --- indexes by ids
 * -------------------------------------------------------------------------------- */

static void a_damaged_list_of_runs_is_told(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} lists[] = {
		{ "123", 3 },
		{ "\0\0\0\0\0\0\0\1"
		  "12345678901234567890123456789012",
		  40 },
		{ "\0\0\0\0\0\0\0\0", 8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		struct rq_task task;
		struct rq_submission one = make_submission(0);

		do_it(
		    (struct damage) { RQ_T_META, false, "runs", 4, lists[i].bytes, lists[i].size });
		assert_says(rq_store_task(store, one.task.task_id, &task, &err),
			    "the store's list of runs is damaged");
	}
}

static int turn_first_block(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_table_walk walk;
	struct rq_span key, value;
	struct rq_line lines[RQ_BLOCK_LINES], first;
	char name[64];

	(void)context;
	if (rq_table_walk(session->txn, RQ_T_BY_ID, (struct rq_span) { 0 }, &walk, why) == -1 ||
	    rq_table_next(&walk, &key, &value, why) != 1)
		return -1;
	memcpy(lines, value.data, value.size);
	memcpy(name, key.data, key.size);
	rq_table_end(&walk);
	assert_true(value.size >= 3 * sizeof first);
	first = lines[0];
	lines[0] = lines[1];
	lines[1] = first;
	return rq_table_put(session->txn, RQ_T_BY_ID, (struct rq_span) { name, key.size },
			    (struct rq_span) { lines, value.size }, why);
}

static void lines_that_are_out_of_order_are_found(void **state)
{
	(void)state;
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	assert_int_equal(rq_session_write(rq_embedded_of(store), turn_first_block, NULL, &err), 0);
	assert_told("by_id: damaged entries");
}

static void a_damaged_list_of_runs_ends_a_check(void **state)
{
	const struct rq_checking how = { keep_line, NULL, NULL };
	size_t wrong = 0;
	char key[24];

	(void)state;
	memset(key, 1, sizeof key);
	do_it((struct damage) { RQ_T_BY_ID, false, key, sizeof key, key, sizeof key });
	do_it((struct damage) { RQ_T_META, false, "runs", 4, "123", 3 });
	assert_says(rq_store_check(store, &how, &wrong, &err),
		    "the store's list of runs is damaged");
}

static void a_block_without_lines_is_found_and_merged_away(void **state)
{
	(void)state;
	enqueue_many(0, 3);
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	do_it((struct damage) { .table = RQ_T_BY_CREATED, .remove = true });
	do_it((struct damage) { .table = RQ_T_BY_CANDIDATE, .value = "", .size = 0 });
	assert_told("by_candidate: damaged entries");
	enqueue_many(3, 3);
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	assert_told("not in by_candidate");
	assert_null(strstr(all_lines, "by_candidate: damaged entries"));
}

struct search {
	uint64_t number;
	int got;
};

static int look_behind(struct rq_session *session, void *context, struct rq_error *why)
{
	const unsigned char id[RQ_KEY_ID] = { 0 };
	struct search *search = context;

	search->got = rq_strewn_next(session, RQ_T_BY_CANDIDATE, id, &search->number, why);
	return search->got == -1 ? -1 : 0;
}

static void behind_the_last_number_is_nothing(void **state)
{
	struct search search = { UINT64_MAX, 9 };

	(void)state;
	assert_int_equal(rq_session_read(rq_embedded_of(store), look_behind, &search, &err), 0);
	assert_int_equal(search.got, 0);
	assert_true(search.number == UINT64_MAX);
}

static unsigned char removed[RQ_KEY_ID];

static int remove_line(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct rq_line line = rq_line_make(removed, 1);

	*(int *)context = rq_strewn_remove(session, RQ_T_BY_CANDIDATE, &line, why);
	return *(int *)context == -1 ? -1 : 0;
}

static void a_line_that_is_not_there_is_not_removed(void **state)
{
	int got = 9;

	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), remove_line, &got, &err), 0);
	assert_int_equal(got, 0);
	enqueue_many(0, 900);
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	assert_int_equal(rq_session_write(rq_embedded_of(store), remove_line, &got, &err), 0);
	assert_int_equal(got, 0);
	/* nor where only another run has lines behind it */
	enqueue_many(900, 3);
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	memset(removed, 0xff, sizeof removed);
	assert_int_equal(rq_session_write(rq_embedded_of(store), remove_line, &got, &err), 0);
	assert_int_equal(got, 0);
	assert_sound();
}

/* --- the audit, and the rest -------------------------------------------------------------------
 */

static void a_damaged_head_of_the_audit_is_told(void **state)
{
	static const char zeros[8] = { 0 };
	struct rq_audit_head head;

	(void)state;
	do_it((struct damage) { RQ_T_AUDIT, false, zeros, 8, "x", 1 });
	assert_says(rq_store_audit_head(store, &head, &err), "audit: its head cannot be read");
}

static void a_log_that_lacks_its_end_is_not_closed(void **state)
{
	struct rq_audit_head there = rq_audit_beginning(), written = rq_audit_beginning();

	(void)state;
	written.sequence = there.sequence + 2;
	assert_says(rq_audit_close(&there, &written, &err), "but 2 were written");
	written.sequence = there.sequence;
	memset(written.hash, 'f', 1);
	assert_says(rq_audit_close(&there, &written, &err), "is not the one that was written last");
}

static void what_is_longer_than_an_id_cannot_be_held(void **state)
{
	bool done;

	(void)state;
	assert_says(
	    rq_store_hold(store, "123456789012345678901234567890123", false, NOW, &done, &err),
	    "no id");
}

static void a_clock_set_back_passes_over_what_is_damaged(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	struct rq_task tasks[2];

	(void)state;
	enqueue_many(0, 2);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	do_it((struct damage) { RQ_T_TASKS, false, first, 8, "nonsense", 8 });
	rq_task_free(&tasks[0]);
	rq_task_free(&tasks[1]);
	assert_int_equal(claim_at(NOW - DAY, tasks, 2), 0);
	assert_int_equal(claim_at(NOW - DAY + LEASE + 1, tasks, 2), 1); /* its lease came along */
	rq_task_free(&tasks[0]);
}

static void a_store_without_a_format_is_none(void **state)
{
	struct rq_store_options options = { .map_size = 64 << 20 };

	(void)state;
	do_it((struct damage) { RQ_T_META, true, "format", 6, NULL, 0 });
	rq_store_close(store);
	store = NULL;
	assert_says(rq_store_open(folder, &options, &store, &err), "data.mdb is not a store of rq");
}

int main(void)
{
#define CALLS_TEST(name) cmocka_unit_test_setup_teardown(name, make_calls, remove_store)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
#define NEW_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		CALLS_TEST(an_export_ends_where_a_record_is_damaged),
		NEW_TEST(a_batch_that_is_cut_or_in_no_state_is_damaged),
		NEW_TEST(a_batch_that_nobody_began_cannot_be_changed),
		NEW_TEST(damaged_metrics_are_neither_shown_nor_added_to),
		cmocka_unit_test(numbers_of_metrics_come_together_again),
		cmocka_unit_test(a_line_of_usage_is_found_by_its_name_or_not),
		CALLS_TEST(damaged_usage_is_neither_shown_nor_added_to),
		MIXED_TEST(a_damaged_list_of_runs_is_told),
		MIXED_TEST(lines_that_are_out_of_order_are_found),
		NEW_TEST(a_damaged_list_of_runs_ends_a_check),
		NEW_TEST(a_block_without_lines_is_found_and_merged_away),
		MIXED_TEST(behind_the_last_number_is_nothing),
		NEW_TEST(a_line_that_is_not_there_is_not_removed),
		MIXED_TEST(a_damaged_head_of_the_audit_is_told),
		cmocka_unit_test(a_log_that_lacks_its_end_is_not_closed),
		NEW_TEST(what_is_longer_than_an_id_cannot_be_held),
		NEW_TEST(a_clock_set_back_passes_over_what_is_damaged),
		NEW_TEST(a_store_without_a_format_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
