/* A system that fails under a store: each call that can, by its own name, and what is said then. */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <lmdb.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/vfs.h>

#include "store_fixture.h"

#include "store/embedded.h"
#include "store/footprint.h"
#include "store/owner.h"
#include "store/place.h"

/* --- the system ------------------------------------------------------------------------------- */

static const char *failing = ""; /* the call that does */
static int code;                 /* with that */
static int before, times;        /* after so many that work, and so often */

static bool fails(const char *name)
{
	if (strcmp(failing, name) != 0 || before-- > 0 || times == 0)
		return false;
	times--;
	errno = code;
	return true;
}

static void let(const char *name, int with)
{
	failing = name;
	code = with;
	before = 0;
	times = -1; /* always */
}

static void let_once(const char *name, int with, int after)
{
	let(name, with);
	before = after;
	times = 1;
}

static void let_all_work(void)
{
	failing = "";
}

/* The functions of libraries under their own names. */
#define CALL(type, name, parameters, arguments, failed)                                            \
	type name parameters                                                                       \
	{                                                                                          \
		static type(*real) parameters;                                                     \
                                                                                                   \
		if (!real)                                                                         \
			*(void **)&real = dlsym(RTLD_NEXT, #name);                                 \
		return fails(#name) ? (failed) : real arguments;                                   \
	}

CALL(int, mdb_env_create, (MDB_env * *env), (env), code)
CALL(int, mdb_env_open, (MDB_env * env, const char *path, unsigned flags, mdb_mode_t mode),
     (env, path, flags, mode), code)
CALL(int, mdb_env_set_mapsize, (MDB_env * env, size_t size), (env, size), code)
CALL(int, mdb_dbi_open, (MDB_txn * txn, const char *name, unsigned flags, MDB_dbi *dbi),
     (txn, name, flags, dbi), code)
CALL(int, mdb_txn_begin, (MDB_env * env, MDB_txn *parent, unsigned flags, MDB_txn **txn),
     (env, parent, flags, txn), code)
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
CALL(int, flock, (int file, int how), (file, how), -1)
CALL(int, rename, (const char *from, const char *to), (from, to), -1)
CALL(int, fchmod, (int file, mode_t mode), (file, mode), -1)
CALL(int, lchown, (const char *path, uid_t user, gid_t group), (path, user, group), -1)
CALL(int, pipe2, (int ends[2], int flags), (ends, flags), -1)
CALL(pid_t, fork, (void), (), -1)
CALL(int, mkostemp, (char *template, int flags), (template, flags), -1)
CALL(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)
CALL(ssize_t, read, (int file, void *bytes, size_t size),
     (file, bytes, strcmp(failing, "rest of read") == 0 && size > 40 ? 40 : size), -1)
CALL(ssize_t, write, (int file, const void *bytes, size_t size), (file, bytes, size), -1)

int open(const char *path, int flags, ...)
{
	static int (*real)(const char *, int, ...);
	va_list arguments;
	unsigned mode = 0;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "open");
	va_start(arguments, flags);
	if (flags & O_CREAT)
		mode = va_arg(arguments, unsigned);
	va_end(arguments);
	return fails("open") ? -1 : real(path, flags, mode);
}

/* Whoever it is that asks. */
uid_t geteuid(void)
{
	return strcmp(failing, "geteuid") == 0 ? (uid_t)code : 0;
}

int statfs(const char *path, struct statfs *system)
{
	static int (*real)(const char *, struct statfs *);
	int result;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "statfs");
	if (fails("statfs"))
		return -1;
	result = real(path, system);
	if (strcmp(failing, "network") == 0)
		system->f_type = NFS_SUPER_MAGIC;
	return result;
}

static void assert_says(int result, const char *words)
{
	let_all_work();
	assert_int_equal(result, -1);
	if (!strstr(err.message, words))
		fail_msg("\"%s\", but not \"%s\"", err.message, words);
	err = (struct rq_error) { 0 };
}

static int open_again(struct rq_store_options options)
{
	rq_store_close(store);
	store = NULL;
	options.keys = keys();
	return rq_store_open(folder, &options, &store, &err);
}

static const struct rq_store_options small = { .map_size = 64 << 20 };

/* --- the database --------------------------------------------------------------------------------
 */

static void what_the_database_says_is_said_in_words(void **state)
{
	static const struct {
		int code;
		const char *words;
	} cases[] = {
		{ ENOSPC, "no space left on the disk" },
		{ EDQUOT, "no space left on the disk" },
		{ EFBIG, "the file may not grow (ulimit -f)" },
		{ EROFS, "no permission to write here" },
		{ EACCES, "no permission to write here" },
		{ MDB_INVALID, "data.mdb is not a store" },
		{ MDB_VERSION_MISMATCH, "data.mdb is of another version of LMDB" },
		{ MDB_READERS_FULL, "more than 254 processes use the store" },
		{ MDB_PANIC, "MDB_PANIC" },
	};
	json_t *counts = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		let("mdb_txn_begin", cases[i].code);
		assert_says(rq_store_counts(store, &counts, &err), cases[i].words);
	}
}

static void a_file_that_cannot_be_opened_is_told(void **state)
{
	(void)state;
	let("mdb_env_create", ENOMEM);
	assert_says(open_again(small), strerror(ENOMEM));
	let("mdb_env_open", ENOMEM); /* as large as was asked for, or not at all */
	assert_says(open_again(small), strerror(ENOMEM));
	let_once("mdb_dbi_open", EIO, 2);
	assert_says(open_again(small), "");
	assert_int_equal(open_again(small), 0);
}

static void where_addresses_are_few_the_map_is_smaller(void **state)
{
	(void)state;
	let("mdb_env_open", ENOMEM);
	times = 3;
	if (open_again((struct rq_store_options) { 0 }) == -1)
		fail_msg("%s", err.message);
	let_all_work();
	assert_int_equal(times, 0);
	enqueue_many(0, 3);
	assert_int_equal(counted("tasks", "queued"), 3);
	let("mdb_env_open", ENOMEM);
	assert_says(open_again((struct rq_store_options) { 0 }), strerror(ENOMEM));
}

static void a_disk_that_became_read_only_can_be_looked_at(void **state)
{
	(void)state;
	enqueue_many(0, 3);
	let_once("mdb_env_open", EROFS, 0);
	if (open_again(small) == -1)
		fail_msg("%s", err.message);
	let_all_work();
	assert_int_equal(counted("tasks", "queued"), 3);
	assert_says(rq_store_put(store, RQ_STORED_JOB, "j", (struct rq_bytes) { "{}", 2 }, &err),
		    "no permission to write here");
}

static void a_file_that_cannot_grow_is_full(void **state)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	int result = 0;

	(void)state;
	assert_int_equal(open_again((struct rq_store_options) { .map_size = 1 << 20 }), 0);
	let("mdb_env_set_mapsize", ENOMEM);
	for (int i = 0; result == 0; i++) {
		struct rq_submission one = make_submission(i);

		assert_true(i < 10000);
		result = rq_store_enqueue(store, &one, 1, &options, &err);
		rq_task_free(&one.task);
	}
	assert_says(result, "full at 1 MiB, and cannot grow");
	assert_sound();
	enqueue_many(20000, 10); /* now it can */
	assert_sound();
}

static void a_file_that_nobody_wrote_to_is_no_store_to_a_reader(void **state)
{
	char name[300];
	MDB_env *env;

	(void)state;
	(void)snprintf(folder, sizeof folder, "%s/begun", base);
	assert_int_equal(mkdir(folder, 0700), 0);
	(void)snprintf(name, sizeof name, "%s/data.mdb", folder);
	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(mdb_env_open(env, folder, 0, 0600), 0);
	mdb_env_close(env);
	assert_says(
	    open_again((struct rq_store_options) { .read_only = true, .map_size = 1 << 20 }),
	    "a store that was never written to");
}

/* --- its folder
 * ---------------------------------------------------------------------------------------- */

static void a_folder_that_cannot_be_made_is_told(void **state)
{
	struct rq_place_wants wants = { 0 };
	char name[300];
	bool made;

	(void)state;
	(void)snprintf(name, sizeof name, "%s/data.mdb/new", folder);
	assert_says(rq_place_prepare(name, &wants, &made, &err), strerror(ENOTDIR));
	(void)snprintf(name, sizeof name, "%s/new", base);
	let("mkdir", EACCES);
	assert_says(rq_place_prepare(name, &wants, &made, &err), "cannot make the folder");
	let("mkdir", EEXIST); /* by another process meanwhile */
	assert_int_equal(rq_place_prepare(name, &wants, &made, &err), 0);
	assert_false(made);
	let("statfs", EIO);
	assert_says(rq_place_prepare(name, &wants, &made, &err), strerror(EIO));
}

static void a_network_file_system_is_no_place(void **state)
{
	(void)state;
	let("network", 0);
	assert_says(open_again(small), "on a network file system, where a store is not safe");
	let("network", 0);
	assert_int_equal(
	    open_again((struct rq_store_options) { .map_size = 64 << 20, .force_network = true }),
	    0);
	let_all_work();
}

/* --- a file that takes the place of another
 * ------------------------------------------------------------ */

static int compact(void)
{
	struct rq_compaction sizes;

	rq_store_close(store);
	store = NULL;
	return rq_store_compact(alone(), &sizes, &err);
}

static void a_file_that_cannot_take_its_place_leaves_the_old_one(void **state)
{
	static const struct {
		const char *call;
		int code;
		const char *words;
	} cases[] = {
		{ "flock", EBADF, "cannot lock" },
		{ "mkdir", EACCES, "cannot make" },
		{ "rename", EXDEV, "in its place" },
		{ "lchown", EPERM, "cannot give" },
	};

	(void)state;
	enqueue_many(0, 3);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		rq_store_close(store);
		store = NULL;
		let(cases[i].call, cases[i].code);
		assert_says(compact(), cases[i].words);
		assert_int_equal(open_again(small), 0);
		assert_int_equal(counted("tasks", "queued"), 3);
	}
	let("geteuid", 1000); /* who is not root gives nothing away */
	assert_int_equal(compact(), 0);
	let_all_work();
}

/* --- backups
 * ------------------------------------------------------------------------------------------ */

static char backup[300];

static int back_up(void)
{
	(void)snprintf(backup, sizeof backup, "%s/backup.zst", base);
	return rq_store_backup(store, backup, true, &err);
}

static int restore(const char *from)
{
	struct rq_alone to = { .where = backup, .keys = keys() };

	(void)snprintf(backup, sizeof backup, "%s/restored", base);
	return rq_store_restore(&to, from, false, &err);
}

static int remove_made(void)
{
	char command[320];

	(void)snprintf(command, sizeof command, "rm -rf %s/backup* %s/restored*", base, base);
	return system(command);
}

static void a_backup_that_cannot_be_written_is_told(void **state)
{
	static const struct {
		const char *call;
		int code, after;
	} cases[] = { { "fchmod", EPERM, 0 }, { "mkostemp", EMFILE, 0 }, { "rename", EXDEV, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		let_once(cases[i].call, cases[i].code, cases[i].after);
		assert_says(back_up(), strerror(cases[i].code));
		assert_int_equal(access(backup, F_OK), -1);
	}
	assert_int_equal(back_up(), 0);
}

static void a_restore_that_cannot_go_on_makes_no_store(void **state)
{
	static const struct {
		const char *call;
		int code;
	} cases[] = {
		{ "mkostemp", EMFILE }, { "fchmod", EPERM }, { "pipe2", EMFILE },
		{ "fork", EAGAIN },     { "read", EIO },     { "write", ENOSPC },
	};
	char plain[300];

	(void)state;
	enqueue_many(0, 100);
	(void)snprintf(plain, sizeof plain, "%s/plain", base);
	assert_int_equal(rq_store_backup(store, plain, false, &err), 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		let(cases[i].call, cases[i].code);
		assert_says(restore(plain), "");
		assert_int_equal(access(backup, F_OK), -1);
	}
	assert_int_equal(restore(plain), 0);
}

/* With one descriptor too few at each place in turn: it is whole, or there is none, which is said.
 */
static void a_backup_without_a_descriptor_is_none(void **state)
{
	char made[300];
	size_t failed = 0;

	(void)state;
	enqueue_many(0, 3);
	for (int after = 0;; after++) {
		int result;

		let_once("open", EMFILE, after);
		result = back_up();
		if (result == 0)
			result = restore(memcpy(made, backup, sizeof made));
		failing = "";
		/* it may have been one of the process that looks into what was restored */
		if (times == 1 && result == 0)
			break;
		failed += result == -1;
		assert_true(result == 0 || err.code != RQ_OK);
		err = (struct rq_error) { 0 };
		(void)remove_made();
	}
	assert_true(failed > 4);
	(void)snprintf(folder, sizeof folder, "%s/restored", base);
	assert_int_equal(open_again(small), 0);
	assert_int_equal(counted("tasks", "queued"), 3);
}

static void what_is_no_file_is_no_backup(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int end = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	(void)snprintf(address.sun_path, sizeof address.sun_path, "%.90s/socket", base);
	assert_int_equal(bind(end, (const struct sockaddr *)&address, sizeof address), 0);
	assert_says(restore(address.sun_path), "socket");
	(void)close(end);
	(void)snprintf(folder, sizeof folder, "%s/file", base);
	(void)close(open(folder, O_WRONLY | O_CREAT, 0600));
	assert_says(rq_store_restore(alone(), "/", false, &err),
		    "a file, not the folder of a store");
}

/* --- who is alive
 * ------------------------------------------------------------------------------------- */

static void a_process_of_which_nothing_is_told_is_alive(void **state)
{
	struct rq_owner self = rq_owner_self(), parent = self, unknown;

	(void)state;
	parent.pid = (uint32_t)getppid();
	parent.start = 1;
	assert_true(rq_owner_is_dead(&parent, &self)); /* another has its number by now */
	let("read", EPERM);
	assert_false(rq_owner_is_dead(&parent, &self));
	let("rest of read", 0);
	assert_false(rq_owner_is_dead(&parent, &self));
	let("read", EPERM);
	unknown = rq_owner_self();
	let_all_work();
	assert_int_equal(unknown.start, 0);
	assert_int_equal(unknown.pid, self.pid);
}

static void without_a_list_of_maps_nothing_is_let_go(void **state)
{
	(void)state;
	let("fopen", EMFILE);
	rq_footprint_trim(STDIN_FILENO, 0);
	let_all_work();
	assert_int_equal(counted("tasks", "queued"), 0);
}

/* --- stores elsewhere, and of before
 * --------------------------------------------------------------------- */

static void a_server_that_is_not_there_is_told_by_whatever_wants_it(void **state)
{
	const struct rq_alone far = { .where = "postgresql:///rq?host=/nowhere" };
	const struct rq_mending mending = { print_line, NULL, NULL, NULL };
	struct rq_compaction sizes;
	bool done;

	(void)state;
	assert_says(rq_store_compact(&far, &sizes, &err), "PostgreSQL");
	assert_says(rq_store_rekey(&far, true, &done, &err), "PostgreSQL");
	assert_says(rq_store_repair(&far, &mending, &err), "PostgreSQL");
	assert_says(rq_store_migrate(&far, &mending, &err), "PostgreSQL");
	assert_says(rq_store_restore(&far, "backup", false, &err), "restored by its own tools");
}

static void a_store_of_before_is_migrated_first(void **state)
{
	const struct rq_mending mending = { print_line, let_go, NULL, NULL };

	(void)state;
	rq_store_close(store);
	store = NULL;
	(void)snprintf(folder, sizeof folder, "%s/old", base);
	if (rq_store_restore(alone(), "tests/data/store/format-3.mdb.zst", false, &err) == -1)
		fail_msg("%s", err.message);
	assert_says(compact(), "of an older format: migrate it first");
	if (rq_store_migrate(alone(), &mending, &err) == -1)
		fail_msg("%s", err.message);
	assert_int_equal(open_again(small), 0);
	assert_sound();
	assert_true(counted("results", NULL) > 0);
	assert_int_equal(compact(), 0);
}

int main(void)
{
#define NEW_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_store)
	const struct CMUnitTest tests[] = {
		NEW_TEST(what_the_database_says_is_said_in_words),
		NEW_TEST(a_file_that_cannot_be_opened_is_told),
		NEW_TEST(where_addresses_are_few_the_map_is_smaller),
		NEW_TEST(a_disk_that_became_read_only_can_be_looked_at),
		NEW_TEST(a_file_that_cannot_grow_is_full),
		NEW_TEST(a_file_that_nobody_wrote_to_is_no_store_to_a_reader),
		NEW_TEST(a_folder_that_cannot_be_made_is_told),
		NEW_TEST(a_network_file_system_is_no_place),
		NEW_TEST(a_file_that_cannot_take_its_place_leaves_the_old_one),
		NEW_TEST(a_backup_that_cannot_be_written_is_told),
		NEW_TEST(a_restore_that_cannot_go_on_makes_no_store),
		NEW_TEST(a_backup_without_a_descriptor_is_none),
		NEW_TEST(what_is_no_file_is_no_backup),
		cmocka_unit_test(a_process_of_which_nothing_is_told_is_alive),
		NEW_TEST(without_a_list_of_maps_nothing_is_let_go),
		NEW_TEST(a_server_that_is_not_there_is_told_by_whatever_wants_it),
		NEW_TEST(a_store_of_before_is_migrated_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
