/* store/backup: a store as one file, and back; what is no store takes no store's place. */

#include "store_damage.h"

#include <sys/stat.h>

static char copy[200], other[200];

static int make_names(void **state)
{
	(void)make_mixed_store(state);
	(void)snprintf(copy, sizeof copy, "%s/copy", base);
	(void)snprintf(other, sizeof other, "%s/other", base);
	return 0;
}

static const struct rq_alone *elsewhere(void)
{
	static struct rq_alone it;

	it = (struct rq_alone) { .where = other, .keys = keys() };
	return &it;
}

/* The other store is opened in place of the first. */
static void assert_same_elsewhere(void)
{
	rq_store_close(store);
	(void)snprintf(folder, sizeof folder, "%s", other);
	store = open_store_with((struct rq_store_options) { .must_exist = true });
	assert_int_equal(counted("tasks", "done"), 10);
	assert_int_equal(counted("tasks", "dead"), 5);
	assert_int_equal(counted("tasks", "queued"), 10);
	assert_sound();
}

static bool is_there(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0;
}

static void assert_nothing_left(const char *path)
{
	char part[320];

	(void)snprintf(part, sizeof part, "%s.part", path);
	assert_false(is_there(path));
	assert_false(is_there(part));
}

static void cut(const char *path, long percent)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(truncate(path, status.st_size * percent / 100), 0);
}

/* --- there and back ----------------------------------------------------------------------- */

static void a_packed_backup_becomes_the_same_store(void **state)
{
	static const char zstd[4] = { '\x28', '\xb5', '\x2f', '\xfd' };
	struct stat status;
	char begin[4] = "";
	FILE *file;

	(void)state;
	assert_int_equal(rq_store_backup(store, copy, true, &err), 0);
	file = fopen(copy, "rb");
	assert_non_null(file);
	assert_int_equal(fread(begin, 1, 4, file), 4);
	(void)fclose(file);
	assert_memory_equal(begin, zstd, 4);
	assert_int_equal(stat(copy, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(rq_store_restore(elsewhere(), copy, false, &err), 0);
	assert_same_elsewhere();
}

static void a_store_becomes_that_of_anothers_folder(void **state)
{
	(void)state;
	assert_int_equal(rq_store_restore(elsewhere(), folder, false, &err), 0);
	assert_same_elsewhere();
}

static void a_store_that_is_here_goes_by_force_only(void **state)
{
	(void)state;
	assert_int_equal(rq_store_backup(store, copy, false, &err), 0);
	assert_int_equal(rq_store_restore(elsewhere(), copy, false, &err), 0);
	assert_int_equal(rq_store_restore(elsewhere(), copy, false, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	err = (struct rq_error) { 0 };
	assert_int_equal(rq_store_restore(elsewhere(), copy, true, &err), 0);
	assert_same_elsewhere();
}

/* --- what is none ------------------------------------------------------------------------------
 */

static void a_backup_takes_the_place_of_files_only(void **state)
{
	(void)state;
	assert_int_equal(mkdir(copy, 0700), 0);
	assert_int_equal(rq_store_backup(store, copy, false, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_int_equal(rmdir(copy), 0);
	assert_nothing_left(copy);
}

/* One record is enough, and of several the first is told. */
static void a_damaged_store_becomes_no_backup(void **state)
{
	static const char of_another[] = "{\"task_id\":\"00000000000000000000000000000000\"}";
	static const char last[8] = { 0, 0, 0, 0, 0, 0, 0, 30 };

	(void)state;
	do_it((struct damage) {
	    .table = RQ_T_RESULTS, .value = of_another, .size = sizeof of_another - 1 });
	assert_int_equal(rq_store_backup(store, copy, false, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
	assert_non_null(strstr(err.message, "the copy: 1 wrong, first: results: record "));
	assert_nothing_left(copy);
	err = (struct rq_error) { 0 };
	do_it((struct damage) { RQ_T_TASKS, false, last, sizeof last, "nonsense", 8 });
	assert_told("tasks: ");
	*strchr(all_lines, '\n') = '\0';
	assert_int_equal(rq_store_backup(store, copy, true, &err), -1);
	assert_non_null(strstr(err.message, all_lines));
	assert_nothing_left(copy);
}

/* With nobody at work in the first: where nothing was, nothing is. */
static void assert_refused(enum rq_code code)
{
	rq_store_close(store);
	assert_int_equal(rq_store_restore(elsewhere(), copy, false, &err), -1);
	assert_string_equal(rq_code_name(err.code), rq_code_name(code));
	assert_non_null(strstr(err.message, copy));
	assert_false(is_there(other));
	err = (struct rq_error) { 0 };
	assert_int_equal(rq_store_restore(alone(), copy, true, &err), -1);
	err = (struct rq_error) { 0 };
	store = open_store_with((struct rq_store_options) { .must_exist = true });
	assert_int_equal(counted("tasks", "done"), 10);
}

static void a_folder_without_a_store_is_no_backup(void **state)
{
	(void)state;
	assert_int_equal(mkdir(copy, 0700), 0);
	assert_refused(RQ_NOT_FOUND);
	assert_int_equal(rmdir(copy), 0);
}

static void what_is_not_there_or_empty_is_no_backup(void **state)
{
	(void)state;
	assert_refused(RQ_NOT_FOUND);
	assert_int_equal(fclose(fopen(copy, "w")), 0);
	assert_refused(RQ_DAMAGED);
}

/* Its end was lost: a file that says more of itself than there is kills whoever reads it. */
static void a_backup_that_was_cut_is_none(void **state)
{
	(void)state;
	assert_int_equal(rq_store_backup(store, copy, false, &err), 0);
	cut(copy, 40);
	assert_refused(RQ_DAMAGED);
	assert_int_equal(rq_store_backup(store, copy, true, &err), 0);
	cut(copy, 90);
	assert_refused(RQ_DAMAGED);
}

int main(void)
{
#define BACKUP_TEST(name) cmocka_unit_test_setup_teardown(name, make_names, remove_store)
	const struct CMUnitTest tests[] = {
		BACKUP_TEST(a_packed_backup_becomes_the_same_store),
		BACKUP_TEST(a_store_becomes_that_of_anothers_folder),
		BACKUP_TEST(a_store_that_is_here_goes_by_force_only),
		BACKUP_TEST(a_backup_takes_the_place_of_files_only),
		BACKUP_TEST(a_folder_without_a_store_is_no_backup),
		BACKUP_TEST(a_damaged_store_becomes_no_backup),
		BACKUP_TEST(what_is_not_there_or_empty_is_no_backup),
		BACKUP_TEST(a_backup_that_was_cut_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
