#include "store_fixture.h"

#include "store/embedded.h"
#include "store/tally.h"

/* --- damage ---------------------------------------------------------------- */

static size_t wrong_lines;
static char last_line[240];

static void keep_line(const char *line, void *context)
{
	(void)context;
	wrong_lines++;
	(void)snprintf(last_line, sizeof last_line, "%s", line);
}

/* Damage done below the store, and how many lines the check has for it. */
struct damage {
	enum rq_table_number table;
	bool remove; /* the first entry; else set value, under key if there is one */
	const char *key;
	size_t key_size;
	const char *value;
	size_t size;
};

static int do_damage(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct damage *damage = context;
	struct rq_span key = { damage->key, damage->key_size }, value;
	struct rq_span given = { damage->value, damage->size };
	struct rq_table_walk walk;
	char copy[64];
	int got = 1;

	if (!damage->key) {
		if (rq_table_walk(session->txn, damage->table, (struct rq_span) { 0 }, &walk,
				  why) == -1)
			return -1;
		got = rq_table_next(&walk, &key, &value, why);
		rq_table_end(&walk);
	}
	if (got != 1)
		return -1;
	memcpy(copy, key.data, key.size);
	key.data = copy;
	if (damage->remove)
		return rq_table_delete(session->txn, damage->table, key, why) == 1 ? 0 : -1;
	return rq_table_put(session->txn, damage->table, key, given, why);
}

static void assert_found(struct damage damage, const char *words)
{
	size_t wrong = 0;

	assert_int_equal(rq_session_write(rq_embedded_of(store), do_damage, &damage, &err), 0);
	wrong_lines = 0;
	assert_int_equal(rq_store_check(store, keep_line, NULL, &wrong, &err), 0);
	assert_int_equal(wrong, wrong_lines);
	if (wrong == 0 || !strstr(last_line, words))
		fail_msg("%zu wrong, the last: \"%s\", not \"%s\"", wrong, last_line, words);
}

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
	assert_found((struct damage) { .table = RQ_T_RESUMES, .remove = true }, "by_resume");
}

static void a_wrong_counter_is_found(void **state)
{
	char zeros[8 * RQ_TASK_STATUSES] = { 0 };

	(void)state;
	assert_found((struct damage) { RQ_T_COUNTERS, false, "t", 1, zeros, sizeof zeros },
		     "counter of dead tasks");
}

/* --- damage of what calls need ------------------------------------------------ */

/* Two tasks with permits, one of which is done and was paid, and two in a batch. */
static int make_calls(void **state)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW };
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_batch batch = { .batch_id = "batch" };
	enum rq_refusal_reason why;
	struct rq_permit permits[4];
	struct rq_task tasks[4];
	int64_t next;

	(void)make_store(state);
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	for (int i = 0; i < 4; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need = { 1, 10, 10, 100 } };
	assert_int_equal(rq_store_take(store, &take, permits, 2, &next, &err), 0);
	assert_int_equal(rq_store_batch_begin(store, &batch, permits + 2, 2, &terms, &why, &err),
			 0);
	assert_true(finish_as(&tasks[0], RQ_END_DONE, NOW));
	assert_sound();
	return 0;
}

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
	static const char none[RQ_KEY_ID + 8 * 8], number[8] = { 0, 0, 0, 0, 0, 0, 0, 9 };

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
