/*
 * bench_store [TASKS...]: durable tasks per second through the store's
 * interface, beside a floor: bare LMDB, batches and values of the same size.
 * One JSON line a figure. The files are in TMPDIR, else in /var/tmp. Records are just under 4,080
 * bytes (one page).
 */

#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { BATCH = 64, RECORD = 4070, SYNCS = 500 };

#define NOW INT64_C(1795000000000)

static char record[RECORD];

static double seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void must(int result, const char *what)
{
	if (result == 0)
		return;
	(void)fprintf(stderr, "bench_store: %s: %s\n", what, mdb_strerror(result));
	exit(3);
}

static void must_store(int result, const struct rq_error *err)
{
	if (result == 0)
		return;
	(void)fprintf(stderr, "bench_store: %s\n", err->message);
	exit(3);
}

static void clear(const char *folder)
{
	static const char *const files[] = { "data.mdb", "lock.mdb" };
	char path[4096];

	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		(void)unlink(path);
	}
	(void)rmdir(folder);
}

/* --- the floors ------------------------------------------------------------ */

/* Microseconds for one write of 4 KiB that is on the disk. */
static double fsync_us(const char *folder)
{
	char path[4096];
	double start;
	int file;

	(void)snprintf(path, sizeof path, "%s.sync", folder);
	file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (file == -1)
		return 0;
	start = seconds();
	for (int i = 0; i < SYNCS; i++)
		if (write(file, record, sizeof record) < 0 || fdatasync(file) == -1)
			break;
	start = (seconds() - start) / SYNCS * 1e6;
	(void)close(file);
	(void)unlink(path);
	return start;
}

struct bare {
	MDB_env *env;
	MDB_dbi records, waiting, leased, results, permits;
};

static void bare_open(struct bare *bare, const char *folder)
{
	MDB_txn *txn;

	clear(folder);
	(void)mkdir(folder, 0700);
	must(mdb_env_create(&bare->env), "create");
	must(mdb_env_set_mapsize(bare->env, (size_t)64 << 30), "map");
	must(mdb_env_set_maxdbs(bare->env, 5), "tables");
	must(mdb_env_open(bare->env, folder, 0, 0600), "open");
	must(mdb_txn_begin(bare->env, NULL, 0, &txn), "begin");
	must(mdb_dbi_open(txn, "records", MDB_CREATE | MDB_INTEGERKEY, &bare->records), "table");
	must(mdb_dbi_open(txn, "waiting", MDB_CREATE | MDB_INTEGERKEY, &bare->waiting), "table");
	must(mdb_dbi_open(txn, "leased", MDB_CREATE | MDB_INTEGERKEY, &bare->leased), "table");
	must(mdb_dbi_open(txn, "results", MDB_CREATE | MDB_INTEGERKEY, &bare->results), "table");
	must(mdb_dbi_open(txn, "permits", MDB_CREATE | MDB_INTEGERKEY, &bare->permits), "table");
	must(mdb_txn_commit(txn), "commit");
}

static double bare_enqueue(struct bare *bare, size_t tasks)
{
	MDB_val value = { sizeof record, record }, none = { 0, NULL };
	double start = seconds();

	for (size_t i = 0; i < tasks;) {
		MDB_txn *txn;

		must(mdb_txn_begin(bare->env, NULL, 0, &txn), "begin");
		for (int j = 0; j < BATCH && i < tasks; j++, i++) {
			MDB_val key = { sizeof i, &i };

			must(mdb_put(txn, bare->records, &key, &value, MDB_APPEND), "put");
			must(mdb_put(txn, bare->waiting, &key, &none, MDB_APPEND), "put");
		}
		must(mdb_txn_commit(txn), "commit");
	}
	return (double)tasks / (seconds() - start);
}

/* What was granted for a call, kept with a commit of its own. */
static void bare_permits(struct bare *bare, size_t from, size_t end)
{
	MDB_txn *txn;

	must(mdb_txn_begin(bare->env, NULL, 0, &txn), "begin");
	for (size_t i = from; i < end; i++) {
		MDB_val key = { sizeof i, &i }, value = { 80, record };

		must(mdb_put(txn, bare->permits, &key, &value, 0), "put");
	}
	must(mdb_txn_commit(txn), "commit");
}

/* The least that a lease and a result need: two durable steps; and with permits three. */
static double bare_work(struct bare *bare, size_t tasks, size_t batch, bool permits)
{
	MDB_val none = { 0, NULL };
	double start = seconds();

	for (size_t i = 0; i < tasks; i += batch) {
		size_t end = i + batch < tasks ? i + batch : tasks;
		MDB_txn *txn;

		must(mdb_txn_begin(bare->env, NULL, 0, &txn), "begin");
		for (size_t j = i; j < end; j++) {
			MDB_val key = { sizeof j, &j };

			must(mdb_del(txn, bare->waiting, &key, NULL), "del");
			must(mdb_put(txn, bare->leased, &key, &none, 0), "put");
		}
		must(mdb_txn_commit(txn), "commit");
		if (permits)
			bare_permits(bare, i, end);
		must(mdb_txn_begin(bare->env, NULL, 0, &txn), "begin");
		for (size_t j = i; j < end; j++) {
			MDB_val key = { sizeof j, &j }, value = { sizeof record, record };

			must(mdb_del(txn, bare->leased, &key, NULL), "del");
			if (permits)
				must(mdb_del(txn, bare->permits, &key, NULL), "del");
			must(mdb_put(txn, bare->results, &key, &value, MDB_APPEND), "put");
		}
		must(mdb_txn_commit(txn), "commit");
	}
	return (double)tasks / (seconds() - start);
}

/* --- the store ------------------------------------------------------------- */

static void make_id(char id[RQ_ID_SIZE], const char *kind, size_t number)
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, kind);
	rq_digest_add(&digest, &number, sizeof number);
	rq_digest_id(&digest, id);
}

/* Every task has its own candidate and résumé; the ids are as strewn as in life. */
static struct rq_submission *make_submissions(size_t tasks)
{
	struct rq_submission *submissions = calloc(tasks, sizeof *submissions);

	if (!submissions)
		exit(75);
	for (size_t i = 0; i < tasks; i++) {
		struct rq_task *task = &submissions[i].task;

		make_id(task->candidate_id, "candidate", i);
		make_id(task->resume_id, "resume", i);
		make_id(task->job_id, "job", i * 10 / tasks);
		make_id(task->job_version, "version", i * 10 / tasks);
		make_id(task->recipe, "recipe", 0);
		(void)snprintf(task->engine, sizeof task->engine, "local");
		(void)snprintf(task->source, sizeof task->source, "resumes.zip!/%zu.docx", i);
		task->priority = 5;
		rq_task_identify(task);
		submissions[i].resume = (struct rq_bytes) { record, sizeof record };
	}
	return submissions;
}

static double store_enqueue(struct rq_store *store, size_t tasks)
{
	struct rq_enqueue_options how = { .now = NOW, .ttl = 1 };
	struct rq_submission *submissions = make_submissions(tasks);
	struct rq_error err = { 0 };
	double start = seconds();

	for (size_t i = 0; i < tasks; i += BATCH) {
		size_t count = tasks - i < BATCH ? tasks - i : BATCH;

		must_store(rq_store_enqueue(store, submissions + i, count, &how, &err), &err);
	}
	start = (double)tasks / (seconds() - start);
	free(submissions);
	return start;
}

/* Reserves for calls from limits that never refuse. */
static void take_permits(struct rq_store *store, const struct rq_task *tasks, size_t count)
{
	struct rq_take take = {
		.scope = "api.example.com/model",
		.limits = { .rate = { [RQ_RPM] = 100000000, [RQ_TPM] = 1000000000 } },
		.now = NOW
	};
	struct rq_permit permits[BATCH];
	struct rq_error err = { 0 };
	int64_t next;

	for (size_t i = 0; i < count; i++)
		permits[i] =
		    (struct rq_permit) { .task = &tasks[i], .need = { 1, 4000, 2500, 1000 } };
	must_store(rq_store_take(store, &take, permits, count, &next, &err), &err);
	if (!permits[count - 1].granted)
		exit(3);
}

/* Claims batch tasks at a time, and with permits set takes one for each, too. */
static double store_work(struct rq_store *store, size_t tasks, size_t batch, bool permits)
{
	struct rq_claim how = { .now = NOW, .lease = 120000 };
	struct rq_outcome outcomes[BATCH];
	struct rq_task claimed[BATCH];
	struct rq_error err = { 0 };
	size_t count, done = 0;
	double start = seconds();

	for (;;) {
		must_store(rq_store_claim(store, &how, claimed, batch, &count, &err), &err);
		if (count == 0)
			break;
		if (permits)
			take_permits(store, claimed, count);
		for (size_t i = 0; i < count; i++)
			outcomes[i] = (struct rq_outcome) { .task = &claimed[i],
							    .ending = RQ_END_DONE,
							    .result = { record, sizeof record },
							    .usage = { .calls = 1 },
							    .settlement.charge = RQ_CHARGE_USAGE };
		must_store(rq_store_finish(store, outcomes, count, NOW, &err), &err);
		for (size_t i = 0; i < count; i++) {
			done += !outcomes[i].lost;
			rq_task_free(&claimed[i]);
		}
	}
	start = seconds() - start;
	if (done != tasks) {
		(void)fprintf(stderr, "bench_store: %zu of %zu done\n", done, tasks);
		exit(3);
	}
	return (double)tasks / start;
}

struct figure {
	const char *name;
	size_t tasks, batch; /* of each durable step */
	double rate, floor;  /* per second */
};

static void print_figure(const struct figure *figure, double sync)
{
	(void)printf("{\"bench\":\"%s\",\"tasks\":%zu,\"batch\":%zu,\"per_second\":%.0f,"
		     "\"floor_per_second\":%.0f,\"fsync_us\":%.0f}\n",
		     figure->name, figure->tasks, figure->batch, figure->rate, figure->floor, sync);
	(void)fflush(stdout);
}

/* Queues tasks and works them off, on bare LMDB and then on a store. */
static void measure_pair(const char *folder, struct figure *enqueue, struct figure *work,
			 bool permits)
{
	const char *key_file = getenv("RQ_STORE_KEY_FILE"); /* an encrypted store is measured */
	struct rq_store_options options = { 0 };
	struct rq_keyring *keys = NULL;
	struct rq_error err = { 0 };
	struct rq_store *store;
	struct bare bare;

	bare_open(&bare, folder);
	enqueue->floor = bare_enqueue(&bare, enqueue->tasks);
	work->floor = bare_work(&bare, work->tasks, work->batch, permits);
	mdb_env_close(bare.env);
	clear(folder);
	if (key_file)
		must_store(rq_keyring_read(key_file, &keys, &err), &err);
	options.keys = keys;
	must_store(rq_store_open(folder, &options, &store, &err), &err);
	enqueue->rate = store_enqueue(store, enqueue->tasks);
	work->rate = store_work(store, work->tasks, work->batch, permits);
	rq_store_close(store);
	rq_keyring_free(keys);
	clear(folder);
}

static void measure(const char *folder, size_t tasks)
{
	struct figure enqueue = { "store-enqueue", tasks, BATCH, 0, 0 };
	struct figure work = { "store-claim-finish", tasks, BATCH, 0, 0 };
	struct figure calls = { "store-claim-permit-finish", tasks, BATCH, 0, 0 };
	struct figure single = { "store-claim-permit-finish", tasks / 20, 1, 0, 0 };
	struct figure again = enqueue, few = enqueue;
	double sync = fsync_us(folder);

	few.tasks = single.tasks;
	measure_pair(folder, &enqueue, &work, false);
	measure_pair(folder, &again, &calls, true);
	measure_pair(folder, &few, &single, true);
	print_figure(&enqueue, sync);
	print_figure(&work, sync);
	print_figure(&calls, sync);
	print_figure(&single, sync);
}

int main(int count, char **arguments)
{
	const char *parent = getenv("TMPDIR");
	char folder[4000];

	(void)snprintf(folder, sizeof folder, "%s/bench_store.%d", parent ? parent : "/var/tmp",
		       (int)getpid());
	memset(record, 'x', sizeof record);
	if (count == 1) {
		measure(folder, 10000);
		measure(folder, 100000);
	}
	for (int i = 1; i < count; i++)
		measure(folder, strtoul(arguments[i], NULL, 10));
	return 0;
}
