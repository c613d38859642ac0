/*
 * bench_scale [TASKS]: whether a store grows slower as it grows larger. Two stores, one with
 * 10,000 tasks that are done and one with TASKS (a million), each with its result; then the same
 * on both in turns, so that what else the machine does weighs on both: enqueue, claim, finish,
 * the counters, the history of one candidate. Each figure is what a caller waits for, which is to
 * be 1.3 times as long at most, and beside it what this process's processor did for it, and how
 * often it came upon a page that was not mapped.
 *
 * Then 30 nights of 10,000 tasks, of which seven are kept: the file beside what is left of it
 * when it is written anew (2 at most), and what this process has of memory that is no page of
 * the file. One JSON line a figure. The files are in TMPDIR, else in /var/tmp.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/care.h"
#include "store/store.h"

enum { SMALL = 10000, BATCH = 64, RECORD = 1000, JOBS = 5 };
/* Together as many tasks as are settled at once (16,384), so each store pays for that once. */
enum { ROUNDS = 10, TASKS_A_ROUND = 26 * BATCH, LOOKS = 200 };
enum { NIGHTS = 30, A_NIGHT = 10000, NIGHTS_KEPT = 7 };

#define NOW INT64_C(1795000000000)
#define DAY INT64_C(86400000)

enum step { ENQUEUE, CLAIM, FINISH, COUNTS, HISTORY, STEPS };
static const char *const names[STEPS] = { "enqueue", "claim", "finish", "counts", "history" };

struct subject {
	struct rq_store *store;
	char folder[4096];
	size_t tasks; /* so far; five of a candidate, one for each job */
	int64_t now;
	struct cost {
		double waited, worked; /* seconds: by the clock, of the processor */
		double faults;
	} costs[STEPS];
};

static char record[RECORD];
static struct rq_error err;

static void must(bool well)
{
	if (well)
		return;
	(void)fprintf(stderr, "bench_scale: %s\n", err.message);
	exit(3);
}

static double seconds(clockid_t clock)
{
	struct timespec now;

	(void)clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double faults(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_minflt + usage.ru_majflt);
}

static struct cost begin(void)
{
	return (struct cost) { seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID),
			       faults() };
}

static void end(struct subject *subject, enum step step, struct cost start)
{
	subject->costs[step].waited += seconds(CLOCK_MONOTONIC) - start.waited;
	subject->costs[step].worked += seconds(CLOCK_PROCESS_CPUTIME_ID) - start.worked;
	subject->costs[step].faults += faults() - start.faults;
}

/* KiB that are no pages of files. */
static long memory(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long size = 0;

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "RssAnon: %ld", &size) == 1)
			break;
	if (file)
		(void)fclose(file);
	return size;
}

static void make_id(char id[RQ_ID_SIZE], const char *kind, size_t number)
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, kind);
	rq_digest_add(&digest, &number, sizeof number);
	rq_digest_id(&digest, id);
}

static void make_submission(const struct subject *subject, size_t number,
			    struct rq_submission *submission)
{
	struct rq_task *task = &submission->task;

	*submission = (struct rq_submission) { .resume = { record, sizeof record } };
	make_id(task->candidate_id, "candidate", number / JOBS);
	make_id(task->resume_id, "resume", number / JOBS);
	make_id(task->job_id, "job", number % JOBS);
	make_id(task->job_version, "version", number % JOBS);
	make_id(task->recipe, "recipe", 0);
	(void)snprintf(task->engine, sizeof task->engine, "local");
	(void)snprintf(task->source, sizeof task->source, "cvs.zip!/%zu.docx", number / JOBS);
	task->priority = 5;
	task->created_at = task->run_at = subject->now;
	rq_task_identify(task);
}

/* --- what is measured ------------------------------------------------------------------ */

static void enqueue(struct subject *subject, size_t count)
{
	struct rq_enqueue_options how = { .now = subject->now, .ttl = 1 };
	struct rq_submission submissions[BATCH];
	struct cost start;

	for (size_t i = 0; i < count; i++)
		make_submission(subject, subject->tasks + i, &submissions[i]);
	start = begin();
	must(rq_store_enqueue(subject->store, submissions, count, &how, &err) == 0);
	end(subject, ENQUEUE, start);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&submissions[i].task);
	subject->tasks += count;
}

/* Claims and finishes some; how many. */
static size_t work(struct subject *subject)
{
	struct rq_claim how = { .now = subject->now, .lease = 120000 };
	struct rq_outcome outcomes[BATCH];
	struct rq_task claimed[BATCH];
	struct cost start = begin();
	size_t count;

	must(rq_store_claim(subject->store, &how, claimed, BATCH, &count, &err) == 0);
	end(subject, CLAIM, start);
	for (size_t i = 0; i < count; i++)
		outcomes[i] = (struct rq_outcome) { .task = &claimed[i],
						    .ending = RQ_END_DONE,
						    .result = { record, sizeof record },
						    .usage = { .calls = 1 },
						    .settlement.charge = RQ_CHARGE_USAGE };
	start = begin();
	if (count > 0)
		must(rq_store_finish(subject->store, outcomes, count, subject->now, &err) == 0);
	end(subject, FINISH, start);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&claimed[i]);
	return count;
}

static int visit(const struct rq_task *task, void *context, struct rq_error *error)
{
	size_t *seen = context;

	(void)task;
	(void)error;
	++*seen;
	return 0;
}

static void look(struct subject *subject)
{
	struct cost start = begin();
	json_t *counts;

	for (size_t i = 0; i < LOOKS; i++) {
		must(rq_store_counts(subject->store, &counts, &err) == 0);
		json_decref(counts);
	}
	end(subject, COUNTS, start);
	for (size_t i = 0; i < LOOKS; i++) {
		struct rq_filter filter = { .status = -1 };
		char candidate[RQ_ID_SIZE];
		size_t seen = 0;

		/* Strewn over all there are */
		make_id(candidate, "candidate", i * 7919 % (subject->tasks / JOBS));
		filter.candidate_id = candidate;
		start = begin();
		must(rq_store_each(subject->store, &filter, visit, &seen, &err) == 0);
		end(subject, HISTORY, start);
		must(seen == JOBS);
	}
}

/* --- size ---------------------------------------------------------------------------------- */

static void name_subject(struct subject *subject, const char *parent, const char *name)
{
	*subject = (struct subject) { .now = NOW };
	(void)snprintf(subject->folder, sizeof subject->folder, "%s/bench_scale.%d.%s", parent,
		       (int)getpid(), name);
}

/* A process has one store open at a time. */
static void open_subject_with(struct subject *subject, struct rq_store_options options)
{
	must(rq_store_open(subject->folder, &options, &subject->store, &err) == 0);
}

static void open_subject(struct subject *subject)
{
	open_subject_with(subject, (struct rq_store_options) { 0 });
}

static void remove_subject(const struct subject *subject)
{
	char command[4200];

	(void)snprintf(command, sizeof command, "rm -rf '%s'", subject->folder);
	(void)!system(command);
}

static void fill(struct subject *subject, size_t tasks)
{
	while (subject->tasks < tasks) {
		enqueue(subject, tasks - subject->tasks < BATCH ? tasks - subject->tasks : BATCH);
		if (subject->tasks % (16 * BATCH) == 0 || subject->tasks == tasks)
			while (work(subject) > 0)
				;
	}
	memset(subject->costs, 0, sizeof subject->costs);
}

static void round_on(struct subject *subject)
{
	open_subject(subject);
	for (size_t i = 0; i < TASKS_A_ROUND; i += BATCH)
		enqueue(subject, BATCH);
	while (work(subject) > 0)
		;
	look(subject);
	rq_store_close(subject->store);
}

/* How many are not settled yet decides what looking takes: both stores begin with none. */
static void settle(struct subject *subject)
{
	open_subject_with(subject, (struct rq_store_options) { .settle_after = 1 });
	enqueue(subject, BATCH);
	while (work(subject) > 0)
		;
	rq_store_close(subject->store);
	memset(subject->costs, 0, sizeof subject->costs);
}

/* A store with so many tasks that are done; the memory that filling it took. */
static long make_subject(struct subject *subject, const char *parent, const char *name,
			 size_t tasks)
{
	long size;

	name_subject(subject, parent, name);
	open_subject(subject);
	fill(subject, tasks);
	size = memory();
	rq_store_close(subject->store);
	settle(subject);
	return size;
}

static void compare(const char *parent, size_t tasks)
{
	static const size_t times[STEPS] = { TASKS_A_ROUND, TASKS_A_ROUND, TASKS_A_ROUND, LOOKS,
					     LOOKS };
	struct subject small, large;
	long small_memory = make_subject(&small, parent, "small", SMALL);
	long large_memory = make_subject(&large, parent, "large", tasks);

	for (int i = 0; i < ROUNDS; i++) {
		round_on(&small);
		round_on(&large);
	}
	for (int i = 0; i < STEPS; i++) {
		double each = 1 / (ROUNDS * (double)times[i]), us = 1e6 * each;

		(void)printf("{\"bench\":\"scale-%s\",\"tasks\":%zu,\"us\":%.2f,\"cpu_us\":%.2f,"
			     "\"faults\":%.2f,\"small_tasks\":%d,\"small_us\":%.2f,"
			     "\"small_cpu_us\":%.2f,\"small_faults\":%.2f,"
			     "\"ratio\":%.2f,\"cpu_ratio\":%.2f}\n",
			     names[i], tasks, large.costs[i].waited * us,
			     large.costs[i].worked * us, large.costs[i].faults * each, SMALL,
			     small.costs[i].waited * us, small.costs[i].worked * us,
			     small.costs[i].faults * each,
			     large.costs[i].waited / small.costs[i].waited,
			     large.costs[i].worked / small.costs[i].worked);
	}
	(void)printf("{\"bench\":\"scale-memory\",\"tasks\":%zu,\"anonymous_kib\":%ld,"
		     "\"small_anonymous_kib\":%ld}\n",
		     tasks, large_memory, small_memory);
	(void)fflush(stdout);
	remove_subject(&large);
	remove_subject(&small);
}

/* --- nights ----------------------------------------------------------------------------------- */

static int64_t file_size(const struct subject *subject)
{
	char path[4200];
	struct stat status;

	(void)snprintf(path, sizeof path, "%s/data.mdb", subject->folder);
	return stat(path, &status) == 0 ? (int64_t)status.st_blocks * 512 : 0;
}

static void live_through(const char *parent)
{
	struct subject subject;
	struct rq_compaction sizes;
	struct rq_swept swept;
	long after_two = 0, at_end;
	int64_t size;

	name_subject(&subject, parent, "nights");
	open_subject(&subject);
	for (int night = 0; night < NIGHTS; night++) {
		struct rq_retention how = { .now = subject.now,
					    .results = NIGHTS_KEPT * DAY,
					    .resumes = NIGHTS_KEPT * DAY,
					    .logs = NIGHTS_KEPT * DAY };

		fill(&subject, subject.tasks + A_NIGHT);
		must(rq_store_expire(subject.store, &how, &swept, &err) == 0);
		subject.now += DAY;
		if (night == 1)
			after_two = memory();
	}
	size = file_size(&subject);
	at_end = memory();
	rq_store_close(subject.store);
	must(rq_store_compact(&(struct rq_alone) { .where = subject.folder }, &sizes, &err) == 0);
	(void)printf("{\"bench\":\"scale-nights\",\"nights\":%d,\"tasks_a_night\":%d,"
		     "\"nights_kept\":%d,\"file_bytes\":%lld,\"live_bytes\":%lld,\"ratio\":%.2f,"
		     "\"anonymous_kib\":%ld,\"anonymous_kib_after_two\":%ld}\n",
		     NIGHTS, A_NIGHT, NIGHTS_KEPT, (long long)size, (long long)sizes.after,
		     (double)size / (double)sizes.after, at_end, after_two);
	(void)fflush(stdout);
	remove_subject(&subject);
}

int main(int count, char **arguments)
{
	const char *parent = getenv("TMPDIR");

	for (size_t i = 0; i < sizeof record; i++)
		record[i] = (char)('a' + i * 7 % 26);
	memcpy(record, "{\"x\":\"", 6);
	memcpy(record + sizeof record - 2, "\"}", 2);
	if (!parent)
		parent = "/var/tmp";
	live_through(parent);
	compare(parent, count > 1 ? strtoul(arguments[1], NULL, 10) : 1000000);
	return 0;
}
