/* What the tests of the store share: a new store in a new folder, tasks made from a number. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/care.h"

#define NOW INT64_C(1795000000000)
#define MINUTE INT64_C(60000)
#define DAY (INT64_C(24) * 60 * MINUTE)

enum { LEASE = 120000 };

static char base[128];   /* of this test, removed behind it */
static char folder[256]; /* the store's, or its URL */
static struct rq_store *store;
static struct rq_error err;

/* With RQ_TEST_KEY (anything), each store is encrypted. */
static inline const struct rq_keyring *keys(void)
{
	static const char key[] =
	    "8d5e0b7a3c1f49268d5e0b7a3c1f49268d5e0b7a3c1f49268d5e0b7a3c1f4926";
	static struct rq_keyring *read;
	char path[] = "/tmp/rq-test-key.XXXXXX";
	int file;

	if (read || !getenv("RQ_TEST_KEY"))
		return read;
	file = mkstemp(path);
	assert_int_equal(write(file, key, sizeof key - 1), sizeof key - 1);
	assert_int_equal(rq_keyring_read(path, &read, &err), 0);
	assert_int_equal(close(file), 0);
	assert_int_equal(unlink(path), 0);
	return read;
}

/* Of what a repair sets aside nothing is kept. */
static inline int let_go(const char *name, struct rq_bytes task, struct rq_bytes result,
			 void *context, struct rq_error *unused)
{
	(void)name;
	(void)task;
	(void)result;
	(void)context;
	(void)unused;
	return 0;
}

/* The store, for what wants it alone. */
static inline const struct rq_alone *alone(void)
{
	static struct rq_alone store_alone;

	store_alone = (struct rq_alone) { .where = folder, .keys = keys() };
	return &store_alone;
}

static struct rq_store *open_store_with(struct rq_store_options options)
{
	struct rq_store *opened = NULL;

	if (!options.keys)
		options.keys = keys();
	/* Small under valgrind and sanitizers, and enough for all but the tests of growth. */
	if (options.map_size == 0)
		options.map_size = 64 << 20;
	if (rq_store_open(folder, &options, &opened, &err) == -1)
		print_error("%s\n", err.message);
	assert_non_null(opened);
	return opened;
}

static inline void reopen(void)
{
	rq_store_close(store);
	store = open_store_with((struct rq_store_options) { 0 });
}

/*
 * With RQ_TEST_STORE (the URL of a server), each store is a schema there; with RQ_TEST_ROLE that
 * role's own, which the URL leads to by itself.
 */
static inline const char *server(void)
{
	return getenv("RQ_TEST_STORE");
}

static inline int tell(const char *sql)
{
	char command[320];

	(void)snprintf(command, sizeof command, "psql -qXc 'SET client_min_messages = error; %s'",
		       sql);
	return system(command);
}

static inline int tell_server(const char *what)
{
	char sql[224];

	(void)snprintf(sql, sizeof sql, "%s %s", what, strrchr(base, '/') + 1);
	return tell(sql);
}

static inline int make_folder(void **state)
{
	(void)state;
	if (server()) {
		err = (struct rq_error) { 0 };
		store = NULL;
		if (getenv("RQ_TEST_ROLE")) {
			(void)snprintf(base, sizeof base, "/%s", getenv("RQ_TEST_ROLE"));
			(void)snprintf(folder, sizeof folder, "%s", server());
			return tell_server("CREATE SCHEMA AUTHORIZATION");
		}
		(void)snprintf(base, sizeof base, "/tmp/rq_%ld_%ld", (long)getpid(), random());
		(void)snprintf(folder, sizeof folder, "%s&options=-csearch_path%%3D%s", server(),
			       strrchr(base, '/') + 1);
		return tell_server("CREATE SCHEMA");
	}
	(void)snprintf(base, sizeof base, "%.100s/rq-test-store.XXXXXX",
		       getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(base));
	(void)snprintf(folder, sizeof folder, "%s/store", base);
	err = (struct rq_error) { 0 };
	store = NULL;
	return 0;
}

static inline int make_store(void **state)
{
	(void)make_folder(state);
	store = open_store_with((struct rq_store_options) { 0 });
	return 0;
}

static inline int remove_store(void **state)
{
	char command[256];

	(void)state;
	rq_store_close(store);
	if (server()) {
		(void)strcat(base, " CASCADE");
		return tell_server("DROP SCHEMA");
	}
	(void)snprintf(command, sizeof command, "rm -rf %s", base);
	return system(command);
}

static inline void make_id(char id[RQ_ID_SIZE], const char *kind, int number)
{
	struct rq_digest digest;
	char text[32];

	(void)snprintf(text, sizeof text, "%s %d", kind, number);
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, text);
	rq_digest_id(&digest, id);
}

/* Task number n: its own candidate and résumé, job n % 3 unless it is set anew. */
static inline struct rq_submission make_submission(int number)
{
	static const char resume[] = "{\"type\":\"resume\"}";
	struct rq_submission submission = { .resume = { resume, sizeof resume - 1 } };
	struct rq_task *task = &submission.task;

	make_id(task->candidate_id, "candidate", number);
	make_id(task->resume_id, "resume", number);
	make_id(task->job_id, "job", number % 3);
	make_id(task->job_version, "version", number % 3);
	make_id(task->recipe, "recipe", 0);
	(void)snprintf(task->engine, sizeof task->engine, "local");
	(void)snprintf(task->source, sizeof task->source, "cvs.zip!/%d.txt", number);
	task->priority = 5;
	rq_task_identify(task);
	return submission;
}

static inline enum rq_admission enqueue_as(struct rq_submission *submission,
					   struct rq_enqueue_options options)
{
	assert_int_equal(rq_store_enqueue(store, submission, 1, &options, &err), 0);
	rq_task_free(&submission->task);
	return submission->admission;
}

static inline enum rq_admission enqueue_at(struct rq_submission *submission, int64_t now)
{
	return enqueue_as(submission, (struct rq_enqueue_options) { .now = now, .ttl = 7 * DAY });
}

/* Tasks first … first + count - 1. */
static inline void enqueue_many(int first, int count)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = 7 * DAY };
	struct rq_submission *submissions = calloc((size_t)count, sizeof *submissions);

	for (int i = 0; i < count; i++)
		submissions[i] = make_submission(first + i);
	assert_int_equal(rq_store_enqueue(store, submissions, (size_t)count, &options, &err), 0);
	for (int i = 0; i < count; i++)
		rq_task_free(&submissions[i].task);
	free(submissions);
}

static inline size_t claim_at(int64_t now, struct rq_task *tasks, size_t max)
{
	struct rq_claim claim = { .now = now, .lease = LEASE };
	size_t count = 99;

	assert_int_equal(rq_store_claim(store, &claim, tasks, max, &count, &err), 0);
	return count;
}

static inline struct rq_task claim_one_at(int64_t now)
{
	struct rq_task task = { 0 };

	assert_int_equal(claim_at(now, &task, 1), 1);
	return task;
}

static inline bool finish_as(const struct rq_task *task, enum rq_ending ending, int64_t now)
{
	struct rq_outcome outcome = {
		.task = task,
		.ending = ending,
		.result = { "{\"type\":\"result\"}", 17 },
		.failure = { RQ_BAD_ANSWER, "no JSON" },
		.run_at = ending == RQ_END_RETRY ? now + MINUTE : 0,
		.usage = { .calls = 1, .prompt_tokens = 10, .cost_microusd = 5 },
	};

	assert_int_equal(rq_store_finish(store, &outcome, 1, now, &err), 0);
	return !outcome.lost;
}

static inline struct rq_task task_of(const char *task_id)
{
	struct rq_task task = { 0 };

	assert_int_equal(rq_store_task(store, task_id, &task, &err), 0);
	return task;
}

static inline enum rq_task_status status_of(const char *task_id)
{
	struct rq_task task = task_of(task_id);

	rq_task_free(&task);
	return task.status;
}

static inline void print_line(const char *line, void *context)
{
	(void)context;
	print_message("%s\n", line);
}

static inline void assert_sound(void)
{
	size_t wrong = 99;

	assert_int_equal(
	    rq_store_check(store, &(struct rq_checking) { print_line, NULL, NULL }, &wrong, &err),
	    0);
	assert_int_equal(wrong, 0);
}

/* The sum of a member over all lines of usage. */
static inline long long used(const char *key)
{
	json_t *list = NULL, *line;
	long long sum = 0;
	size_t i;

	assert_int_equal(rq_store_usage(store, 0, 0, &list, &err), 0);
	json_array_foreach (list, i, line)
		sum += rq_json_integer(line, key, 0);
	json_decref(list);
	return sum;
}

/* A number from the counters by a path of at most two keys. */
static inline long long counted(const char *key, const char *inner)
{
	json_t *counts = NULL, *value;
	long long number;

	assert_int_equal(rq_store_counts(store, &counts, &err), 0);
	value = json_object_get(counts, key);
	if (inner)
		value = json_object_get(value, inner);
	number = json_is_integer(value) ? json_integer_value(value) : -1;
	json_decref(counts);
	return number;
}

/* 30 tasks, indexed in bulk up to some point: 10 done, 5 dead, 5 in retry, 10 queued. */
static inline int make_mixed_store(void **state)
{
	struct rq_task tasks[20];

	(void)make_folder(state);
	store = open_store_with((struct rq_store_options) { .settle_after = 12 });
	for (int i = 0; i < 30; i++) {
		struct rq_submission submission = make_submission(i);

		submission.task.priority = i < 20 ? 1 : 5;
		(void)enqueue_at(&submission, NOW + i * MINUTE);
	}
	assert_int_equal(claim_at(NOW + 30 * MINUTE, tasks, 20), 20);
	for (int i = 0; i < 20; i++)
		assert_true(finish_as(&tasks[i],
				      i < 10   ? RQ_END_DONE
				      : i < 15 ? RQ_END_DEAD
					       : RQ_END_RETRY,
				      NOW + 30 * MINUTE));
	return 0;
}
