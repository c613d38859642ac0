/*
 * kill_at_random FOLDER [SEED]: one process queues 2,000 tasks, four work them
 * off, and 200 times one of them, at a random moment, gets SIGKILL and another
 * takes its place. At the end every task is done, each has one result, none
 * that was acknowledged is missing, and the store is sound. Speaks TAP.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/store.h"

enum { TASKS = 2000, KILLS = 200, WORKERS = 4, PROCESSES = WORKERS + 1 };
enum { ENQUEUE_BATCH = 8, WORK_BATCH = 8, RESULT_SIZE = 40, PATIENCE_MS = 120000 };
enum { PRICE = 7, MOST = 20 }; /* of a call, in millionths of a dollar */

static char folder[4000], receipts[4096];

static void die(const char *what, const struct rq_error *err)
{
	(void)fprintf(stderr, "kill_at_random: %s: %s\n", what,
		      err ? err->message : strerror(errno));
	_exit(1);
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void pause_for(uint64_t microseconds)
{
	struct timespec wait = { (time_t)(microseconds / 1000000),
				 (long)(microseconds % 1000000) * 1000 };

	(void)nanosleep(&wait, NULL);
}

static struct rq_submission make_submission(int number)
{
	static const char resume[] = "{\"type\":\"resume\"}";
	struct rq_submission submission = { .resume = { resume, sizeof resume - 1 } };
	struct rq_task *task = &submission.task;

	(void)snprintf(task->candidate_id, RQ_ID_SIZE, "candidate %d", number);
	(void)snprintf(task->resume_id, RQ_ID_SIZE, "resume %d", number);
	(void)snprintf(task->job_id, RQ_ID_SIZE, "job %d", number % 3);
	(void)snprintf(task->job_version, RQ_ID_SIZE, "version %d", number % 3);
	(void)snprintf(task->engine, sizeof task->engine, "local");
	(void)snprintf(task->source, sizeof task->source, "%d", number);
	task->priority = 5;
	rq_task_identify(task);
	return submission;
}

static struct rq_store *open_store(void)
{
	/* Small enough to grow, and to be indexed in bulk, several times. */
	struct rq_store_options options = { .map_size = 1 << 20, .settle_after = 300 };
	struct rq_error err = { 0 };
	struct rq_store *store;

	if (rq_store_open(folder, &options, &store, &err) == -1)
		die("open", &err);
	return store;
}

/* --- those who are killed -------------------------------------------------- */

static void enqueue_all(struct rq_store *store)
{
	struct rq_submission submissions[ENQUEUE_BATCH];

	for (int i = 0; i < TASKS; i += ENQUEUE_BATCH) {
		struct rq_enqueue_options how = { .now = rq_clock_now(), .ttl = PATIENCE_MS * 10 };
		struct rq_error err = { 0 };
		bool any = false;

		for (int j = 0; j < ENQUEUE_BATCH; j++)
			submissions[j] = make_submission(i + j);
		if (rq_store_enqueue(store, submissions, ENQUEUE_BATCH, &how, &err) == -1)
			die("enqueue", &err);
		for (int j = 0; j < ENQUEUE_BATCH; j++) {
			any = any || submissions[j].admission == RQ_ADMITTED;
			rq_task_free(&submissions[j].task);
		}
		if (any) /* so that work arrives as long as there are kills */
			pause_for(25000);
	}
}

/* One line for each result, only after its commit, all at once (O_APPEND). */
static void write_receipts(int file, const struct rq_outcome *outcomes, size_t count)
{
	char lines[WORK_BATCH * RQ_ID_SIZE];
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		if (outcomes[i].lost || outcomes[i].ending != RQ_END_DONE)
			continue;
		memcpy(lines + length, outcomes[i].task->task_id, RQ_ID_SIZE - 1);
		length += RQ_ID_SIZE;
		lines[length - 1] = '\n';
	}
	if (length > 0 && write(file, lines, length) != (ssize_t)length)
		die("receipts", NULL);
}

static void take_permits(struct rq_store *store, const struct rq_task *tasks, size_t count,
			 int64_t now)
{
	struct rq_take take = { .scope = "api.example.com/big",
				.limits = { .rate = { [RQ_RPM] = 1000000 } },
				.now = now };
	struct rq_permit permits[WORK_BATCH];
	struct rq_error err = { 0 };
	int64_t next;

	for (size_t i = 0; i < count; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need = { 1, 9, 9, MOST } };
	if (rq_store_take(store, &take, permits, count, &next, &err) == -1)
		die("take", &err);
}

/* Says the number of the task, which is its source. */
static int write_result(char text[RESULT_SIZE], const struct rq_task *task)
{
	return snprintf(text, RESULT_SIZE, "{\"number\":\"%.16s\"}", task->source);
}

static void work(struct rq_store *store, uint64_t *random)
{
	char results[WORK_BATCH][RESULT_SIZE];
	int file = open(receipts, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	struct rq_outcome outcomes[WORK_BATCH];
	struct rq_task tasks[WORK_BATCH];

	if (file == -1)
		die(receipts, NULL);
	for (;;) {
		struct rq_claim how = { .now = rq_clock_now(), .lease = PATIENCE_MS * 10 };
		struct rq_error err = { 0 };
		size_t count;

		if (rq_store_claim(store, &how, tasks, WORK_BATCH, &count, &err) == -1)
			die("claim", &err);
		take_permits(store, tasks, count, how.now);
		pause_for(next_random(random) % 60000);
		for (size_t i = 0; i < count; i++)
			outcomes[i] = (struct rq_outcome) {
				.task = &tasks[i],
				.ending =
				    next_random(random) % 16 == 0 ? RQ_END_GIVE_BACK : RQ_END_DONE,
				.result = { results[i],
					    (size_t)write_result(results[i], &tasks[i]) }
			};
		for (size_t i = 0; i < count; i++)
			if (outcomes[i].ending == RQ_END_DONE) {
				outcomes[i].settlement.charge = RQ_CHARGE_USAGE;
				outcomes[i].usage =
				    (struct rq_usage) { .calls = 1, .cost_microusd = PRICE };
			} else {
				outcomes[i].settlement.charge = RQ_CHARGE_NONE;
			}
		if (rq_store_finish(store, outcomes, count, how.now, &err) == -1)
			die("finish", &err);
		write_receipts(file, outcomes, count);
		for (size_t i = 0; i < count; i++)
			rq_task_free(&tasks[i]);
	}
}

static pid_t start(int which, uint64_t seed)
{
	pid_t child = fork();
	struct rq_store *store;

	if (child != 0)
		return child;
	store = open_store(); /* after fork(), each its own */
	if (which == 0)
		enqueue_all(store);
	else
		work(store, &seed);
	rq_store_close(store);
	_exit(0);
}

/* --- the one who kills ----------------------------------------------------- */

/* The enqueuer may have ended by itself, and is then begun anew: all it has are duplicates. */
static bool replace(pid_t *processes, int which, uint64_t seed)
{
	int status;

	(void)kill(processes[which], SIGKILL);
	if (waitpid(processes[which], &status, 0) == -1)
		die("wait", NULL);
	processes[which] = start(which, seed);
	return WIFSIGNALED(status) || WEXITSTATUS(status) == 0;
}

static int64_t done_so_far(struct rq_store *store)
{
	struct rq_error err = { 0 };
	json_t *counts;
	int64_t done;

	if (rq_store_counts(store, &counts, &err) == -1)
		die("counts", &err);
	done = rq_json_integer(rq_json_object(counts, "tasks"), "done", 0);
	json_decref(counts);
	return done;
}

static int tests, failed;

static void ok(bool good, const char *name)
{
	(void)printf("%sok %d - %s\n", good ? "" : "not ", ++tests, name);
	failed += !good;
}

static int check_result(const struct rq_task *task, void *context, struct rq_error *err)
{
	char wanted[RESULT_SIZE];
	size_t length;
	char *text;

	(void)write_result(wanted, task);
	if (task->status != RQ_TASK_DONE)
		return rq_fail(err, RQ_STORE, "task %s is %s", task->source,
			       rq_task_status_name(task->status));
	if (rq_store_get(context, RQ_STORED_RESULT, task->task_id, &text, &length, err) == -1)
		return -1;
	if (strcmp(text, wanted) != 0)
		(void)rq_fail(err, RQ_STORE, "task %s has the result of %s", task->source, text);
	free(text);
	return err->code == RQ_OK ? 0 : -1;
}

static int compare_lines(const void *one, const void *other)
{
	return memcmp(one, other, RQ_ID_SIZE);
}

/* Whether no task was acknowledged twice, by however many workers. */
static bool receipts_are_single(size_t *count)
{
	static char lines[2 * TASKS][RQ_ID_SIZE];
	FILE *file = fopen(receipts, "r");

	if (!file)
		die(receipts, NULL);
	*count = fread(lines, RQ_ID_SIZE, sizeof lines / sizeof lines[0], file);
	(void)fclose(file);
	qsort(lines, *count, sizeof lines[0], compare_lines);
	for (size_t i = 1; i < *count; i++)
		if (memcmp(lines[i - 1], lines[i], RQ_ID_SIZE) == 0)
			return false;
	return true;
}

static void say(const char *line, void *context)
{
	(void)context;
	(void)printf("# %s\n", line);
}

static void verify(struct rq_store *store)
{
	struct rq_filter all = { .status = -1 };
	struct rq_error err = { 0 };
	size_t wrong = 1, acknowledged;
	int64_t calls = 0, cost = 0, unsettled = 0;
	json_t *counts, *usage, *line;
	size_t i;

	ok(rq_store_check(store, &(struct rq_checking) { say, NULL, NULL }, &wrong, &err) == 0 &&
	       wrong == 0,
	   "the store is sound");
	if (rq_store_counts(store, &counts, &err) == -1)
		die("counts", &err);
	ok(rq_json_integer(rq_json_object(counts, "tasks"), "done", 0) == TASKS,
	   "every task is done");
	ok(rq_json_integer(counts, "results", 0) == TASKS, "each has one result");
	json_decref(counts);
	if (rq_store_usage(store, 0, 0, &usage, &err) == -1)
		die("usage", &err);
	json_array_foreach (usage, i, line) {
		calls += rq_json_integer(line, "calls", 0);
		cost += rq_json_integer(line, "cost_microusd", 0);
		unsettled += rq_json_integer(line, "unsettled_microusd", 0);
	}
	json_decref(usage);
	ok(calls == TASKS, "no task was finished twice");
	ok(cost == TASKS * PRICE, "every result was paid for once");
	ok(unsettled > 0 && unsettled % MOST == 0 &&
	       unsettled <= (int64_t)KILLS * WORK_BATCH * MOST,
	   "what was under way at a kill may have been paid, and nothing else");
	ok(rq_store_each(store, &all, check_result, store, &err) == 0, "the result is its own");
	if (err.code != RQ_OK)
		say(err.message, NULL);
	ok(receipts_are_single(&acknowledged), "no result was acknowledged twice");
	ok(acknowledged > TASKS / 2, "most results were acknowledged");
}

int main(int count, char **arguments)
{
	uint64_t seed = 0, random;
	pid_t processes[PROCESSES];
	struct rq_store *store;
	int64_t deadline = rq_clock_steady() + PATIENCE_MS;
	bool unasked = false;

	if (count < 2) {
		(void)fprintf(stderr, "usage: kill_at_random FOLDER [SEED]\n");
		return 2;
	}
	(void)snprintf(folder, sizeof folder, "%s", arguments[1]);
	(void)snprintf(receipts, sizeof receipts, "%s.receipts", folder);
	seed = count > 2 ? strtoull(arguments[2], NULL, 10) : (uint64_t)time(NULL);
	random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	(void)printf("# seed %llu\n", (unsigned long long)seed);
	(void)fflush(stdout);
	for (int i = 0; i < PROCESSES; i++)
		processes[i] = start(i, next_random(&random) | 1);
	for (int kills = 0; kills < KILLS; kills++) {
		pause_for(5000 + next_random(&random) % 35000);
		unasked |= !replace(processes, (int)(next_random(&random) % PROCESSES),
				    next_random(&random) | 1);
	}
	store = open_store();
	(void)printf("# %lld of %d done when the last one was killed\n",
		     (long long)done_so_far(store), TASKS);
	while (done_so_far(store) < TASKS && rq_clock_steady() < deadline)
		pause_for(20000);
	for (int i = 0; i < PROCESSES; i++) {
		(void)kill(processes[i], SIGKILL);
		(void)waitpid(processes[i], NULL, 0);
	}
	ok(!unasked, "nobody failed but those who were killed");
	verify(store);
	rq_store_close(store);
	(void)printf("1..%d\n", tests);
	return failed > 0;
}
