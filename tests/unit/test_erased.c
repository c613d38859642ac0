/* review/erased: which tasks are no more, as the audit tells, however long ago it was. */

#include "store_damage.h"

#include "review/erased.h"

/* More than are looked at in one go. */
enum { MANY = 1300 };

/* Entries of tasks from a number on. */
static void tell_of(enum rq_audit_action action, int first, int count)
{
	struct rq_audit_entry *entries = calloc((size_t)count, sizeof *entries);

	for (int i = 0; i < count; i++) {
		entries[i].action = action;
		make_id(entries[i].id, "task", first + i);
	}
	assert_int_equal(rq_store_audit_add(store, entries, (size_t)count, &err), 0);
	free(entries);
}

static bool is_erased(int number)
{
	struct rq_erased one = { .erased = true };

	make_id(one.task_id, "task", number);
	assert_int_equal(rq_erased_find(store, &one, 1, &err), 0);
	return one.erased;
}

static void the_only_entry_is_found(void **state)
{
	(void)state;
	assert_false(is_erased(1));
	tell_of(RQ_AUDIT_FORGOTTEN, 1, 1);
	assert_true(is_erased(1));
	assert_false(is_erased(2));
}

static void an_entry_of_long_ago_is_found(void **state)
{
	(void)state;
	tell_of(RQ_AUDIT_EXPIRED, 1, 2);
	tell_of(RQ_AUDIT_EXPORTED, 10, MANY);
	assert_true(is_erased(1));
	assert_true(is_erased(2));
	assert_false(is_erased(3));
}

/* Wherever one look ends and the next begins. */
static void each_of_very_many_is_found(void **state)
{
	struct rq_erased *list = calloc(MANY + 1, sizeof *list);

	(void)state;
	tell_of(RQ_AUDIT_FORGOTTEN, 0, MANY);
	for (int i = 0; i <= MANY; i++)
		make_id(list[i].task_id, "task", i);
	assert_int_equal(rq_erased_find(store, list, MANY + 1, &err), 0);
	for (int i = 0; i < MANY; i++)
		assert_true(list[i].erased);
	assert_false(list[MANY].erased);
	free(list);
}

/* Somebody approved it, and thought better of it. */
static void a_task_is_asked_for_as_often_as_it_was_decided_about(void **state)
{
	struct rq_erased list[5] = { 0 };

	(void)state;
	tell_of(RQ_AUDIT_FORGOTTEN, 1, 1);
	for (int i = 0; i < 5; i++)
		make_id(list[i].task_id, "task", i % 2);
	assert_int_equal(rq_erased_find(store, list, 5, &err), 0);
	for (int i = 0; i < 5; i++)
		assert_int_equal(list[i].erased, i % 2 == 1);
}

static void what_was_exported_or_read_is_there(void **state)
{
	(void)state;
	tell_of(RQ_AUDIT_EXPORTED, 1, 1);
	tell_of(RQ_AUDIT_RECEIVED, 2, 1);
	assert_false(is_erased(1));
	assert_false(is_erased(2));
}

static void where_the_audit_cannot_be_read_nobody_knows(void **state)
{
	(void)state;
	tell_of(RQ_AUDIT_FORGOTTEN, 1, 3);
	do_it((struct damage) { .table = RQ_T_AUDIT, .value = "nonsense", .size = 8 });
	assert_false(is_erased(1));
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		STORE_TEST(the_only_entry_is_found),
		STORE_TEST(an_entry_of_long_ago_is_found),
		STORE_TEST(each_of_very_many_is_found),
		STORE_TEST(a_task_is_asked_for_as_often_as_it_was_decided_about),
		STORE_TEST(what_was_exported_or_read_is_there),
		STORE_TEST(where_the_audit_cannot_be_read_nobody_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
