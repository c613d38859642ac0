/* What cares for a store, and moves it, over a database that fails at every call in turn. */

#include "store_faults.h"
#include "store_parcels.h"

#include "result/gist.h"
#include "store/audit.h"
#include "store/settle.h"

/* --- a store as records, and another made of them -------------------------------------- */

static size_t refused;

static int load(void)
{
	struct rq_arrival arrivals[64] = { { NULL } };
	struct rq_loading how = { .now = NOW };
	size_t all = json_array_size(parcels);
	int result;

	assert_true(all <= 64);
	for (size_t i = 0; i < all; i++)
		arrivals[i].parcel = json_array_get(parcels, i);
	result = rq_store_load(store, arrivals, all, &how, &err);
	refused = 0;
	for (size_t i = 0; result == 0 && i < all; i++)
		refused += arrivals[i].refusal.code != RQ_OK;
	return result;
}

static void decide(const char *task_id, int64_t at, const char *decision)
{
	struct rq_review one = { .task_id = task_id,
				 .at = at,
				 .decision = { decision, strlen(decision) } };

	assert_int_equal(rq_store_review(store, &one, 1, &err), 0);
}

static char done_id[RQ_ID_SIZE];

/* A little of everything: permits, a batch, a decision, a hold, a posting, a recipe. */
static int make_all(void **state)
{
	struct rq_submission first = make_submission(0);
	bool done;

	(void)make_calls(state);
	for (int i = 0; i < 4; i++) {
		struct rq_submission one = make_submission(i);

		if (status_of(one.task.task_id) == RQ_TASK_DONE)
			rq_digest_copy_id(done_id, one.task.task_id);
	}
	decide(done_id, NOW + MINUTE, "{\"decision\":\"approved\"}");
	assert_int_equal(rq_store_hold(store, first.task.candidate_id, false, NOW, &done, &err), 0);
	assert_int_equal(rq_store_put(store, RQ_STORED_JOB, "0f3a1c5e7b9d2f4a6c8e0b1d3f5a7c9e",
				      (struct rq_bytes) { "{}", 2 }, &err),
			 0);
	assert_int_equal(
	    rq_store_put(store, RQ_STORED_RECIPE, "by hand", (struct rq_bytes) { "{}", 2 }, &err),
	    0);
	return 0;
}

static int remove_all(void **state)
{
	json_decref(parcels);
	parcels = NULL;
	return remove_store(state);
}

static void open_another(const char *name)
{
	rq_store_close(store);
	(void)snprintf(folder, sizeof folder, "%s/%s", base, name);
	store = open_store_with((struct rq_store_options) { 0 });
}

static void a_move_to_another_store(void **state)
{
	char *one, *other;

	(void)state;
	TRY(unload_parcels);
	one = rq_json_text(parcels, 0);
	open_another("another");
	TRY(load);
	assert_int_equal(refused, 0);
	TRY(load); /* again */
	assert_int_equal(refused, 0);
	assert_int_equal(unload_parcels(), 0);
	other = rq_json_text(parcels, 0);
	assert_string_equal(one, other);
	free(one);
	free(other);
}

/* Of the same result here and there the later decision stands. */
static void a_later_decision_from_elsewhere(void **state)
{
	(void)state;
	assert_int_equal(unload_parcels(), 0);
	open_another("another");
	assert_int_equal(load(), 0);
	decide(done_id, NOW + 2 * MINUTE, "{\"decision\":\"rejected\"}");
	assert_int_equal(unload_parcels(), 0);
	(void)snprintf(folder, sizeof folder, "%s/store", base);
	rq_store_close(store);
	store = open_store_with((struct rq_store_options) { 0 });
	TRY(load);
	assert_int_equal(refused, 0);
}

/* --- the audit ------------------------------------------------------------------------- */

static int add_entries(void)
{
	const struct rq_audit_entry entries[2] = { { .action = RQ_AUDIT_EXPORTED, .id = "a" },
						   { .action = RQ_AUDIT_EXPORTED, .id = "b" } };

	return rq_store_audit_add(store, entries, 2, &err);
}

static int read_entries(void)
{
	struct rq_audit_entry entries[8];
	size_t count = 0;
	int result = rq_store_audit(store, 0, entries, 8, &count, &err);

	assert_true(result == -1 || count > 2);
	return result;
}

static int read_head(void)
{
	struct rq_audit_head head;

	return rq_store_audit_head(store, &head, &err);
}

static void the_audit(void **state)
{
	(void)state;
	TRY(add_entries);
	TRY(read_entries);
	TRY(read_head);
}

static void an_audit_that_is_damaged_here_is_not_gone_on_with(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	assert_int_equal(unload_parcels(), 0);
	do_it((struct damage) { RQ_T_AUDIT, false, first, sizeof first, "nonsense", 8 });
	assert_int_equal(load(), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	err = (struct rq_error) { 0 };
}

/* --- a clock that was set back ---------------------------------------------------------- */

static int64_t hours_back;

static int claim_again(void)
{
	struct rq_claim claim = { .now = NOW + MINUTE - hours_back * 60 * MINUTE, .lease = LEASE };
	struct rq_task tasks[8];
	size_t count = 0;
	int result = rq_store_claim(store, &claim, tasks, 8, &count, &err);

	for (size_t i = 0; i < count; i++)
		rq_task_free(&tasks[i]);
	return result;
}

static void a_clock_that_was_set_back(void **state)
{
	(void)state;
	hours_back = 0;
	assert_int_equal(claim_again(), 0);
	hours_back = 2;
	TRY(claim_again);
}

/* --- gists ---------------------------------------------------------------------------------- */

static int check_gists(void)
{
	const struct rq_checking how = { keep_line, NULL, rq_gist_make_like };
	size_t wrong = 0;

	all_lines[0] = '\0';
	return rq_store_check(store, &how, &wrong, &err);
}

static int repair_gists(void)
{
	const struct rq_mending mending = { keep_line, let_go, NULL, rq_gist_make_like };
	struct rq_error first;
	int result;

	rq_store_close(store);
	store = NULL;
	all_lines[0] = '\0';
	result = rq_store_repair(alone(), &mending, &err);
	first = err;
	left = -1;
	err = (struct rq_error) { 0 };
	store = open_store_with((struct rq_store_options) { 0 });
	err = first;
	return result;
}

static void gists(void **state)
{
	(void)state;
	TRY(check_gists);
	TRY(repair_gists);
	assert_int_equal(check_gists(), 0);
	assert_string_equal(all_lines, "");
}

static void a_check_of_lines_whose_task_is_gone(void **state)
{
	(void)state;
	assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	do_it((struct damage) { .table = RQ_T_TASKS, .remove = true });
	TRY_DAMAGED(check_gists);
	assert_non_null(strstr(all_lines, "by_id: an entry for task number"));
}

/* What is dropped is dropped, or nothing is. */
static void a_repair_of_all_that_is_damaged(void **state)
{
	char key[8];

	(void)state;
	memset(key, 1, sizeof key);
	do_it((struct damage) { RQ_T_RESULTS, false, key, sizeof key, "{}", 2 });
	do_it((struct damage) { RQ_T_REVIEWS, false, key, sizeof key, "12345678{}", 10 });
	do_it((struct damage) { RQ_T_GISTS, false, key, sizeof key, "somebody", 8 });
	do_it((struct damage) { RQ_T_JOBS, false, "0123456789abcdef", 16, "nonsense", 8 });
	do_it((struct damage) { RQ_T_HOLDS, false, "?", 1, "x", 1 });
	do_it((struct damage) { RQ_T_HOLDS, false, "c0123456789abcdef", 17, "x", 1 });
	TRY(repair_gists);
}

/* --- what leaves ------------------------------------------------------------------------------ */

/* Two candidates have the same résumé word for word. */
static void enqueue_twins(void)
{
	static const char text[] = "{\"type\":\"resume\",\"candidate_id\":\"%s\"}";
	struct rq_submission one = make_submission(50), other = make_submission(51);
	char record[96];

	rq_digest_copy_id(other.task.resume_id, one.task.resume_id);
	rq_task_identify(&other.task);
	(void)snprintf(record, sizeof record, text, one.task.candidate_id);
	one.resume = other.resume = (struct rq_bytes) { record, strlen(record) };
	assert_int_equal(enqueue_at(&one, NOW), RQ_ADMITTED);
	assert_int_equal(enqueue_at(&other, NOW), RQ_ADMITTED);
}

static size_t shared;

static int forget_twin(void)
{
	struct rq_forgotten forgotten = { 0 };
	struct rq_submission one = make_submission(50);
	int result = rq_store_forget(store, one.task.candidate_id, NOW + DAY, &forgotten, &err);

	shared = forgotten.shared;
	return result;
}

static int forget_expired(void)
{
	struct rq_forgotten forgotten = { 0 };
	struct rq_submission other = make_submission(51);

	return rq_store_forget(store, other.task.candidate_id, NOW + DAY, &forgotten, &err);
}

static void a_resume_that_two_have(void **state)
{
	(void)state;
	enqueue_twins();
	TRY(forget_twin);
	assert_int_equal(shared, 1);
	assert_int_equal(counted("resumes", NULL), 31);
	TRY(forget_expired);
	assert_int_equal(counted("resumes", NULL), 30);
}

/* --- runs of settled lines
 * ------------------------------------------------------------------------ */

static int settle(void)
{
	return rq_settle(rq_embedded_of(store), &err);
}

static void runs_that_become_one(void **state)
{
	(void)state;
	for (int i = 0; i < 6; i++) {
		enqueue_many(100 + 300 * i, 300);
		TRY(settle);
	}
	for (int i = 0; i < 1800; i += 100)
		assert_int_equal(status_of(make_submission(100 + i).task.task_id), RQ_TASK_QUEUED);
}

static void a_run_whose_records_are_gone(void **state)
{
	(void)state;
	enqueue_many(100, 5);
	assert_int_equal(settle(), 0);
	for (int i = 0; i < 5; i++) {
		struct rq_forgotten forgotten = { 0 };
		struct rq_submission one = make_submission(100 + i);

		assert_int_equal(
		    rq_store_forget(store, one.task.candidate_id, NOW + DAY, &forgotten, &err), 0);
	}
	enqueue_many(200, 5);
	TRY(settle);
	assert_int_equal(counted("tasks", "queued"), 5);
	assert_sound();
}

/* --- the operator's hand, some at a time
 * ------------------------------------------------------------ */

static int cancel_three(void)
{
	size_t count;

	return rq_store_cancel(store, &(struct rq_filter) { .status = RQ_TASK_QUEUED, .limit = 3 },
			       NOW, &count, &err);
}

static void as_many_as_were_asked_for(void **state)
{
	(void)state;
	TRY(cancel_three);
	assert_int_equal(counted("tasks", "cancelled"), 3);
}

/* --- copies -------------------------------------------------------------------------------------
 */

static int back_up(void)
{
	char path[300];

	(void)snprintf(path, sizeof path, "%s/backup", base);
	return rq_store_backup(store, path, false, &err);
}

static void a_backup(void **state)
{
	(void)state;
	TRY(back_up);
}

/* --- an encrypted store: the last tests, from here on stores have a key
 * ---------------------------- */

static int enqueue_one(void)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	struct rq_submission one = make_submission(77);
	int result = rq_store_enqueue(store, &one, 1, &options, &err);

	rq_task_free(&one.task);
	return result;
}

static int open_new(void)
{
	static int number;
	struct rq_store_options options = { .map_size = 64 << 20, .keys = keys() };
	struct rq_error first;
	int result;

	rq_store_close(store);
	store = NULL;
	(void)snprintf(folder, sizeof folder, "%s/new%d", base, ++number);
	result = rq_store_open(folder, &options, &store, &err);
	first = err;
	left = -1;
	err = (struct rq_error) { 0 };
	if (result == -1)
		store = open_store_with((struct rq_store_options) { 0 });
	err = first;
	return result;
}

static void an_encrypted_store(void **state)
{
	(void)remove_store(state);
	assert_int_equal(setenv("RQ_TEST_KEY", "yes", 1), 0);
	(void)make_mixed_store(state);
	TRY(enqueue_one);
	assert_int_equal(counted("tasks", "queued"), 11);
	TRY(unload_parcels);
	TRY(open_new);
}

int main(void)
{
#define ALL_TEST(name) cmocka_unit_test_setup_teardown(name, make_all, remove_all)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_all)
	const struct CMUnitTest tests[] = {
		ALL_TEST(a_move_to_another_store),
		ALL_TEST(a_later_decision_from_elsewhere),
		ALL_TEST(the_audit),
		ALL_TEST(an_audit_that_is_damaged_here_is_not_gone_on_with),
		ALL_TEST(a_clock_that_was_set_back),
		MIXED_TEST(a_clock_that_was_set_back),
		MIXED_TEST(gists),
		MIXED_TEST(a_check_of_lines_whose_task_is_gone),
		ALL_TEST(a_repair_of_all_that_is_damaged),
		MIXED_TEST(a_resume_that_two_have),
		cmocka_unit_test_setup_teardown(runs_that_become_one, make_store, remove_all),
		cmocka_unit_test_setup_teardown(a_run_whose_records_are_gone, make_store,
						remove_all),
		MIXED_TEST(as_many_as_were_asked_for),
		MIXED_TEST(a_backup),
		MIXED_TEST(an_encrypted_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
