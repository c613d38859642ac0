#include "base/clock.h"
#include "store/embedded.h"
#include "store/tally.h"
#include "store/usage.h"

/* The part of a ready key that says priority, job and engine; behind it stands run_at. */
enum { GROUP = 1 + 8 + 8 };

/* The first time in an index whose keys begin with one; 0 when it is empty. */
static int first_time(struct rq_session *session, enum rq_table_number table, int64_t *when,
		      struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	*when = 0;
	if (rq_table_walk(session->txn, table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1)
		*when = rq_key_read_time(key.data);
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

/*
 * When the first of the ready tasks became due, the oldest of all; 0 when none is ready. One step
 * for each priority, job and engine that waits, not for each task.
 */
static int oldest_ready(struct rq_session *session, int64_t *when, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_key next;
	struct rq_table_walk walk;
	int got;

	*when = 0;
	if (rq_table_walk(session->txn, RQ_T_READY, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		int64_t run_at = rq_key_read_time((const char *)key.data + GROUP);

		if (*when == 0 || run_at < *when)
			*when = run_at;
		next.size = 0;
		rq_key_bytes(&next, key.data, GROUP);
		rq_key_number(&next, UINT64_MAX);
		rq_table_seek(&walk, rq_key_span(&next));
	}
	rq_table_end(&walk);
	return got;
}

static int find_next_due(struct rq_session *session, void *context, struct rq_error *err)
{
	int64_t *when = context, times[3];

	if (oldest_ready(session, &times[0], err) == -1 ||
	    first_time(session, RQ_T_WAITING, &times[1], err) == -1 ||
	    first_time(session, RQ_T_LEASES, &times[2], err) == -1)
		return -1;
	*when = 0;
	for (size_t i = 0; i < 3; i++)
		if (times[i] != 0 && (*when == 0 || times[i] < *when))
			*when = times[i];
	return 0;
}

int rq_embedded_next_due(struct rq_store *store, int64_t *when, struct rq_error *err)
{
	return rq_session_read(rq_embedded_of(store), find_next_due, when, err);
}

static json_t *statuses(const struct rq_tally_line *line)
{
	json_t *object = json_object();

	for (int i = 0; i < RQ_TASK_STATUSES; i++)
		rq_json_set_integer(object, rq_task_status_name((enum rq_task_status)i),
				    line->tasks[i]);
	return object;
}

static int list_tasks(struct rq_session *session, json_t *counts, struct rq_error *err)
{
	json_t *jobs = json_object();
	struct rq_tally_line line = { 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	rq_json_set_take(counts, "tasks", statuses(&line));
	rq_json_set_take(counts, "jobs", jobs);
	if (rq_table_walk(session->txn, RQ_T_COUNTERS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		if (rq_tally_read(key, value, &line, err) == -1) {
			got = -1;
			break;
		}
		if (*(const char *)key.data == 't')
			rq_json_set_take(counts, "tasks", statuses(&line));
		else
			rq_json_set_take(jobs, line.job_id, statuses(&line));
	}
	rq_table_end(&walk);
	return got;
}

static int list_sizes(struct rq_session *session, json_t *counts, struct rq_error *err)
{
	int64_t ready, waiting;
	size_t resumes, results;

	if (rq_table_count(session->txn, RQ_T_RESUMES, &resumes, err) == -1 ||
	    rq_table_count(session->txn, RQ_T_RESULTS, &results, err) == -1 ||
	    oldest_ready(session, &ready, err) == -1 ||
	    first_time(session, RQ_T_WAITING, &waiting, err) == -1)
		return -1;
	if (waiting > rq_clock_now())
		waiting = 0;
	if (waiting != 0 && (ready == 0 || waiting < ready))
		ready = waiting;
	rq_json_set_integer(counts, "resumes", (json_int_t)resumes);
	rq_json_set_integer(counts, "results", (json_int_t)results);
	rq_json_set_integer(counts, "oldest_due", ready);
	return 0;
}

static int list_counts(struct rq_session *session, void *context, struct rq_error *err)
{
	if (list_tasks(session, context, err) == -1)
		return -1;
	return list_sizes(session, context, err);
}

int rq_embedded_counts(struct rq_store *store, json_t **counts, struct rq_error *err)
{
	json_t *object = json_object();

	if (rq_session_read(rq_embedded_of(store), list_counts, object, err) == -1) {
		json_decref(object);
		return -1;
	}
	*counts = object;
	return 0;
}

struct usage {
	int64_t since, until;
	json_t *list;
};

static int list_usage(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct usage *usage = context;

	return rq_usage_list(session->txn, usage->since, usage->until, usage->list, err);
}

int rq_embedded_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		      struct rq_error *err)
{
	struct usage usage = { since, until, json_array() };

	if (rq_session_read(rq_embedded_of(store), list_usage, &usage, err) == -1) {
		json_decref(usage.list);
		return -1;
	}
	*list = usage.list;
	return 0;
}

static int list_metrics(struct rq_session *session, void *context, struct rq_error *err)
{
	return rq_metrics_list(session->txn, context, err);
}

int rq_embedded_metrics(struct rq_store *store, json_t **metrics, struct rq_error *err)
{
	json_t *object = json_object();

	if (rq_session_read(rq_embedded_of(store), list_metrics, object, err) == -1) {
		json_decref(object);
		return -1;
	}
	*metrics = object;
	return 0;
}
