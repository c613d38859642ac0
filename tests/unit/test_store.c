#include "store_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "store/care.h"
#include "store/footprint.h"
#include "store/metric.h"
#include "store/newest.h"
#include "store/object.h"
#include "store/place.h"
#include "store/swap.h"
#include "store/table.h"
#include "store/tally.h"

static const char *const some_tables[] = { "meta" };

static void assert_refused(struct rq_store_options options, enum rq_code code, const char *words)
{
	struct rq_error why = { 0 };
	struct rq_store *opened;

	options.keys = keys();
	assert_int_equal(rq_store_open(folder, &options, &opened, &why), -1);
	assert_int_equal(why.code, code);
	if (!strstr(why.message, words))
		fail_msg("\"%s\" does not say \"%s\"", why.message, words);
	assert_null(strchr(why.message, '\n'));
}

static void write_file(const char *name, const char *text)
{
	char path[300];
	FILE *file;

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static unsigned mode_of(const char *name)
{
	struct stat status;
	char path[300];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

/* --- places ---------------------------------------------------------------- */

static void only_the_owner_can_read_a_store(void **state)
{
	mode_t before = umask(0);

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	(void)umask(before);
	assert_int_equal(mode_of(""), 0700);
	assert_int_equal(mode_of("data.mdb"), 0600);
	assert_int_equal(mode_of("lock.mdb"), 0600);
}

static void an_empty_folder_becomes_a_store(void **state)
{
	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_sound();
}

static void a_file_is_no_store(void **state)
{
	struct stat status;
	FILE *file = fopen(folder, "w");

	(void)state;
	assert_non_null(file);
	(void)fputs("mine", file);
	(void)fclose(file);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "a file");
	assert_int_equal(stat(folder, &status), 0);
	assert_int_equal(status.st_size, 4);
}

static void a_folder_with_other_things_is_left_alone(void **state)
{
	char path[300];

	(void)state;
	assert_int_equal(mkdir(folder, 0755), 0);
	write_file("letter.txt", "Dear");
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "other things");
	(void)snprintf(path, sizeof path, "%s/data.mdb", folder);
	assert_int_equal(access(path, F_OK), -1);
	(void)snprintf(path, sizeof path, "%s/lock.mdb", folder);
	assert_int_equal(access(path, F_OK), -1);
}

static void a_folder_that_anybody_may_write_to_is_no_place(void **state)
{
	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "anybody");
}

static void no_link_is_followed_to_a_file_outside(void **state)
{
	char victim[300], link[300];
	struct stat status;

	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	(void)snprintf(victim, sizeof victim, "%s.victim", folder);
	(void)snprintf(link, sizeof link, "%s/lock.mdb", folder);
	assert_int_equal(mknod(victim, S_IFREG | 0600, 0), 0);
	assert_int_equal(symlink(victim, link), 0);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "lock.mdb is a link");
	assert_int_equal(stat(victim, &status), 0);
	assert_int_equal(status.st_size, 0);
	assert_int_equal(unlink(victim), 0);
}

static void a_store_that_must_exist_is_not_made(void **state)
{
	(void)state;
	assert_refused((struct rq_store_options) { .must_exist = true }, RQ_NOT_FOUND, "no store");
	assert_int_equal(access(folder, F_OK), -1);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_refused((struct rq_store_options) { .must_exist = true }, RQ_NOT_FOUND, "no store");
	assert_refused((struct rq_store_options) { .read_only = true }, RQ_NOT_FOUND, "no store");
}

static void a_missing_parent_is_named(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "%s/no/store", base);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "No such file");
}

static void other_kinds_of_stores_are_refused(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "redis://host/rq");
	assert_refused((struct rq_store_options) { 0 }, RQ_USAGE, "redis: no such kind of store");
}

static void a_server_that_cannot_be_reached_is_said(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "postgresql:///rq?host=%s&password=secret", base);
#ifdef RQ_WITH_POSTGRES
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "No such file");
#else
	assert_refused((struct rq_store_options) { 0 }, RQ_USAGE, "built without PostgreSQL");
#endif
}

static void network_file_systems_are_known(void **state)
{
	(void)state;
	assert_true(rq_place_is_network(0x6969));
	assert_true(rq_place_is_network(0xff534d42));
	assert_true(rq_place_is_network(0xffffffffff534d42)); /* sign-extended by some kernels */
	assert_false(rq_place_is_network(0xef53));            /* ext4 */
	assert_false(rq_place_is_network(0x01021994));        /* tmpfs */
}

static void a_folder_without_permission_is_said(void **state)
{
	int status;
	pid_t child;

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	rq_store_close(store);
	store = NULL;
	if (geteuid() != 0) {
		print_message("needs root: skipped\n");
		skip();
	}
	child = fork();
	if (child == 0) {
		struct rq_error why = { 0 };
		struct rq_store *opened;

		if (setuid(65534) == -1)
			_exit(9);
		_exit(rq_store_open(folder, &(struct rq_store_options) { .keys = keys() }, &opened,
				    &why) == -1 &&
			      why.code == RQ_STORE
			  ? 0
			  : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* --- formats --------------------------------------------------------------- */

struct entry {
	size_t table;
	const char *key, *value;
};

static int put_entry(struct rq_txn *txn, void *context, struct rq_error *why)
{
	const struct entry *entry = context;

	return rq_table_put(txn, entry->table, (struct rq_span) { entry->key, strlen(entry->key) },
			    (struct rq_span) { entry->value, strlen(entry->value) }, why);
}

static void set_format(const char *text)
{
	struct rq_tables_options options = {
		.names = some_tables, .count = 1, .format = 2, .map_size = 1 << 20
	};
	struct entry entry = { 0, "format", text };
	struct rq_tables *tables;

	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(rq_tables_open(folder, &options, &tables, &err), 0);
	assert_int_equal(rq_tables_write(tables, put_entry, &entry, &err), 0);
	rq_tables_close(tables);
}

static void a_store_of_a_newer_format_is_refused(void **state)
{
	(void)state;
	set_format("rq 7");
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE,
		       "made by a newer rq (format 7; this one reads format 6");
}

static void tables_that_an_rq_before_did_not_have_are_added(void **state)
{
	(void)state;
	if (keys())
		skip(); /* that rq made clear stores only */
	set_format("rq 5");
	store = open_store_with((struct rq_store_options) { 0 });
	enqueue_many(0, 3);
	assert_sound();
}

static void a_store_of_an_older_format_is_refused(void **state)
{
	(void)state;
	set_format("rq 2");
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE,
		       "format 2; this one reads format 5; see rq-admin migrate");
}

static void the_file_of_another_program_is_refused(void **state)
{
	(void)state;
	set_format("other 1");
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "not a store");
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	char *page = calloc(1, 16384);

	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	memset(page, 'x', 16383);
	write_file("data.mdb", page);
	free(page);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "not a store");
}

/* --- reading only ---------------------------------------------------------- */

static void a_store_opened_for_reading_cannot_be_changed(void **state)
{
	struct rq_enqueue_options how = { .now = NOW };
	struct rq_submission submission = make_submission(1);

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	enqueue_many(0, 3);
	rq_store_close(store);
	store = open_store_with((struct rq_store_options) { .read_only = true });
	assert_int_equal(counted("tasks", "queued"), 3);
	assert_int_equal(rq_store_enqueue(store, &submission, 1, &how, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
	assert_sound();
}

static void a_copy_is_a_store_like_the_other(void **state)
{
	struct rq_submission one = make_submission(1), again = make_submission(1);
	char copy[256];
	int64_t now;

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	now = rq_store_now(store);
	assert_in_range(now, NOW / 2, NOW * 2); /* the clock of this machine */
	assert_int_equal(enqueue_at(&one, NOW), RQ_ADMITTED);
	(void)snprintf(copy, sizeof copy, "%s/copy", base);
	assert_int_equal(rq_store_copy(store, copy, &err), 0);
	assert_int_equal(rq_store_copy(store, copy, &err), -1); /* it is there */
	err = (struct rq_error) { 0 };
	rq_store_close(store);
	memcpy(folder, copy, sizeof copy);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(enqueue_at(&again, NOW), RQ_DUPLICATE);
	assert_sound();
}

static void nothing_can_be_freed(void **state)
{
	(void)state;
	rq_store_close(NULL);
	rq_tally_free(NULL);
	rq_newest_free(NULL);
	rq_metrics_free(NULL);
}

static void what_was_never_kept_is_not_found(void **state)
{
	static const enum rq_store_kind kinds[] = { RQ_STORED_RESUME, RQ_STORED_JOB,
						    RQ_STORED_RECIPE, RQ_STORED_RESULT,
						    RQ_STORED_REVIEW };
	char *text;
	size_t length;

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		assert_int_equal(rq_store_get(store, kinds[i], "none", &text, &length, &err), -1);
		assert_int_equal(err.code, RQ_NOT_FOUND);
		err = (struct rq_error) { 0 };
	}
}

static void records_are_kept_by_id(void **state)
{
	struct rq_submission submission = make_submission(1);
	char id[RQ_ID_SIZE], *text;
	size_t length;

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	make_id(id, "job", 1);
	assert_int_equal(
	    rq_store_put(store, RQ_STORED_JOB, id, (struct rq_bytes) { "one", 3 }, &err), 0);
	assert_int_equal(
	    rq_store_put(store, RQ_STORED_JOB, id, (struct rq_bytes) { "two", 3 }, &err), 0);
	assert_int_equal(rq_store_get(store, RQ_STORED_JOB, id, &text, &length, &err), 0);
	assert_string_equal(text, "one");
	free(text);
	(void)enqueue_at(&submission, NOW);
	assert_int_equal(
	    rq_store_get(store, RQ_STORED_RESUME, submission.task.resume_id, &text, &length, &err),
	    0);
	assert_string_equal(text, "{\"type\":\"resume\"}");
	free(text);
	assert_int_equal(rq_store_get(store, RQ_STORED_RECIPE, id, &text, &length, &err), -1);
	assert_int_equal(err.code, RQ_NOT_FOUND);
}

/* --- space ----------------------------------------------------------------- */

/* Task number `number` with a résumé of 4,000 bytes. */
static int enqueue_large(int number, struct rq_error *why)
{
	struct rq_enqueue_options how = { .now = NOW, .ttl = DAY };
	struct rq_submission submissions[16];
	char text[4000];

	memset(text, 'x', sizeof text);
	memcpy(text, "{\"x\":\"", 6);
	memcpy(text + sizeof text - 2, "\"}", 2);
	for (int i = 0; i < 16; i++) {
		submissions[i] = make_submission(number * 16 + i);
		submissions[i].resume = (struct rq_bytes) { text, sizeof text };
	}
	return rq_store_enqueue(store, submissions, 16, &how, why);
}

static void the_map_grows_when_it_is_full(void **state)
{
	struct rq_task task;

	(void)state;
	store = open_store_with((struct rq_store_options) { .map_size = 256 << 10 });
	for (int i = 0; i < 40; i++)
		assert_int_equal(enqueue_large(i, &err), 0);
	assert_int_equal(counted("tasks", "queued"), 640);
	assert_int_equal(counted("resumes", NULL), 640);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	assert_sound();
	reopen();
	assert_sound();
}

/* Where in the run the map becomes full depends on its size: with some of these, in the claim. */
static void a_claim_is_whole_when_the_map_grows_in_it(void **state)
{
	struct rq_task tasks[64];

	(void)state;
	for (size_t size = 320; size < 640; size += 16) {
		(void)snprintf(folder, sizeof folder, "%s/store%zu", base, size);
		store = open_store_with((struct rq_store_options) { .map_size = size << 10 });
		for (int i = 0; i < 4; i++)
			assert_int_equal(enqueue_large(i, &err), 0);
		assert_int_equal(claim_at(NOW, tasks, 40), 40);
		assert_int_equal(claim_at(NOW, tasks + 40, 24), 24);
		for (size_t i = 0; i < 64; i++)
			assert_int_equal(tasks[i].attempts, 1);
		for (size_t i = 0; i < 64; i++)
			assert_true(finish_as(&tasks[i], RQ_END_DONE, NOW));
		assert_int_equal(counted("tasks", "done"), 64);
		assert_sound();
		rq_store_close(store);
		store = NULL;
	}
}

static void a_store_opens_where_address_space_is_limited(void **state)
{
	int status;
	pid_t child;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	print_message("the sanitizer needs all address space: skipped\n");
	skip();
#endif
	child = fork();
	if (child == 0) {
		struct rlimit limit = { (rlim_t)4 << 30, (rlim_t)4 << 30 };
		struct rq_store_options options = { .keys = keys() };

		if (setrlimit(RLIMIT_AS, &limit) == -1 ||
		    rq_store_open(folder, &options, &store, &err) == -1 ||
		    enqueue_large(0, &err) == -1) {
			print_error("%s\n", err.message);
			_exit(1);
		}
		rq_store_close(store);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(counted("tasks", "queued"), 16);
	assert_sound();
}

static void await_byte(int descriptor)
{
	char byte;

	assert_int_equal(read(descriptor, &byte, 1), 1);
}

static void a_map_that_another_process_grew_is_taken_over(void **state)
{
	int go[2];
	pid_t child;
	int status;

	(void)state;
	assert_int_equal(pipe(go), 0);
	child = fork();
	if (child == 0) {
		await_byte(go[0]);
		store = open_store_with((struct rq_store_options) { .map_size = 256 << 10 });
		for (int i = 0; i < 40; i++)
			if (enqueue_large(i, &err) == -1)
				_exit(1);
		rq_store_close(store);
		_exit(0);
	}
	store = open_store_with((struct rq_store_options) { .map_size = 256 << 10 });
	assert_int_equal(write(go[1], "x", 1), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(counted("tasks", "queued"), 640); /* a read transaction first */
	assert_int_equal(enqueue_large(40, &err), 0);
	assert_int_equal(counted("tasks", "queued"), 656);
	assert_sound();
	(void)close(go[0]);
	(void)close(go[1]);
}

static void a_full_disk_is_said_and_nothing_is_half_written(void **state)
{
	struct rq_error full = { 0 };
	char filler[160];
	int written = 0, file;

	(void)state;
	if (mount("tmpfs", base, "tmpfs", 0, "size=6m") == -1) {
		print_message("cannot mount a small file system (%s): skipped\n", strerror(errno));
		skip();
	}
	(void)snprintf(filler, sizeof filler, "%s/filler", base);
	file = open(filler, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(posix_fallocate(file, 0, 2 << 20), 0);
	(void)close(file);
	store = open_store_with((struct rq_store_options) { 0 });
	while (written < 1000 && enqueue_large(written, &full) == 0)
		written++;
	assert_int_equal(full.code, RQ_STORE);
	assert_non_null(strstr(full.message, "no space left"));
	assert_int_equal(counted("tasks", "queued"), written * 16);
	assert_sound();
	assert_int_equal(unlink(filler), 0);
	assert_int_equal(enqueue_large(written, &err), 0);
	assert_int_equal(counted("tasks", "queued"), written * 16 + 16);
	assert_sound();
	rq_store_close(store);
	store = NULL;
	assert_int_equal(umount2(base, MNT_DETACH), 0);
}

static void a_store_is_not_begun_on_a_full_disk(void **state)
{
	char filler[160];
	int file;

	(void)state;
	if (mount("tmpfs", base, "tmpfs", 0, "size=1m") == -1) {
		print_message("cannot mount a small file system (%s): skipped\n", strerror(errno));
		skip();
	}
	(void)snprintf(filler, sizeof filler, "%s/filler", base);
	file = open(filler, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(posix_fallocate(file, 0, 512 << 10), 0);
	(void)close(file);
	assert_refused((struct rq_store_options) { 0 }, RQ_STORE, "no space left");
	assert_int_equal(access(folder, F_OK), -1);
	assert_int_equal(umount2(base, MNT_DETACH), 0);
}

/* --- several processes ----------------------------------------------------- */

/* Bytes of files that count as this process's memory: statm, third number. */
static size_t mapped_bytes(void)
{
	FILE *statm = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	assert_non_null(statm);
	assert_int_equal(fscanf(statm, "%*u %*u %lu", &pages), 1);
	(void)fclose(statm);
	return (size_t)pages * 4096;
}

static void pages_that_were_read_are_given_back(void **state)
{
	enum { SIZE = 96 << 20 };
	char path[300], *map;
	size_t sum = 0, before;
	int file;

	(void)state;
	(void)snprintf(path, sizeof path, "%s/file", base);
	file = open(path, O_RDWR | O_CREAT, 0600);
	assert_int_equal(ftruncate(file, SIZE), 0);
	assert_int_equal(pwrite(file, "x", 1, SIZE / 2), 1);
	map = mmap(NULL, SIZE, PROT_READ, MAP_SHARED, file, 0);
	assert_ptr_not_equal(map, MAP_FAILED);
	for (size_t i = 0; i < SIZE; i += 4096)
		sum += (size_t)map[i];
	assert_int_equal(sum, 'x');
	before = mapped_bytes();
	assert_true(before >= SIZE);
	rq_footprint_trim(file, before + SIZE);
	assert_true(mapped_bytes() > before - SIZE / 2); /* not before there are too many */
	rq_footprint_trim(file, before - SIZE);
	assert_true(mapped_bytes() <= before - SIZE / 2);
	assert_int_equal(map[SIZE / 2], 'x');
	assert_int_equal(munmap(map, SIZE), 0);
	(void)close(file);
}

static void writers_keep_more_pages_of_a_large_file_but_no_more_than_so_many(void **state)
{
	const size_t mib = 1 << 20;

	(void)state;
	assert_int_equal(rq_footprint_kept(10 * mib, true), rq_footprint_kept(10 * mib, false));
	assert_true(rq_footprint_kept(400 * mib, true) > rq_footprint_kept(10 * mib, true));
	assert_int_equal(rq_footprint_kept(400 * mib, false), rq_footprint_kept(10 * mib, false));
	assert_int_equal(rq_footprint_kept(4000 * mib, true), 128 * mib);
	assert_int_equal(rq_footprint_kept(SIZE_MAX, true), 128 * mib);
}

/* Opens it with one descriptor more each time, until that is enough; how often it was not. */
static int open_with_few_files(void)
{
	struct rlimit before, few;
	struct rq_store *opened = NULL;
	int refused = -1, lowest = dup(STDIN_FILENO);

	(void)close(lowest);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	for (few.rlim_cur = (rlim_t)lowest; !opened && refused < 20; few.rlim_cur++) {
		const struct rq_store_options options = { .map_size = 64 << 20, .keys = keys() };
		struct rq_error why = { 0 };

		refused++;
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		if (rq_store_open(folder, &options, &opened, &why) == -1)
			assert_non_null(strstr(why.message, "Too many open files"));
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	}
	assert_non_null(opened);
	rq_store_close(opened);
	return refused;
}

static void a_store_for_which_there_are_too_few_descriptors_says_so(void **state)
{
	(void)state;
	assert_true(open_with_few_files() > 2);
	assert_true(open_with_few_files() > 2); /* it is there by now */
	store = open_store_with((struct rq_store_options) { 0 });
	assert_sound();
}

/*
 * A child that has the folder alone while this process wants to make a store in it; then it moves
 * what was made elsewhere there (NULL: nothing), and keeps it open until told by the pipe.
 */
static pid_t make_meanwhile(const char *made, const int told[2], const int done[2])
{
	char there[320];
	pid_t child = fork();
	int lock;

	if (child != 0)
		return child;
	(void)close(done[1]);
	(void)snprintf(there, sizeof there, "%s/data.mdb", folder);
	if (rq_swap_lock(folder, true, 0, &lock, &err) == -1 || write(told[1], "x", 1) != 1)
		_exit(1);
	(void)usleep(300000);
	if (made && (rename(made, there) == -1 || flock(lock, LOCK_SH) == -1 ||
		     read(done[0], there, 1) != 0))
		_exit(1);
	_exit(0);
}

static void open_while_another_makes_it(const char *made)
{
	int told[2], done[2], status;
	pid_t child;
	char byte;

	assert_int_equal(pipe(told), 0);
	assert_int_equal(pipe(done), 0);
	child = make_meanwhile(made, told, done);
	assert_true(child > 0);
	assert_int_equal(read(told[0], &byte, 1), 1);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_sound();
	(void)close(done[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	(void)close(done[0]);
	(void)close(told[0]);
	(void)close(told[1]);
}

static void whoever_makes_a_store_waits_for_who_is_at_it(void **state)
{
	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	open_while_another_makes_it(NULL);
	assert_int_equal(counted("resumes", NULL), 0);
}

static void whoever_was_slower_opens_what_another_made(void **state)
{
	char data[320], made[320];

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	enqueue_many(0, 3);
	rq_store_close(store);
	(void)snprintf(data, sizeof data, "%s/data.mdb", folder);
	(void)snprintf(made, sizeof made, "%s/made", base);
	assert_int_equal(rename(data, made), 0);
	open_while_another_makes_it(made);
	assert_int_equal(counted("resumes", NULL), 3);
}

static void whoever_waits_for_a_task_can_be_woken(void **state)
{
	int ends[2];

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "x", 1), 1);
	(void)alarm(300); /* looking for tasks each time instead would take longer */
	for (int i = 0; i < 10000; i++)
		assert_int_equal(rq_store_wait(store, 60000, ends[0], &err), 0);
	(void)alarm(0);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

static void two_processes_that_enqueue_the_same_make_it_once(void **state)
{
	pid_t children[2];
	int status;

	(void)state;
	for (int c = 0; c < 2; c++) {
		children[c] = fork();
		if (children[c] == 0) {
			store = open_store_with((struct rq_store_options) { .settle_after = 100 });
			for (int i = 0; i < 40; i++)
				enqueue_many((c ? 39 - i : i) * 10, 10);
			rq_store_close(store);
			_exit(0);
		}
	}
	for (int c = 0; c < 2; c++) {
		assert_int_equal(waitpid(children[c], &status, 0), children[c]);
		assert_int_equal(status, 0);
	}
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(counted("tasks", "queued"), 400);
	assert_int_equal(counted("resumes", NULL), 400);
	assert_sound();
}

static void a_store_has_a_name(void **state)
{
	const struct rq_store_options options = { 0 };
	struct rq_store *opened = NULL;

	(void)state;
	assert_int_equal(rq_store_open("", &options, &opened, &err), -1);
	assert_int_equal(err.code, RQ_USAGE);
	assert_null(opened);
}

/* Postings and recipes are kept as objects. */
static void an_object_comes_back_as_it_was_put(void **state)
{
	json_t *object = json_pack("{s:s, s:i}", "job_version", "0123456789abcdef0123456789abcdef",
				   "months", 60);
	json_t *back = NULL;

	(void)state;
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(
	    rq_object_put(store, RQ_STORED_JOB, "0123456789abcdef0123456789abcdef", object, &err),
	    0);
	reopen();
	assert_int_equal(
	    rq_object_get(store, RQ_STORED_JOB, "0123456789abcdef0123456789abcdef", &back, &err),
	    0);
	assert_true(json_equal(object, back));
	json_decref(object);
	json_decref(back);
}

int main(void)
{
#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_store)
	const struct CMUnitTest tests[] = {
		PLACE_TEST(only_the_owner_can_read_a_store),
		PLACE_TEST(a_store_has_a_name),
		PLACE_TEST(an_object_comes_back_as_it_was_put),
		PLACE_TEST(an_empty_folder_becomes_a_store),
		PLACE_TEST(a_file_is_no_store),
		PLACE_TEST(a_folder_with_other_things_is_left_alone),
		PLACE_TEST(a_folder_that_anybody_may_write_to_is_no_place),
		PLACE_TEST(no_link_is_followed_to_a_file_outside),
		PLACE_TEST(a_store_that_must_exist_is_not_made),
		PLACE_TEST(a_missing_parent_is_named),
		PLACE_TEST(other_kinds_of_stores_are_refused),
		PLACE_TEST(a_server_that_cannot_be_reached_is_said),
		PLACE_TEST(network_file_systems_are_known),
		PLACE_TEST(a_folder_without_permission_is_said),
		PLACE_TEST(a_store_of_a_newer_format_is_refused),
		PLACE_TEST(tables_that_an_rq_before_did_not_have_are_added),
		PLACE_TEST(a_store_of_an_older_format_is_refused),
		PLACE_TEST(the_file_of_another_program_is_refused),
		PLACE_TEST(a_file_that_is_no_database_is_refused),
		PLACE_TEST(a_store_opened_for_reading_cannot_be_changed),
		PLACE_TEST(a_copy_is_a_store_like_the_other),
		PLACE_TEST(nothing_can_be_freed),
		PLACE_TEST(what_was_never_kept_is_not_found),
		PLACE_TEST(records_are_kept_by_id),
		PLACE_TEST(the_map_grows_when_it_is_full),
		PLACE_TEST(a_claim_is_whole_when_the_map_grows_in_it),
		PLACE_TEST(a_store_opens_where_address_space_is_limited),
		PLACE_TEST(a_map_that_another_process_grew_is_taken_over),
		PLACE_TEST(a_full_disk_is_said_and_nothing_is_half_written),
		PLACE_TEST(a_store_is_not_begun_on_a_full_disk),
		PLACE_TEST(pages_that_were_read_are_given_back),
		PLACE_TEST(writers_keep_more_pages_of_a_large_file_but_no_more_than_so_many),
		PLACE_TEST(a_store_for_which_there_are_too_few_descriptors_says_so),
		PLACE_TEST(whoever_makes_a_store_waits_for_who_is_at_it),
		PLACE_TEST(whoever_was_slower_opens_what_another_made),
		PLACE_TEST(whoever_waits_for_a_task_can_be_woken),
		PLACE_TEST(two_processes_that_enqueue_the_same_make_it_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
