/*
 * bench_postgres [TASKS]: durable tasks per second through the store's interface on a
 * server (RQ_TEST_STORE, see tests/postgres/cluster.sh), with 1, 4 and 16 processes,
 * beside a floor: a bare loop over libpq on the same tables, with the statements that
 * somebody would write by hand who knows that nothing ever fails: one round trip a
 * transaction, prepared, what is to be written in arrays, the same told to the audit, and as often
 * what waits put into its log (without a hash) and counters added up.
 * It is less than the store's own SQL: no usage, no metrics, no permits, nobody's lease looked
 * after. Both do the same rounds in turns.
 *
 * cpu_us is what a task takes of the processors, server_cpu_us the server's part of it: they
 * hardly depend on what else the machine does. One JSON line a figure.
 */

#include <dirent.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/postgres.h"
#include "store/store.h"

/* As rq-enqueue and rq-optimize do it. */
enum { ENQUEUE_BATCH = 256, WORK_BATCH = 64 };
enum { TIDY_EVERY = 64 };
enum { RECORD = 4070, ROUNDS = 3, MAX_WORKERS = 16 };

#define NOW INT64_C(1795000000000)

static char record[RECORD];

static double seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void must(bool well, const char *what, const char *why)
{
	if (well)
		return;
	(void)fprintf(stderr, "bench_postgres: %s: %s\n", what, why);
	_exit(3);
}

static void must_store(int result, const struct rq_error *err)
{
	must(result == 0, "store", err->message);
}

/* Words, so that it can be compressed as a résumé can. */
static void fill_record(void)
{
	static const char letters[] = "etaoinshrdlucmfwypvbgkqjxz";
	unsigned seed = 7;

	for (size_t i = 0; i < sizeof record; i++) {
		seed = seed * 1103515245u + 12345u;
		record[i] =
		    seed >> 16 & 7 ? letters[(seed >> 20) % 26 * ((seed >> 25) % 26) / 26] : ' ';
	}
}

/* --- tasks ------------------------------------------------------------------------ */

static void make_id(char id[RQ_ID_SIZE], const char *kind, size_t number)
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, kind);
	rq_digest_add(&digest, &number, sizeof number);
	rq_digest_id(&digest, id);
}

static struct rq_submission *make_submissions(size_t first, size_t count)
{
	struct rq_submission *submissions = calloc(count, sizeof *submissions);

	must(submissions != NULL, "memory", "none");
	for (size_t i = 0; i < count; i++) {
		struct rq_task *task = &submissions[i].task;

		make_id(task->candidate_id, "candidate", first + i);
		make_id(task->resume_id, "resume", first + i);
		make_id(task->job_id, "job", i * 10 / count);
		make_id(task->job_version, "version", i * 10 / count);
		make_id(task->recipe, "recipe", 0);
		(void)snprintf(task->engine, sizeof task->engine, "local");
		(void)snprintf(task->source, sizeof task->source, "cvs.zip!/%zu.docx", first + i);
		task->priority = 5;
		rq_task_identify(task);
		submissions[i].resume = (struct rq_bytes) { record, sizeof record };
	}
	return submissions;
}

/* --- through the store --------------------------------------------------------------- */

struct side {
	const char *schema;
	/* One process's part of a round; *trips grows by the round trips that it took. */
	void *(*connect)(const char *url);
	void (*enqueue)(void *connection, struct rq_submission *submissions, size_t count);
	size_t (*work)(void *connection); /* until nothing is left; how many were done */
	uint64_t (*trips)(void *connection);
};

static void *store_connect(const char *url)
{
	struct rq_store_options options = { 0 };
	struct rq_error err = { 0 };
	struct rq_store *store;

	must_store(rq_store_open(url, &options, &store, &err), &err);
	return store;
}

static void store_enqueue(void *connection, struct rq_submission *submissions, size_t count)
{
	struct rq_enqueue_options how = { .now = NOW, .ttl = 1 };
	struct rq_error err = { 0 };

	must_store(rq_store_enqueue(connection, submissions, count, &how, &err), &err);
}

static size_t store_work(void *connection)
{
	struct rq_claim how = { .now = NOW, .lease = 120000 };
	struct rq_outcome outcomes[WORK_BATCH];
	struct rq_task claimed[WORK_BATCH];
	struct rq_error err = { 0 };
	size_t count, done = 0;

	for (;;) {
		must_store(rq_store_claim(connection, &how, claimed, WORK_BATCH, &count, &err),
			   &err);
		if (count == 0)
			return done;
		for (size_t i = 0; i < count; i++)
			outcomes[i] = (struct rq_outcome) { .task = &claimed[i],
							    .ending = RQ_END_DONE,
							    .result = { record, sizeof record },
							    .usage = { .calls = 1 },
							    .settlement.charge = RQ_CHARGE_USAGE };
		must_store(rq_store_finish(connection, outcomes, count, NOW, &err), &err);
		for (size_t i = 0; i < count; i++) {
			done += !outcomes[i].lost;
			rq_task_free(&claimed[i]);
		}
	}
}

static uint64_t store_trips(void *connection)
{
	return rq_link_trips(rq_postgres_of(connection)->link);
}

/* --- by hand --------------------------------------------------------------------------- */

struct bare {
	PGconn *connection;
	size_t due, commits;
	uint64_t trips;
};

static const struct {
	const char *name, *sql;
} statements[] = {
	{ "resumes", "INSERT INTO resumes SELECT id, record, $3 FROM unnest($1::text[], "
		     "$2::bytea[]) AS v (id, record) ON CONFLICT (resume_id) DO UPDATE SET "
		     "used_at = excluded.used_at" },
	{ "tasks",
	  "INSERT INTO tasks (task_id, candidate_id, resume_id, job_id, job_version, source, "
	  "number, recipe, engine, model, status, batch_id, failures, priority, attempts, run_at, "
	  "created_at, finished_at, fence, provisional, deadline, host, start, pid) "
	  "SELECT v.*, nextval('task_numbers'), $7, 'local', '', 'queued', '', '', 5, 0, $8, $8, "
	  "0, 0, 0, 0, 0, 0, 0 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], "
	  "$5::text[], $6::text[]) AS v ON CONFLICT DO NOTHING" },
	{ "count", "INSERT INTO sums SELECT 'tasks', 0, '', $1, $2, $3" },
	{ "claim",
	  "UPDATE tasks SET status = 'leased', attempts = attempts + 1, fence = fence + 1, "
	  "deadline = $1 + 120000, host = 1, start = 1, pid = $3 FROM (SELECT task_id FROM tasks "
	  "WHERE status IN ('queued', 'retry') AND run_at <= $1 ORDER BY priority, job_version, "
	  "engine, model, run_at, number LIMIT $2 FOR UPDATE SKIP LOCKED) AS v "
	  "WHERE tasks.task_id = v.task_id RETURNING tasks.*" },
	{ "finish", "UPDATE tasks SET status = 'done', finished_at = $2, deadline = 0, host = 0, "
		    "start = 0, pid = 0 WHERE task_id = ANY ($1) AND status = 'leased'" },
	{ "results", "INSERT INTO results (task_id, finished_at, record) SELECT id, $3, record "
		     "FROM unnest($1::text[], $2::bytea[]) AS v (id, record)" },
	{ "tell", "INSERT INTO audit_waiting (at, action, id, digest) SELECT $3, $2, id, $4 "
		  "FROM unnest($1::text[]) AS v (id)" },
	{ "lock", "SELECT sequence FROM audit_head FOR UPDATE" },
	{ "take", "WITH gone AS (DELETE FROM audit_waiting WHERE number IN (SELECT number FROM "
		  "audit_waiting ORDER BY number LIMIT 4096) RETURNING *) "
		  "SELECT action, id, digest FROM gone ORDER BY number" },
	{ "log", "INSERT INTO audit SELECT h.sequence + v.n, $4, v.action, v.id, v.digest, '', "
		 "repeat('0', 64) FROM audit_head AS h, unnest($1::text[], $2::text[], "
		 "$3::text[]) WITH ORDINALITY AS v (action, id, digest, n)" },
	{ "move", "UPDATE audit_head SET sequence = sequence + $1" },
	{ "fold", "WITH gone AS (DELETE FROM sums RETURNING *) "
		  "INSERT INTO sums SELECT topic, day, model, name, field, sum(amount)::bigint "
		  "FROM gone GROUP BY topic, day, model, name, field" },
	{ "begin", "BEGIN" },
	{ "commit", "COMMIT" },
	{ "notify", "NOTIFY rq_tasks" },
	/* As for the store: what was filled a moment ago has no statistics */
	{ "sort", "SET enable_sort = off" },
};

static void bare_add(struct bare *bare, const char *name, struct rq_args *args)
{
	struct rq_args_view view = { .count = 0 };
	struct rq_error err = { 0 };

	if (args)
		must_store(rq_args_view(args, &view, &err), &err);
	must(PQsendQueryPrepared(bare->connection, name, view.count, view.values, view.lengths,
				 view.formats, 1) == 1,
	     name, PQerrorMessage(bare->connection));
	rq_args_free(args);
	bare->due++;
}

/* Sends what was added; the rows of that number, the rest is dropped. */
static PGresult *bare_go(struct bare *bare, size_t number)
{
	PGresult *kept = NULL, *result;

	must(PQpipelineSync(bare->connection) == 1, "sync", PQerrorMessage(bare->connection));
	for (size_t i = 0; i < bare->due; i++) {
		while ((result = PQgetResult(bare->connection))) {
			ExecStatusType status = PQresultStatus(result);

			must(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "answer",
			     PQresultErrorMessage(result));
			if (i == number)
				kept = result;
			else
				PQclear(result);
		}
	}
	PQclear(PQgetResult(bare->connection));
	bare->due = 0;
	bare->trips++;
	return kept;
}

/* What waits for the log, by two round trips; it stays locked in between. */
static void bare_bind(struct bare *bare)
{
	struct rq_args *entries = rq_args_new(), *moved = rq_args_new();
	PGresult *taken;

	bare_add(bare, "begin", NULL);
	bare_add(bare, "lock", NULL);
	bare_add(bare, "take", NULL);
	taken = bare_go(bare, 2);
	for (int column = 0; column < 3; column++) {
		(void)rq_args_array(entries, RQ_ARG_TEXT);
		for (int i = 0; i < PQntuples(taken); i++)
			rq_args_push_text(entries, (size_t)column, PQgetvalue(taken, i, column));
	}
	rq_args_number(entries, NOW);
	rq_args_number(moved, PQntuples(taken));
	bare_add(bare, "log", entries);
	bare_add(bare, "move", moved);
	bare_add(bare, "commit", NULL);
	(void)bare_go(bare, SIZE_MAX);
	PQclear(taken);
}

/* The same, and sometimes what somebody has to do. The rows of that number. */
static PGresult *bare_commit(struct bare *bare, size_t number)
{
	PGresult *kept;

	bare_add(bare, "commit", NULL);
	kept = bare_go(bare, number);
	if (++bare->commits % TIDY_EVERY == 0) {
		bare_add(bare, "fold", NULL);
		(void)bare_go(bare, SIZE_MAX);
		bare_bind(bare);
	}
	return kept;
}

static void *bare_connect(const char *url)
{
	struct bare *bare = calloc(1, sizeof *bare);

	must(bare != NULL, "memory", "none");
	bare->connection = PQconnectdb(url);
	must(PQstatus(bare->connection) == CONNECTION_OK, "bare", PQerrorMessage(bare->connection));
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		PQclear(
		    PQprepare(bare->connection, statements[i].name, statements[i].sql, 0, NULL));
	must(PQenterPipelineMode(bare->connection) == 1, "bare", "pipeline");
	bare_add(bare, "sort", NULL);
	(void)bare_go(bare, 9);
	return bare;
}

static void bare_count(struct bare *bare, const char *job_id, const char *status, int64_t amount)
{
	struct rq_args *args = rq_args_new();

	rq_args_text(args, job_id);
	rq_args_text(args, status);
	rq_args_number(args, amount);
	bare_add(bare, "count", args);
}

/* The args are an array of ids, to which the rest is added. */
static void bare_tell(struct bare *bare, const char *action, struct rq_args *args)
{
	rq_args_text(args, action);
	rq_args_number(args, NOW);
	rq_args_text(args, "");
	bare_add(bare, "tell", args);
}

static void bare_enqueue(void *connection, struct rq_submission *submissions, size_t count)
{
	struct bare *bare = connection;
	struct rq_args *tasks = rq_args_new(), *resumes = rq_args_new(), *told = rq_args_new();

	for (size_t i = 0; i < 6; i++)
		(void)rq_args_array(tasks, RQ_ARG_TEXT);
	(void)rq_args_array(resumes, RQ_ARG_TEXT);
	(void)rq_args_array(resumes, RQ_ARG_BYTES);
	(void)rq_args_array(told, RQ_ARG_TEXT);
	for (size_t i = 0; i < count; i++) {
		const struct rq_task *task = &submissions[i].task;

		rq_args_push_text(tasks, 0, task->task_id);
		rq_args_push_text(tasks, 1, task->candidate_id);
		rq_args_push_text(tasks, 2, task->resume_id);
		rq_args_push_text(tasks, 3, task->job_id);
		rq_args_push_text(tasks, 4, task->job_version);
		rq_args_push_text(tasks, 5, task->source);
		rq_args_push_text(resumes, 0, task->resume_id);
		rq_args_push_bytes(resumes, 1, submissions[i].resume);
		rq_args_push_text(told, 0, task->resume_id);
	}
	rq_args_text(tasks, submissions[0].task.recipe);
	rq_args_number(tasks, NOW);
	rq_args_number(resumes, NOW);
	bare_add(bare, "begin", NULL);
	bare_add(bare, "resumes", resumes);
	bare_tell(bare, "read", told);
	bare_add(bare, "tasks", tasks);
	bare_count(bare, submissions[0].task.job_id, "queued", (int64_t)count);
	bare_add(bare, "notify", NULL);
	(void)bare_commit(bare, SIZE_MAX);
}

static void bare_finish(struct bare *bare, const PGresult *claimed)
{
	struct rq_args *tasks = rq_args_new(), *results = rq_args_new(), *told = rq_args_new();
	int count = PQntuples(claimed);

	(void)rq_args_array(tasks, RQ_ARG_TEXT);
	(void)rq_args_array(results, RQ_ARG_TEXT);
	(void)rq_args_array(results, RQ_ARG_BYTES);
	(void)rq_args_array(told, RQ_ARG_TEXT);
	for (int i = 0; i < count; i++) {
		rq_args_push_text(tasks, 0, PQgetvalue(claimed, i, 0));
		rq_args_push_text(results, 0, PQgetvalue(claimed, i, 0));
		rq_args_push_bytes(results, 1, (struct rq_bytes) { record, sizeof record });
		rq_args_push_text(told, 0, PQgetvalue(claimed, i, 0));
	}
	rq_args_number(tasks, NOW);
	rq_args_number(results, NOW);
	bare_add(bare, "begin", NULL);
	bare_add(bare, "finish", tasks);
	bare_add(bare, "results", results);
	bare_tell(bare, "received", told);
	bare_count(bare, "job", "leased", -count);
	bare_count(bare, "job", "done", count);
	(void)bare_commit(bare, SIZE_MAX);
}

static size_t bare_work(void *connection)
{
	struct bare *bare = connection;
	size_t done = 0;

	for (;;) {
		struct rq_args *args = rq_args_new();
		PGresult *claimed;
		int count;

		rq_args_number(args, NOW);
		rq_args_number(args, WORK_BATCH);
		rq_args_number(args, getpid());
		bare_add(bare, "begin", NULL);
		bare_add(bare, "claim", args);
		bare_count(bare, "job", "leased", WORK_BATCH);
		claimed = bare_commit(bare, 1);
		count = PQntuples(claimed);
		if (count > 0)
			bare_finish(bare, claimed);
		PQclear(claimed);
		if (count == 0)
			return done;
		done += (size_t)count;
	}
}

static uint64_t bare_trips(void *connection)
{
	return ((struct bare *)connection)->trips;
}

static const struct side sides[2] = {
	{ "rq", store_connect, store_enqueue, store_work, store_trips },
	{ "bare", bare_connect, bare_enqueue, bare_work, bare_trips },
};

/* --- what it takes ------------------------------------------------------------------------ */

/* Seconds of processor that a process had, with those of its children that are gone. */
static double processor_of(long pid, long *parent)
{
	unsigned long times[4] = { 0 };
	char path[64], line[1024] = "";
	const char *behind;
	FILE *file;

	(void)snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	(void)!fgets(line, sizeof line, file);
	(void)fclose(file);
	behind = strrchr(line, ')');
	if (!behind ||
	    sscanf(behind + 2, "%*c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu",
		   parent, &times[0], &times[1], &times[2], &times[3]) != 5)
		return 0;
	return (double)(times[0] + times[1] + times[2] + times[3]) / (double)sysconf(_SC_CLK_TCK);
}

/* Of all processes of the server. */
static double processor_of_server(void)
{
	char path[4096];
	struct dirent *entry;
	long server = 0, parent;
	double sum;
	FILE *file;
	DIR *list;

	(void)snprintf(path, sizeof path, "%s/data/postmaster.pid", getenv("RQ_TEST_CLUSTER"));
	file = fopen(path, "r");
	must(file && fscanf(file, "%ld", &server) == 1, path, "not read");
	(void)fclose(file);
	sum = processor_of(server, &parent);
	list = opendir("/proc");
	must(list != NULL, "/proc", "not read");
	while ((entry = readdir(list))) {
		double part = processor_of(strtol(entry->d_name, NULL, 10), &parent);

		if (parent == server)
			sum += part;
	}
	(void)closedir(list);
	return sum;
}

static double processor_of_self(void)
{
	struct rusage used;

	(void)getrusage(RUSAGE_SELF, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* --- rounds ------------------------------------------------------------------------------ */

struct part { /* of a round, a process's; shared */
	size_t done;
	double processor;
	uint64_t trips;
};

struct figure {
	double seconds, processor, server;
	uint64_t trips;
};

struct round {
	const struct side *side;
	size_t workers, tasks, first;
	bool enqueue;
};

static void do_part(const struct round *round, size_t worker, int ready, int go, struct part *part)
{
	size_t share = round->tasks / round->workers;
	struct rq_submission *submissions =
	    round->enqueue ? make_submissions(round->first + worker * share, share) : NULL;
	char url[4096], byte = 0;
	void *connection;
	uint64_t before;
	double start;

	(void)snprintf(url, sizeof url, "%s&options=-csearch_path%%3D%s", getenv("RQ_TEST_STORE"),
		       round->side->schema);
	connection = round->side->connect(url);
	before = round->side->trips(connection);
	must(write(ready, &byte, 1) == 1, "pipe", "closed");
	(void)!read(go, &byte, 1);
	start = processor_of_self();
	for (size_t i = 0; submissions && i < share; i += ENQUEUE_BATCH) {
		size_t count = share - i < ENQUEUE_BATCH ? share - i : ENQUEUE_BATCH;

		round->side->enqueue(connection, submissions + i, count);
		part->done += count;
	}
	if (!submissions)
		part->done = round->side->work(connection);
	part->processor = processor_of_self() - start;
	part->trips = round->side->trips(connection) - before;
	_exit(0);
}

static void do_round(const struct round *round, struct figure *figure)
{
	struct part *parts = mmap(NULL, MAX_WORKERS * sizeof *parts, PROT_READ | PROT_WRITE,
				  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double start, server;
	int ready[2], go[2], status;
	size_t done = 0;
	char byte;

	must(parts != MAP_FAILED && pipe(ready) == 0 && pipe(go) == 0, "memory", "none");
	for (size_t i = 0; i < round->workers; i++)
		if (fork() == 0) {
			(void)close(go[1]);
			do_part(round, i, ready[1], go[0], &parts[i]);
		}
	for (size_t i = 0; i < round->workers; i++)
		must(read(ready[0], &byte, 1) == 1, "worker", "failed");
	server = processor_of_server();
	start = seconds();
	(void)close(go[1]);
	for (size_t i = 0; i < round->workers; i++)
		must(wait(&status) > 0 && status == 0, "worker", "failed");
	figure->seconds += seconds() - start;
	figure->server += processor_of_server() - server;
	for (size_t i = 0; i < round->workers; i++) {
		done += parts[i].done;
		figure->processor += parts[i].processor;
		figure->trips += parts[i].trips;
	}
	must(done == round->tasks, round->side->schema, "not all tasks were done");
	(void)close(go[0]);
	(void)close(ready[0]);
	(void)close(ready[1]);
	(void)munmap(parts, MAX_WORKERS * sizeof *parts);
}

static void print_figure(const char *name, size_t workers, size_t batch, size_t tasks,
			 const struct figure figures[2])
{
	double n = (double)tasks;

	(void)printf("{\"bench\":\"%s\",\"tasks\":%zu,\"workers\":%zu,\"batch\":%zu,"
		     "\"per_second\":%.0f,\"floor_per_second\":%.0f,\"cpu_us\":%.0f,"
		     "\"floor_cpu_us\":%.0f,\"server_cpu_us\":%.0f,\"floor_server_cpu_us\":%.0f,"
		     "\"round_trips\":%.3f}\n",
		     name, tasks, workers, batch, n / figures[0].seconds, n / figures[1].seconds,
		     (figures[0].processor + figures[0].server) / n * 1e6,
		     (figures[1].processor + figures[1].server) / n * 1e6,
		     figures[0].server / n * 1e6, figures[1].server / n * 1e6,
		     (double)figures[0].trips / n);
	(void)fflush(stdout);
}

static void measure(size_t tasks, size_t workers)
{
	static size_t first;
	struct figure enqueue[2] = { { 0 } }, work[2] = { { 0 } };
	struct round round = { .workers = workers, .tasks = tasks / ROUNDS / workers * workers };

	for (int i = 0; i < ROUNDS; i++) {
		round.first = first;
		for (int side = 0; side < 2; side++) {
			round.side = &sides[side];
			round.enqueue = true;
			do_round(&round, &enqueue[side]);
			round.enqueue = false;
			do_round(&round, &work[side]);
		}
		first += round.tasks;
	}
	print_figure("postgres-enqueue", workers, ENQUEUE_BATCH, round.tasks * ROUNDS, enqueue);
	print_figure("postgres-claim-finish", workers, WORK_BATCH, round.tasks * ROUNDS, work);
}

/* An empty store in a schema of its own. */
static void make_schema(const struct side *side)
{
	char url[4096], sql[64];
	PGconn *connection = PQconnectdb(getenv("RQ_TEST_STORE"));

	must(PQstatus(connection) == CONNECTION_OK, "server", PQerrorMessage(connection));
	(void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", side->schema);
	PQclear(PQexec(connection, sql));
	PQfinish(connection);
	(void)snprintf(url, sizeof url, "%s&options=-csearch_path%%3D%s", getenv("RQ_TEST_STORE"),
		       side->schema);
	rq_store_close(store_connect(url));
}

int main(int count, char **arguments)
{
	size_t tasks = count > 1 ? strtoul(arguments[1], NULL, 10) : 12000;

	must(getenv("RQ_TEST_STORE") && getenv("RQ_TEST_CLUSTER"), "RQ_TEST_STORE",
	     "run it by tests/postgres/cluster.sh");
	fill_record();
	for (int side = 0; side < 2; side++)
		make_schema(&sides[side]);
	measure(tasks, 1);
	measure(tasks, 4);
	measure(tasks, 16);
	return 0;
}
