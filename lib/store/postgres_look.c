#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/postgres_queue.h"
#include "store/rule.h"

/* One answer brings so many tasks, and no more. */
enum { TAKE_AT_ONCE = 256 };

int rq_postgres_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		     struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	struct rq_row row;
	int result;

	rq_args_text(args, task_id);
	if (rq_postgres_ask(rq_postgres_of(store),
			    "SELECT " RQ_ROW_COLUMNS " FROM tasks WHERE task_id = $1", args, &rows,
			    err) == -1)
		return -1;
	if (rq_fetched_count(rows) == 0) {
		rq_fetched_free(rows);
		return rq_fail(err, RQ_NOT_FOUND, "the store has no task %s", task_id);
	}
	result = rq_row_read(&rq_postgres_of(store)->vault, rows, 0, &row, err);
	rq_fetched_free(rows);
	*task = row.stored.task;
	return result;
}

/* --- by filter ------------------------------------------------------------------------- */

static void add_text(struct rq_buffer *sql, struct rq_args *args, const char *column,
		     const char *value, int *count)
{
	struct rq_error never = { 0 };

	if (!value)
		return;
	rq_args_text(args, value);
	(void)rq_buffer_append_format(sql, &never, " AND tasks.%s = $%d", column, ++*count);
}

static void add_time(struct rq_buffer *sql, struct rq_args *args, const char *comparison,
		     int64_t when, int *count)
{
	struct rq_error never = { 0 };

	if (when == 0)
		return;
	rq_args_number(args, when);
	(void)rq_buffer_append_format(sql, &never, " AND created_at %s $%d", comparison, ++*count);
}

/* The tasks behind one by its number. The server chooses the index; the error code is ours. */
static char *write_query(const struct rq_filter *filter, int64_t behind, struct rq_args *args)
{
	struct rq_error never = { 0 };
	struct rq_buffer sql;
	char *text;
	int count = 1;

	rq_buffer_init(&sql, RQ_KIB(4));
	rq_args_number(args, behind);
	(void)rq_buffer_append_text(&sql,
				    "SELECT tasks.*, results.gist, results.review, "
				    "results.finished_at FROM (SELECT " RQ_ROW_COLUMNS
				    " FROM tasks WHERE number > $1",
				    &never);
	if (filter->status != -1)
		add_text(&sql, args, "status",
			 rq_task_status_name((enum rq_task_status)filter->status), &count);
	add_text(&sql, args, "job_id", filter->job_id, &count);
	add_text(&sql, args, "candidate_id", filter->candidate_id, &count);
	add_text(&sql, args, "task_id", filter->task_id, &count);
	add_text(&sql, args, "batch_id", filter->batch_id, &count);
	add_time(&sql, args, ">=", filter->since, &count);
	add_time(&sql, args, "<", filter->until, &count);
	(void)rq_buffer_append_format(
	    &sql, &never,
	    " ORDER BY number LIMIT %d) AS tasks LEFT JOIN results ON status = 'done' "
	    "AND results.task_id = tasks.task_id ORDER BY number",
	    TAKE_AT_ONCE);
	text = rq_buffer_take(&sql);
	rq_buffer_free(&sql);
	return text;
}

typedef int see(const struct rq_sight *sight, void *context, struct rq_error *err);

/* A gist of another time is of another result. -1 with RQ_DAMAGED: either is. */
static int open_sight(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		      struct rq_sight *sight, struct rq_error *err)
{
	const char *id = sight->task->task_id;

	if (rq_vault_open(vault, RQ_V_REVIEW, id, rows, at, RQ_ROW_WIDTH + 1, &sight->review,
			  err) == -1)
		return -1;
	if (rq_fetched_number(rows, at, RQ_ROW_WIDTH + 2) != sight->task->finished_at)
		return 0;
	return rq_vault_open(vault, RQ_V_GIST, id, rows, at, RQ_ROW_WIDTH, &sight->gist, err);
}

static int see_row(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		   const struct rq_row *row, see *visit, void *context, struct rq_error *err)
{
	struct rq_sight sight = { .task = &row->stored.task };
	struct rq_error why = { 0 };

	if (open_sight(vault, rows, at, &sight, &why) == -1) {
		if (why.code != RQ_DAMAGED) {
			*err = why;
			return -1;
		}
		sight = (struct rq_sight) { .task = sight.task };
	}
	return visit(&sight, context, err);
}

static int see_rows(const struct rq_vault *vault, const struct rq_fetched *rows,
		    const struct rq_filter *filter, size_t *left, int64_t *behind, see *visit,
		    void *context, struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows) && *left > 0; i++) {
		struct rq_row row;

		if (rq_row_read(vault, rows, i, &row, err) == -1)
			return -1;
		*behind = (int64_t)row.stored.number;
		if (rq_rule_matches(filter, &row.stored.task)) {
			result = see_row(vault, rows, i, &row, visit, context, err);
			--*left;
		}
		rq_task_free(&row.stored.task);
	}
	return result;
}

int rq_postgres_see(struct rq_store *store, const struct rq_filter *filter, bool whole,
		    int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		    void *context, struct rq_error *err)
{
	size_t left = filter->limit > 0 ? filter->limit : SIZE_MAX, got = TAKE_AT_ONCE;
	int64_t behind = 0;
	int result = 0;

	(void)whole; /* results are joined by their key, which costs next to nothing */
	while (result == 0 && got == TAKE_AT_ONCE && left > 0) {
		struct rq_args *args = rq_args_new();
		char *sql = write_query(filter, behind, args);
		struct rq_fetched *rows;

		result = rq_postgres_ask(rq_postgres_of(store), sql, args, &rows, err);
		free(sql);
		if (result == -1)
			break;
		got = rq_fetched_count(rows);
		result = see_rows(&rq_postgres_of(store)->vault, rows, filter, &left, &behind,
				  visit, context, err);
		rq_fetched_free(rows);
	}
	return result == -1 ? -1 : 0;
}

/* --- the operator's hand -------------------------------------------------------------------- */

struct change {
	const char (*ids)[RQ_ID_SIZE];
	size_t count, changed;
	bool cancel; /* else queued again */
	int64_t now;
};

static int change_tasks(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct change *change = context;
	const char **ids = rq_alloc(change->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < change->count; i++)
		ids[i] = change->ids[i];
	change->changed = 0;
	result = rq_transaction_load(txn, ids, change->count, err);
	for (size_t i = 0; result == 0 && i < change->count; i++) {
		struct rq_row *row = rq_transaction_find(txn, ids[i]);

		if (!row->exists || !rq_rule_may_change(row->stored.task.status, change->cancel))
			continue;
		rq_rule_change(&row->stored, change->cancel, change->now);
		rq_transaction_save(txn, row);
		change->changed++;
	}
	free(ids);
	if (result == 0 && !change->cancel && change->changed > 0)
		result = rq_postgres_notify(txn, err);
	return result;
}

int rq_postgres_change(struct rq_store *store, const char (*ids)[RQ_ID_SIZE], size_t count,
		       bool cancel, int64_t now, size_t *changed, struct rq_error *err)
{
	struct change change = { ids, count, 0, cancel, now };

	if (rq_transaction_run(rq_postgres_of(store), change_tasks, &change, err) == -1)
		return -1;
	*changed = change.changed;
	return 0;
}
