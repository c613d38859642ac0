#include "store_damage.h"

#include "store/batch.h"
#include "store/care.h"
#include "store/permit.h"

/* "READY: words", of a table's own name. */
static const char *of_table(const char *before, enum rq_table_number table, const char *behind)
{
	static char words[160];

	(void)snprintf(words, sizeof words, "%s%s%s", before, rq_table_names[table], behind);
	return words;
}

/* --- damage ---------------------------------------------------------------- */

static void a_missing_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_READY, RQ_T_WAITING, RQ_T_BY_STATUS,
						       RQ_T_EXPIRY };

	(void)state;
	assert_sound();
	for (size_t i = 0; i < 4; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true },
			     of_table("not in ", tables[i], "\n"));
}

static void a_missing_entry_of_a_settled_index_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_BY_CANDIDATE, RQ_T_BY_JOB,
						       RQ_T_BY_CREATED, RQ_T_BY_RESUME, RQ_T_USES };

	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true },
			     of_table("not in ", tables[i], "\n"));
}

static void a_task_that_has_lost_its_id_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_BY_ID, .remove = true }, "by its id");
}

static void a_stray_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = {
		RQ_T_READY,    RQ_T_WAITING,      RQ_T_LEASES, RQ_T_BY_STATUS, RQ_T_EXPIRY,
		RQ_T_BY_BATCH, RQ_T_BY_CANDIDATE, RQ_T_BY_JOB, RQ_T_BY_CREATED
	};
	static const enum rq_table_number by_number[] = { RQ_T_RESULTS, RQ_T_REVIEWS, RQ_T_GISTS };
	char key[33];

	(void)state;
	memset(key, 1, sizeof key);
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		assert_found((struct damage) { tables[i], false, key, sizeof key, "", 0 },
			     of_table("", tables[i], ": an entry for task number"));
	for (size_t i = 0; i < sizeof by_number / sizeof by_number[0]; i++)
		assert_found((struct damage) { by_number[i], false, key, 8, "{}", 2 },
			     of_table("", by_number[i], ": an entry for task number"));
}

static void a_stray_entry_for_a_resume_is_found(void **state)
{
	char key[33];

	(void)state;
	memset(key, 1, sizeof key);
	assert_found((struct damage) { RQ_T_BY_RESUME, false, key, sizeof key, key, 8 },
		     "by_resume: an entry for a résumé that does not exist");
	(void)remove_store(state);
	(void)make_mixed_store(state);
	assert_found((struct damage) { RQ_T_BY_RESUME, false, key, 16, key, 8 },
		     "by_resume: an entry for a résumé that does not exist");
	(void)remove_store(state);
	(void)make_mixed_store(state);
	assert_found((struct damage) { RQ_T_USES, false, key, 8, key, 8 },
		     "uses: an entry for a résumé that does not exist");
}

static void a_damaged_entry_of_uses_is_none(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_USES, .value = "abc", .size = 3 },
		     "not in uses");
}

static void an_empty_resume_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESUMES, .value = "", .size = 0 },
		     "résumé number 1: empty");
}

static void an_entry_for_the_wrong_state_is_found(void **state)
{
	static const char key[] = { RQ_TASK_LEASED, 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	assert_found((struct damage) { RQ_T_BY_STATUS, false, key, sizeof key, "", 0 },
		     "a wrong entry for task");
}

static void a_damaged_record_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_TASKS, .value = "nonsense", .size = 8 },
		     "task number 1: its record is damaged");
	assert_told("counter of dead tasks: 5, counted 4");
}

/* Nor does it stop anybody: it is as if it were not there. */
static void a_task_with_a_damaged_record_cannot_be_had(void **state)
{
	struct rq_submission first = make_submission(0);
	struct rq_task task;

	(void)state;
	do_it((struct damage) { .table = RQ_T_TASKS, .value = "nonsense", .size = 8 });
	assert_int_equal(rq_store_task(store, first.task.task_id, &task, &err), -1);
	assert_int_equal(err.code, RQ_NOT_FOUND);
}

static void a_missing_result_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESULTS, .remove = true }, "without a result");
}

static void a_missing_resume_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESUMES, .remove = true },
		     "by_resume: an entry for a résumé that does not exist");
	assert_told("uses: an entry for a résumé that does not exist");
}

static void a_wrong_counter_is_found(void **state)
{
	char zeros[8 * RQ_TASK_STATUSES] = { 0 };

	(void)state;
	assert_found((struct damage) { RQ_T_COUNTERS, false, "t", 1, zeros, sizeof zeros },
		     "counter of dead tasks");
}

/* --- damage of holds ----------------------------------------------------------- */

static int count_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)hold;
	(void)why;
	++*(int *)context;
	return 0;
}

static int holds(void)
{
	int count = 0;

	assert_int_equal(rq_store_holds(store, count_hold, &count, &err), 0);
	return count;
}

static void the_hold_of_a_task_that_is_gone_can_be_released(void **state)
{
	struct rq_submission first = make_submission(0);
	bool done;

	(void)state;
	assert_int_equal(rq_store_hold(store, first.task.task_id, false, NOW, &done, &err), 0);
	assert_int_equal(holds(), 1);
	do_it((struct damage) { .table = RQ_T_TASKS, .remove = true });
	assert_int_equal(rq_store_hold(store, first.task.task_id, true, NOW, &done, &err), 0);
	assert_true(done);
	assert_int_equal(holds(), 0);
	assert_int_equal(rq_store_hold(store, first.task.task_id, true, NOW, &done, &err), 0);
	assert_false(done);
}

static void a_damaged_hold_holds_nobody(void **state)
{
	static const char value[8 + RQ_ID_SIZE] = "12345678a";

	(void)state;
	for (size_t size = 0; size <= 8; size++) {
		do_it((struct damage) { RQ_T_HOLDS, false, "c", 1, value, size });
		assert_int_equal(holds(), 0);
	}
	do_it((struct damage) { RQ_T_HOLDS, false, "c", 1, value, sizeof value });
	assert_int_equal(holds(), 0);
	do_it((struct damage) { RQ_T_HOLDS, false, "c", 1, value, 9 });
	assert_int_equal(holds(), 1);
	do_it((struct damage) { RQ_T_HOLDS, false, "c", 1, value, sizeof value - 1 });
	assert_int_equal(holds(), 1);
}

/* --- damage of what calls need ------------------------------------------------ */

static void a_missing_permit_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS, .remove = true }, "dollars reserved");
}

static void a_missing_batch_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_BATCHES, .remove = true },
		     "in a batch that is closed or does not exist");
}

static int close_batch(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_kept_batch kept;

	(void)context;
	if (rq_batch_load(session->txn, "batch", &kept, why) != 1)
		return -1;
	kept.batch.state = RQ_BATCH_CLOSED;
	return rq_batch_save(session->txn, &kept, why);
}

static void a_task_in_a_closed_batch_is_found(void **state)
{
	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), close_batch, NULL, &err), 0);
	assert_told("in a batch that is closed or does not exist");
}

static void a_damaged_permit_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS, .value = "?", .size = 1 },
		     "task number 1: its permit is damaged");
	assert_told("2 submitted tasks, but 1 reserve dollars");
	assert_told("dollars reserved for batches: 200 millionths, counted 100");
}

static void a_batch_with_a_stray_entry_is_not_given_back(void **state)
{
	char key[RQ_KEY_ID + 8] = { 0 };
	size_t count;

	(void)state;
	rq_key_fold("batch", (unsigned char *)key);
	key[RQ_KEY_ID + 7] = 99;
	do_it((struct damage) { RQ_T_BY_BATCH, false, key, sizeof key, "", 0 });
	assert_int_equal(rq_store_batch_release(store, "batch", RQ_CHARGE_NONE, NOW, &count, &err),
			 -1);
	assert_int_equal(err.code, RQ_STORE);
}

static void damaged_limits_grant_nothing(void **state)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW };
	struct rq_permit permit = { .need = { .requests = 1 } };
	struct rq_task task;
	int64_t next;

	(void)state;
	enqueue_many(9, 1);
	task = claim_one_at(NOW);
	permit.task = &task;
	do_it((struct damage) { .table = RQ_T_SCOPES, .value = "?", .size = 1 });
	assert_int_equal(rq_store_take(store, &take, &permit, 1, &next, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
}

static void missing_limits_are_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_SCOPES, .remove = true }, "unknown limits");
}

static void a_missing_day_of_dollars_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_SPENDING, .remove = true },
		     "dollars of 0 days, counted 1");
}

static void a_permit_for_nobody_is_found(void **state)
{
	static const char none[RQ_PERMIT_SIZE], number[8] = { 0, 0, 0, 0, 0, 0, 0, 9 };

	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS,
				       .key = number,
				       .key_size = sizeof number,
				       .value = none,
				       .size = sizeof none },
		     "task number 9: a permit for unknown limits");
}

int main(void)
{
#define CALLS_TEST(name) cmocka_unit_test_setup_teardown(name, make_calls, remove_store)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
	const struct CMUnitTest tests[] = {
		MIXED_TEST(a_missing_index_entry_is_found),
		MIXED_TEST(a_missing_entry_of_a_settled_index_is_found),
		MIXED_TEST(a_task_that_has_lost_its_id_is_found),
		MIXED_TEST(a_stray_index_entry_is_found),
		MIXED_TEST(an_entry_for_the_wrong_state_is_found),
		MIXED_TEST(a_stray_entry_for_a_resume_is_found),
		MIXED_TEST(a_damaged_entry_of_uses_is_none),
		MIXED_TEST(an_empty_resume_is_found),
		MIXED_TEST(a_damaged_record_is_found),
		MIXED_TEST(a_task_with_a_damaged_record_cannot_be_had),
		MIXED_TEST(a_missing_result_is_found),
		MIXED_TEST(a_missing_resume_is_found),
		MIXED_TEST(a_wrong_counter_is_found),
		MIXED_TEST(the_hold_of_a_task_that_is_gone_can_be_released),
		MIXED_TEST(a_damaged_hold_holds_nobody),
		CALLS_TEST(a_missing_permit_is_found),
		CALLS_TEST(a_missing_batch_is_found),
		CALLS_TEST(a_task_in_a_closed_batch_is_found),
		CALLS_TEST(a_damaged_permit_is_found),
		CALLS_TEST(a_batch_with_a_stray_entry_is_not_given_back),
		CALLS_TEST(damaged_limits_grant_nothing),
		CALLS_TEST(missing_limits_are_found),
		CALLS_TEST(a_missing_day_of_dollars_is_found),
		CALLS_TEST(a_permit_for_nobody_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
