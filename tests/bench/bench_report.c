/*
 * bench_report DIR [RESULTS [JOBS]] <results.ndjson: puts so many results (100,000, of one job)
 * straight into a store in a folder, each a copy of one that it read with ids, scores and times
 * of its own, and lets rq-report and rq-admin tell of them. One JSON line a figure: seconds to
 * the first byte and to the end, and the most memory that was held.
 */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "result/gist.h"
#include "store/store.h"

enum { GROUP = 256, SAMPLES = 1000 };

#define NOW INT64_C(1795000000000)

static void must(int result, const struct rq_error *err)
{
	if (result == 0)
		return;
	(void)fprintf(stderr, "bench_report: %s\n", err->message);
	exit(3);
}

static double seconds(void)
{
	return (double)rq_clock_steady() / 1000;
}

/* --- a store ----------------------------------------------------------------- */

static json_t *sample[SAMPLES];
static size_t samples;

static void read_samples(void)
{
	struct rq_error err = { 0 };
	size_t size = 0;
	char *line = NULL;
	ssize_t length;

	while (samples < SAMPLES && (length = getline(&line, &size, stdin)) > 0) {
		must(rq_json_parse_object(line, (size_t)length, &sample[samples], &err), &err);
		if (strcmp(rq_json_string(sample[samples], "type"), "result") == 0)
			samples++;
		else
			json_decref(sample[samples]);
	}
	free(line);
	if (samples == 0) {
		(void)fprintf(stderr, "bench_report: no results on standard input\n");
		exit(2);
	}
}

static void make_task(struct rq_task *task, size_t i, size_t jobs)
{
	*task = (struct rq_task) { .priority = 5, .run_at = NOW, .created_at = NOW };
	(void)snprintf(task->task_id, RQ_ID_SIZE, "%032zx", i);
	(void)snprintf(task->candidate_id, RQ_ID_SIZE, "c%031zx", i);
	(void)snprintf(task->resume_id, RQ_ID_SIZE, "e%031zx", i);
	(void)snprintf(task->job_id, RQ_ID_SIZE, "%032zx", i % jobs);
	(void)snprintf(task->job_version, RQ_ID_SIZE, "%032zx", i % jobs);
	(void)snprintf(task->recipe, RQ_ID_SIZE, "%032x", 1);
	(void)snprintf(task->engine, sizeof task->engine, "local");
	(void)snprintf(task->source, sizeof task->source, "cvs/%zu.pdf", i);
}

static void set_ids(json_t *result, const struct rq_task *task, size_t i)
{
	json_t *score = rq_json_object(result, "score");
	char time[RQ_TIME_SIZE];

	rq_json_set_string(result, "task_id", task->task_id);
	rq_json_set_string(result, "candidate_id", task->candidate_id);
	rq_json_set_string(result, "job_id", task->job_id);
	rq_json_set_string(rq_json_object(result, "source"), "path", task->source);
	rq_json_set_integer(rq_json_object(score, "before"), "evidence",
			    (json_int_t)(i * 7919 % 10000));
	rq_json_set_string(result, "created_at", rq_clock_format(NOW, time));
	rq_json_set_string(result, "finished_at",
			   rq_clock_format(NOW + (int64_t)(i * 104729 % 3600000), time));
}

static void finish_group(struct rq_store *store, struct rq_task *tasks, size_t first, size_t count)
{
	struct rq_outcome outcomes[GROUP] = { 0 };
	struct rq_buffer gists[GROUP];
	struct rq_error err = { 0 };

	for (size_t i = 0; i < count; i++) {
		json_t *result = sample[(first + i) % samples];
		char *text;

		set_ids(result, &tasks[i], first + i);
		rq_buffer_init(&gists[i], RQ_MAX_GIST_BYTES);
		must(rq_gist_make(result, &gists[i], &err), &err);
		text = rq_json_text(result, 0);
		outcomes[i] = (struct rq_outcome) {
			.task = &tasks[i],
			.ending = RQ_END_DONE,
			.status = rq_json_string(result, "status"),
			.result = { text, strlen(text) },
			.gist = { gists[i].data, gists[i].length },
		};
	}
	must(rq_store_finish(store, outcomes, count, NOW, &err), &err);
	for (size_t i = 0; i < count; i++) {
		free((char *)(uintptr_t)outcomes[i].result.data);
		rq_buffer_free(&gists[i]);
	}
}

static void fill_group(struct rq_store *store, size_t first, size_t count, size_t jobs)
{
	const struct rq_enqueue_options how = { .now = NOW, .ttl = 1 };
	struct rq_submission submissions[GROUP] = { 0 };
	struct rq_task tasks[GROUP];
	const char *ids[GROUP];
	struct rq_claim claim = { .now = NOW, .lease = 60000, .task_ids = ids };
	struct rq_error err = { 0 };

	for (size_t i = 0; i < count; i++) {
		make_task(&submissions[i].task, first + i, jobs);
		submissions[i].resume = (struct rq_bytes) { "{}", 2 };
	}
	must(rq_store_enqueue(store, submissions, count, &how, &err), &err);
	for (size_t i = 0; i < count; i++)
		ids[i] = submissions[i].task.task_id;
	claim.task_count = count;
	must(rq_store_claim(store, &claim, tasks, count, &count, &err), &err);
	finish_group(store, tasks, first, count);
	for (size_t i = 0; i < count; i++) {
		rq_task_free(&tasks[i]);
		rq_task_free(&submissions[i].task);
	}
}

static void fill(const char *folder, size_t results, size_t jobs)
{
	struct rq_store_options how = { 0 };
	struct rq_error err = { 0 };
	struct rq_store *store;

	must(rq_store_open(folder, &how, &store, &err), &err);
	for (size_t i = 0; i < results; i += GROUP)
		fill_group(store, i, results - i < GROUP ? results - i : GROUP, jobs);
	rq_store_close(store);
}

/* --- programs that tell of it --------------------------------------------------- */

static pid_t start(const char *const *argv, int *output)
{
	int ends[2];
	pid_t child;

	if (pipe(ends) == -1 || (child = fork()) == -1) {
		perror("bench_report");
		exit(3);
	}
	if (child == 0) {
		int nothing = open("/dev/null", O_RDONLY);

		(void)dup2(nothing, STDIN_FILENO);
		(void)dup2(ends[1], STDOUT_FILENO);
		(void)close(ends[0]);
		(void)close(ends[1]);
		(void)execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	(void)close(ends[1]);
	*output = ends[0];
	return child;
}

static double cpu(const struct rusage *usage)
{
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void figure(const char *name, size_t results, const char *const *argv)
{
	double began = seconds(), first = 0, end;
	unsigned long long bytes = 0;
	struct rusage usage;
	char piece[65536];
	ssize_t got;
	int output, status;
	pid_t child = start(argv, &output);

	while ((got = read(output, piece, sizeof piece)) > 0) {
		if (bytes == 0)
			first = seconds() - began;
		bytes += (unsigned long long)got;
	}
	(void)close(output);
	(void)wait4(child, &status, 0, &usage);
	end = seconds() - began;
	printf("{\"bench\":\"%s\",\"results\":%zu,\"first_byte_seconds\":%.3f,\"seconds\":%.3f,"
	       "\"cpu_seconds\":%.3f,\"mebibytes\":%.1f,\"output_bytes\":%llu,\"status\":%d}\n",
	       name, results, first, end, cpu(&usage), (double)usage.ru_maxrss / 1024, bytes,
	       WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	(void)fflush(stdout);
}

int main(int argc, char **argv)
{
	const char *store = argc > 1 ? argv[1] : "report-store";
	size_t results = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000;
	size_t jobs = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
	const char *page = rq_printf("%s.html", store);

	read_samples();
	if (access(store, F_OK) == -1)
		fill(store, results, jobs > 0 ? jobs : 1);
	figure("report-stats", results,
	       (const char *const[]) { "rq-admin", "stats", "--store", store, NULL });
	figure("report-prometheus", results,
	       (const char *const[]) { "rq-report", "-f", "prometheus", "-s", store, NULL });
	figure("report-text", results, (const char *const[]) { "rq-report", "-s", store, NULL });
	figure("report-json", results,
	       (const char *const[]) { "rq-report", "-f", "json", "-s", store, NULL });
	figure("report-csv", results,
	       (const char *const[]) { "rq-report", "-f", "csv", "-s", store, NULL });
	figure("report-html", results,
	       (const char *const[]) { "rq-report", "-f", "html", "-s", store, "-o", page, NULL });
	return 0;
}
