/* export/delivery and export/withdraw: documents come into a folder and leave it. */

#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/delivery.h"
#include "export/withdraw.h"
#include "folder.h"
#include "io/file.h"
#include "io/record.h"

static char folder[FOLDER_SIZE];
static struct rq_error err;

/* What another process does between the opening of an index and its lock; once. */
static void (*meanwhile)(void);

int flock(int fd, int operation)
{
	void (*act)(void) = meanwhile;
	pid_t other;

	meanwhile = NULL;
	if (act) {
		other = fork();
		if (other == 0) {
			act();
			_exit(0);
		}
		(void)waitpid(other, NULL, 0);
	}
	return (int)syscall(SYS_flock, fd, operation);
}

static int make_folder(void **state)
{
	(void)state;
	err = (struct rq_error) { 0 };
	meanwhile = NULL;
	folder_make(folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	folder_remove(folder);
	return 0;
}

/* --- what the tests do ------------------------------------------------------------------- */

static int put(struct rq_delivery *delivery, const char *candidate, const char *text)
{
	json_t *record = rq_record_new("export");
	int result;

	rq_json_set_string(record, "candidate_id", candidate);
	rq_json_set_string(record, "resume_id", candidate);
	rq_json_set_string(record, "task_id", "0123456789abcdef0123456789abcdef");
	result = rq_delivery_put(delivery, candidate, "txt", text, strlen(text), 0, record, &err);
	json_decref(record);
	return result;
}

static void deliver_text(const char *candidate, const char *text)
{
	struct rq_delivery *delivery;

	assert_works(rq_delivery_open(folder, &delivery, &err), err);
	assert_works(put(delivery, candidate, text), err);
	assert_works(rq_delivery_finish(delivery, &err), err);
	rq_delivery_free(delivery);
}

static void deliver(const char *candidate)
{
	deliver_text(candidate, "a résumé");
}

static size_t withdrawn(const char *candidate)
{
	size_t count = 0;

	assert_works(rq_delivery_withdraw(folder, candidate, &count, &err), err);
	return count;
}

static bool is_there(const char *name)
{
	char *path = rq_printf("%s/%s", folder, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

/* How many lines of the index name a document. */
static size_t remembered(const char *name)
{
	char *path = rq_printf("%s/" RQ_DELIVERY_INDEX, folder), *text, *rest, *line;
	size_t count = 0;

	assert_works(rq_file_read(path, 1 << 20, &text, &err), err);
	for (rest = text; (line = strsep(&rest, "\n"));)
		count += strstr(line, name) != NULL;
	free(text);
	free(path);
	return count;
}

static bool is_remembered(const char *name)
{
	return remembered(name) > 0;
}

/* --- tests --------------------------------------------------------------------------------- */

static void what_was_delivered_of_one_leaves_and_the_rest_stays(void **state)
{
	(void)state;
	deliver("her");
	deliver("him");
	assert_int_equal(withdrawn("her"), 1);
	assert_false(is_there("her.txt"));
	assert_false(is_remembered("her"));
	assert_true(is_there("him.txt"));
	assert_true(is_remembered("him.txt"));
	assert_int_equal(withdrawn("her"), 0);
}

static void withdraw_him(void)
{
	(void)withdrawn("him");
}

static void a_delivery_is_remembered_when_the_index_was_replaced_meanwhile(void **state)
{
	(void)state;
	deliver("him");
	meanwhile = withdraw_him;
	deliver("her");
	assert_true(is_remembered("her.txt"));
	assert_false(is_remembered("him.txt"));
	assert_int_equal(withdrawn("her"), 1);
}

static void a_withdrawal_brings_nobody_back_when_the_index_was_replaced_meanwhile(void **state)
{
	(void)state;
	deliver("him");
	deliver("her");
	meanwhile = withdraw_him;
	assert_int_equal(withdrawn("her"), 1);
	assert_false(is_remembered("him.txt"));
}

static void who_delivers_is_left_alone(void **state)
{
	struct rq_delivery *delivery, *second;
	size_t count = 0;

	(void)state;
	assert_works(rq_delivery_open(folder, &delivery, &err), err);
	assert_works(put(delivery, "her", "a résumé"), err);
	assert_fails(rq_delivery_withdraw(folder, "her", &count, &err), err, RQ_AGAIN);
	assert_fails(rq_delivery_open(folder, &second, &err), err, RQ_AGAIN);
	rq_delivery_free(second);
	rq_delivery_free(delivery);
	assert_int_equal(withdrawn("her"), 1);
}

static void a_folder_without_exports_is_told(void **state)
{
	size_t count = 0;

	(void)state;
	assert_fails(rq_delivery_withdraw(folder, "her", &count, &err), err, RQ_NOT_FOUND);
}

static void what_is_delivered_again_is_remembered_once_and_what_changed_anew(void **state)
{
	(void)state;
	deliver("her");
	deliver("her");
	assert_int_equal(remembered("her.txt"), 1);
	deliver_text("her", "another résumé");
	deliver("her");
	assert_int_equal(remembered("her.txt"), 3);
	assert_int_equal(withdrawn("her"), 1);
	assert_false(is_remembered("her"));
}

/* Her name is as long as a file's can be, so the one it has until it is finished is too long. */
static void a_document_is_remembered_before_it_is_there(void **state)
{
	struct rq_delivery *delivery;
	char her[252] = "";

	(void)state;
	memset(her, 'h', sizeof her - 1);
	assert_works(rq_delivery_open(folder, &delivery, &err), err);
	assert_fails(put(delivery, her, "a résumé"), err, RQ_SYSTEM);
	rq_delivery_free(delivery);
	assert_true(is_remembered(her));
}

/* As a process leaves it that was killed while it wrote. */
static void what_a_killed_export_left_of_a_document_leaves_with_it(void **state)
{
	char *command =
	    rq_printf("cd %s && echo her >her.txt.part-aB3xYz && echo >her.txt.backup", folder);

	(void)state;
	deliver("her");
	assert_int_equal(system(command), 0);
	free(command);
	assert_int_equal(withdrawn("her"), 1);
	assert_false(is_there("her.txt.part-aB3xYz"));
	assert_true(is_there("her.txt.backup"));
}

static bool begins_with_pk(const char *path)
{
	char *bytes;
	bool does;

	assert_works(rq_file_read(path, 1 << 20, &bytes, &err), err);
	does = strncmp(bytes, "PK", 2) == 0;
	free(bytes);
	return does;
}

/* However short its name is. */
static void a_path_that_ends_in_zip_becomes_one(void **state)
{
	struct rq_delivery *delivery;

	(void)state;
	assert_int_equal(chdir(folder), 0);
	assert_works(rq_delivery_open("a.zip", &delivery, &err), err);
	assert_works(put(delivery, "her", "a résumé"), err);
	assert_works(rq_delivery_finish(delivery, &err), err);
	rq_delivery_free(delivery);
	assert_true(begins_with_pk("a.zip"));
	assert_int_equal(chdir("/"), 0);
}

/* Whatever wrote it: the folder's documents stay whose they are. */
static void a_line_that_nobody_can_read_costs_no_document_its_name(void **state)
{
	char *command =
	    rq_printf("cd %s && { echo '{'; head -c %zu /dev/zero | tr '\\0' x; echo; } "
		      ">>" RQ_DELIVERY_INDEX,
		      folder, (size_t)RQ_MAX_RECORD_BYTES + 1);

	(void)state;
	deliver("her");
	assert_int_equal(system(command), 0);
	free(command);
	deliver_text("her", "another résumé");
	assert_true(is_there("her.txt"));
	assert_int_equal(withdrawn("her"), 1);
	assert_false(is_there("her.txt"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
		TEST(what_was_delivered_of_one_leaves_and_the_rest_stays),
		TEST(a_delivery_is_remembered_when_the_index_was_replaced_meanwhile),
		TEST(a_withdrawal_brings_nobody_back_when_the_index_was_replaced_meanwhile),
		TEST(who_delivers_is_left_alone),
		TEST(a_folder_without_exports_is_told),
		TEST(what_is_delivered_again_is_remembered_once_and_what_changed_anew),
		TEST(a_document_is_remembered_before_it_is_there),
		TEST(what_a_killed_export_left_of_a_document_leaves_with_it),
		TEST(a_path_that_ends_in_zip_becomes_one),
		TEST(a_line_that_nobody_can_read_costs_no_document_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
