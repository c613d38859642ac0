#include "store_damage.h"

#include "store/permit.h"

/* --- damage ---------------------------------------------------------------- */

static void a_missing_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_READY, RQ_T_WAITING, RQ_T_BY_STATUS,
						       RQ_T_EXPIRY };

	(void)state;
	assert_sound();
	for (size_t i = 0; i < 4; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true }, "not in");
}

static void a_missing_entry_of_a_settled_index_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_BY_CANDIDATE, RQ_T_BY_JOB,
						       RQ_T_BY_CREATED, RQ_T_BY_RESUME };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true }, "not in");
}

static void a_task_that_has_lost_its_id_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_BY_ID, .remove = true }, "by its id");
}

static void a_stray_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_READY, RQ_T_WAITING, RQ_T_LEASES,
						       RQ_T_BY_STATUS, RQ_T_BY_JOB };
	char key[33];

	(void)state;
	memset(key, 1, sizeof key);
	for (size_t i = 0; i < 5; i++)
		assert_found((struct damage) { tables[i], false, key, sizeof key, "", 0 },
			     "does not exist");
	assert_found((struct damage) { .table = RQ_T_GISTS, .key = key, .key_size = 8 },
		     "does not exist");
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
		     "counter"); /* the last line; the first names the record */
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
		     "a résumé that does not exist");
}

static void a_wrong_counter_is_found(void **state)
{
	char zeros[8 * RQ_TASK_STATUSES] = { 0 };

	(void)state;
	assert_found((struct damage) { RQ_T_COUNTERS, false, "t", 1, zeros, sizeof zeros },
		     "counter of dead tasks");
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
		MIXED_TEST(a_damaged_record_is_found),
		MIXED_TEST(a_missing_result_is_found),
		MIXED_TEST(a_missing_resume_is_found),
		MIXED_TEST(a_wrong_counter_is_found),
		CALLS_TEST(a_missing_permit_is_found),
		CALLS_TEST(a_missing_batch_is_found),
		CALLS_TEST(missing_limits_are_found),
		CALLS_TEST(a_missing_day_of_dollars_is_found),
		CALLS_TEST(a_permit_for_nobody_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
