#include "store/postgres_count.h"

#include <stdlib.h>
#include <string.h>

#include "store/postgres_transaction.h"
#include "store/usage.h"

static const char first_times[] =
    "SELECT (SELECT min(run_at) FROM tasks WHERE status IN ('queued', 'retry')), "
    "(SELECT min(deadline) FROM tasks WHERE status = 'leased')";

int rq_postgres_next_due(struct rq_store *store, int64_t *when, struct rq_error *err)
{
	struct rq_fetched *rows;
	int64_t lease;

	if (rq_postgres_ask(rq_postgres_of(store), first_times, NULL, &rows, err) == -1)
		return -1;
	*when = rq_fetched_number(rows, 0, 0);
	lease = rq_fetched_number(rows, 0, 1);
	rq_fetched_free(rows);
	if (lease != 0 && (*when == 0 || lease < *when))
		*when = lease;
	return 0;
}

/* --- counters ----------------------------------------------------------------------- */

/* What is waiting since when comes last, so that all of it is of one moment. */
static const char all_counts[] =
    "SELECT topic, name, field, sum(amount)::bigint FROM sums WHERE topic IN ('tasks', 'records') "
    "GROUP BY topic, name, field UNION ALL SELECT 'due', '', '', (SELECT min(run_at) FROM tasks "
    "WHERE status IN ('queued', 'retry'))";

static json_t *no_tasks(void)
{
	json_t *object = json_object();

	for (int i = 0; i < RQ_TASK_STATUSES; i++)
		rq_json_set_integer(object, rq_task_status_name((enum rq_task_status)i), 0);
	return object;
}

static void add_to(json_t *object, const char *key, int64_t amount)
{
	rq_json_set_integer(object, key, rq_json_integer(object, key, 0) + amount);
}

static void count_tasks(json_t *counts, const char *job_id, const char *status, int64_t amount)
{
	json_t *jobs = json_object_get(counts, "jobs");

	if (!json_object_get(jobs, job_id))
		rq_json_set_take(jobs, job_id, no_tasks());
	add_to(json_object_get(jobs, job_id), status, amount);
	add_to(json_object_get(counts, "tasks"), status, amount);
}

static void count_row(json_t *counts, const struct rq_fetched *rows, size_t at, int64_t now)
{
	const char *topic = rq_fetched_text(rows, at, 0), *name = rq_fetched_text(rows, at, 1);
	int64_t amount = rq_fetched_number(rows, at, 3);

	if (strcmp(topic, "tasks") == 0)
		count_tasks(counts, name, rq_fetched_text(rows, at, 2), amount);
	else if (strcmp(topic, "records") == 0)
		add_to(counts, name, amount);
	else if (amount <= now)
		rq_json_set_integer(counts, "oldest_due", amount);
}

int rq_postgres_counts(struct rq_store *store, json_t **counts, struct rq_error *err)
{
	struct rq_fetched *rows;

	if (rq_postgres_ask(rq_postgres_of(store), all_counts, NULL, &rows, err) == -1)
		return -1;
	*counts = json_object();
	rq_json_set_take(*counts, "tasks", no_tasks());
	rq_json_set_take(*counts, "jobs", json_object());
	rq_json_set_integer(*counts, "resumes", 0);
	rq_json_set_integer(*counts, "results", 0);
	rq_json_set_integer(*counts, "oldest_due", 0);
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		count_row(*counts, rows, i, rq_postgres_now(store));
	rq_fetched_free(rows);
	return 0;
}

/* --- usage -------------------------------------------------------------------------- */

static bool is_same_line(const struct rq_usage_line *line, const struct rq_usage_line *other)
{
	return line->day == other->day && strcmp(line->model, other->model) == 0 &&
	       strcmp(line->job_id, other->job_id) == 0;
}

/* Rows of a line stand together. */
static int add_lines(const struct rq_fetched *rows, json_t *list, struct rq_error *err)
{
	struct rq_usage_line line = { 0 }, next = { 0 };
	bool begun = false;

	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		int number = rq_usage_find(rq_fetched_text(rows, i, 3));

		next.day = rq_fetched_number(rows, i, 0);
		if (!rq_fetched_copy(rows, i, 1, next.model, sizeof next.model) ||
		    !rq_fetched_copy(rows, i, 2, next.job_id, sizeof next.job_id))
			return rq_fail(err, RQ_STORE, "a usage counter is damaged");
		if (begun && !is_same_line(&line, &next))
			rq_json_append_take(list, rq_usage_to_json(&line));
		if (!begun || !is_same_line(&line, &next))
			line = next;
		begun = true;
		if (number != -1) /* of a newer rq */
			line.numbers[number] += rq_fetched_number(rows, i, 4);
	}
	if (begun)
		rq_json_append_take(list, rq_usage_to_json(&line));
	return 0;
}

const char rq_postgres_usage_sql[] =
    "SELECT day, model, name, field, sum(amount)::bigint FROM sums "
    "WHERE topic = 'usage' AND day >= $1 AND day < $2 "
    "GROUP BY day, model, name, field ORDER BY day, model, name";

int rq_postgres_list_usage(const struct rq_fetched *rows, json_t **list, struct rq_error *err)
{
	*list = json_array();
	if (add_lines(rows, *list, err) == 0)
		return 0;
	json_decref(*list);
	return -1;
}

int rq_postgres_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		      struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	int result;

	rq_args_number(args, since);
	rq_args_number(args, until > 0 ? until : INT64_MAX);
	if (rq_postgres_ask(rq_postgres_of(store), rq_postgres_usage_sql, args, &rows, err) == -1)
		return -1;
	result = rq_postgres_list_usage(rows, list, err);
	rq_fetched_free(rows);
	return result;
}

/* --- metrics -------------------------------------------------------------------------- */

int rq_postgres_metrics(struct rq_store *store, json_t **object, struct rq_error *err)
{
	struct rq_metrics *metrics;
	struct rq_fetched *rows;

	if (rq_postgres_ask(rq_postgres_of(store),
			    "SELECT name, field, sum(amount)::bigint FROM sums "
			    "WHERE topic = 'metrics' GROUP BY name, field",
			    NULL, &rows, err) == -1)
		return -1;
	metrics = rq_metrics_new();
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		rq_metrics_add(metrics, rq_fetched_text(rows, i, 0),
			       strtoul(rq_fetched_text(rows, i, 1), NULL, 10),
			       rq_fetched_number(rows, i, 2));
	*object = json_object();
	rq_metrics_to_json(metrics, *object);
	rq_metrics_free(metrics);
	rq_fetched_free(rows);
	return 0;
}
