#include "store/postgres_transaction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/jitter.h"
#include "base/memory.h"
#include "store/postgres_failover.h"
#include "store/postgres_ledger.h"

enum { MAX_CLASHES = 40 }; /* how often to try against others */
/* So many transactions of a process, and the rows of sums are made few. */
enum { FOLD_EVERY = 64, FOLD_AT_ONCE = 20000 };

static const char fold_sums[] =
    "WITH gone AS (DELETE FROM sums WHERE ctid = ANY (ARRAY(SELECT ctid FROM sums "
    "LIMIT $1 FOR UPDATE SKIP LOCKED)) RETURNING *) "
    "INSERT INTO sums SELECT topic, day, model, name, field, sum(amount)::bigint FROM gone "
    "GROUP BY topic, day, model, name, field HAVING sum(amount) <> 0";

/* --- what a transaction holds --------------------------------------------------- */

static void begin(struct rq_transaction *txn, struct rq_postgres *store)
{
	*txn = (struct rq_transaction) { .store = store, .link = store->link };
	txn->tally = rq_tally_new();
	txn->metrics = rq_metrics_new();
}

static void drop(struct rq_transaction *txn)
{
	rq_tally_free(txn->tally);
	rq_metrics_free(txn->metrics);
	rq_args_free(txn->notes);
	rq_args_free(txn->sums);
	for (size_t i = 0; i < txn->count; i++) {
		rq_task_free(&txn->rows[i]->stored.task);
		free(txn->rows[i]);
	}
	free(txn->rows);
	free(txn->numbers);
	free(txn->scopes);
}

static struct rq_row *add_row(struct rq_transaction *txn)
{
	struct rq_row *row = rq_alloc(1, sizeof *row);

	txn->rows = rq_grow(txn->rows, txn->count, &txn->capacity, sizeof(struct rq_row *));
	txn->rows[txn->count++] = row;
	txn->sorted = false;
	return row;
}

static int compare_ids(const void *one, const void *other)
{
	const struct rq_row *const *a = one, *const *b = other;

	return strcmp((*a)->stored.task.task_id, (*b)->stored.task.task_id);
}

static void sort(struct rq_transaction *txn)
{
	if (!txn->sorted && txn->count > 0)
		qsort(txn->rows, txn->count, sizeof(struct rq_row *), compare_ids);
	txn->sorted = true;
}

static struct rq_row *look_up(struct rq_transaction *txn, const char *task_id)
{
	struct rq_row key = { .exists = false }, *wanted = &key, **found;

	sort(txn);
	rq_digest_copy_id(key.stored.task.task_id, task_id);
	found = txn->count == 0
		    ? NULL
		    : bsearch(&wanted, txn->rows, txn->count, sizeof(struct rq_row *), compare_ids);
	return found ? *found : NULL;
}

struct rq_row *rq_transaction_find(struct rq_transaction *txn, const char *task_id)
{
	struct rq_row *row = look_up(txn, task_id);

	if (row)
		return row;
	row = add_row(txn);
	rq_digest_copy_id(row->stored.task.task_id, task_id);
	return row;
}

/* --- loading ------------------------------------------------------------------------ */

int rq_transaction_ask(struct rq_transaction *txn, const char *sql, struct rq_args *args,
		       struct rq_fetched **rows, struct rq_error *err)
{
	int result = rq_link_ask(txn->link, sql, args, rows, err);

	rq_args_free(args);
	return result;
}

int rq_transaction_select(struct rq_transaction *txn, const char *where, struct rq_args *args,
			  size_t *first, struct rq_error *err)
{
	char *sql = rq_printf("SELECT " RQ_ROW_COLUMNS " FROM tasks WHERE %s", where);
	struct rq_fetched *rows = NULL;
	int result = rq_transaction_ask(txn, sql, args, &rows, err);

	*first = txn->count;
	free(sql);
	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows); i++)
		result = rq_row_read(rows, i, add_row(txn), err);
	rq_fetched_free(rows);
	return result;
}

int rq_transaction_load(struct rq_transaction *txn, const char *const *task_ids, size_t count,
			struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t array = rq_args_array(args, RQ_ARG_TEXT), first;

	for (size_t i = 0; i < count; i++)
		rq_args_push_text(args, array, task_ids[i]);
	if (rq_transaction_select(txn, "task_id = ANY ($1) ORDER BY task_id FOR UPDATE", args,
				  &first, err) == -1)
		return -1;
	sort(txn);
	return 0;
}

int rq_transaction_number(struct rq_transaction *txn, size_t count, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;

	rq_args_number(args, (int64_t)count);
	if (rq_transaction_ask(txn, "SELECT nextval('task_numbers') FROM generate_series(1, $1)",
			       args, &rows, err) == -1)
		return -1;
	txn->numbers = rq_resize(txn->numbers, count, sizeof *txn->numbers);
	for (size_t i = 0; i < count; i++)
		txn->numbers[i] = rq_fetched_number(rows, i, 0);
	txn->next_number = 0;
	rq_fetched_free(rows);
	return 0;
}

/* --- changing ------------------------------------------------------------------------ */

void rq_transaction_save(struct rq_transaction *txn, struct rq_row *row)
{
	const struct rq_task *task = &row->stored.task;
	bool is_new = !row->exists && !row->changed;

	if (is_new)
		row->stored.number = (uint64_t)txn->numbers[txn->next_number++];
	if (is_new || row->status != task->status) {
		if (!is_new)
			rq_tally_add(txn->tally, task->job_id, row->status, -1);
		rq_tally_add(txn->tally, task->job_id, task->status, 1);
	}
	row->status = task->status;
	row->changed = true;
}

void rq_transaction_sum(struct rq_transaction *txn, const char *topic, int64_t day,
			const char *model, const char *name, const char *field, int64_t amount)
{
	if (amount == 0)
		return;
	if (!txn->sums) {
		txn->sums = rq_args_new();
		(void)rq_args_array(txn->sums, RQ_ARG_TEXT);
		(void)rq_args_array(txn->sums, RQ_ARG_NUMBER);
		for (int i = 0; i < 3; i++)
			(void)rq_args_array(txn->sums, RQ_ARG_TEXT);
		(void)rq_args_array(txn->sums, RQ_ARG_NUMBER);
	}
	rq_args_push_text(txn->sums, 0, topic);
	rq_args_push_number(txn->sums, 1, day);
	rq_args_push_text(txn->sums, 2, model);
	rq_args_push_text(txn->sums, 3, name);
	rq_args_push_text(txn->sums, 4, field);
	rq_args_push_number(txn->sums, 5, amount);
	txn->sum_count++;
}

/* --- writing -------------------------------------------------------------------------- */

static void sum_metric(const char *name, size_t number, int64_t amount, void *context)
{
	char field[24];

	(void)snprintf(field, sizeof field, "%zu", number);
	rq_transaction_sum(context, "metrics", 0, "", name, field, amount);
}

static void sum_tally(struct rq_transaction *txn)
{
	size_t count;
	const struct rq_tally_line *lines = rq_tally_lines(txn->tally, &count);

	for (size_t i = 1; i < count; i++) /* the first is of all */
		for (int k = 0; k < RQ_TASK_STATUSES; k++)
			rq_transaction_sum(txn, "tasks", 0, "", lines[i].job_id,
					   rq_task_status_name((enum rq_task_status)k),
					   lines[i].tasks[k]);
}

static int add(struct rq_transaction *txn, const char *sql, struct rq_args *args,
	       struct rq_error *err)
{
	int result = rq_link_add(txn->link, sql, args, err);

	txn->written = true;
	rq_args_free(args);
	return result;
}

static int write_rows(struct rq_transaction *txn, bool existing, struct rq_error *err)
{
	struct rq_args *args = NULL;

	for (size_t i = 0; i < txn->count; i++) {
		const struct rq_row *row = txn->rows[i];

		if (!row->changed || row->exists != existing)
			continue;
		if (!args)
			args = rq_row_args();
		rq_row_push(args, row);
	}
	return args ? add(txn, existing ? rq_row_update : rq_row_insert, args, err) : 0;
}

static int write_scopes(struct rq_transaction *txn, struct rq_error *err)
{
	for (size_t i = 0; i < txn->scope_count; i++) {
		struct rq_args *args = rq_args_new();
		unsigned char folded[RQ_KEY_ID], bytes[RQ_SCOPE_MAX];
		size_t size = rq_scope_write(&txn->scopes[i], bytes);

		rq_key_fold(txn->scopes[i].name, folded);
		rq_args_bytes(args, (struct rq_bytes) { (const char *)folded, RQ_KEY_ID });
		rq_args_bytes(args, (struct rq_bytes) { (const char *)bytes, size });
		if (add(txn, "UPDATE scopes SET record = $2 WHERE folded = $1", args, err) == -1)
			return -1;
	}
	return 0;
}

static int write_reserved(struct rq_transaction *txn, struct rq_error *err)
{
	struct rq_args *args;

	if (txn->reserved[0] == 0 && txn->reserved[1] == 0)
		return 0;
	args = rq_args_new();
	rq_args_number(args, txn->reserved[0]);
	rq_args_number(args, txn->reserved[1]);
	return add(txn, "UPDATE reserved SET calls = calls + $1, batches = batches + $2", args,
		   err);
}

static int write_sums(struct rq_transaction *txn, struct rq_error *err)
{
	struct rq_args *args;

	sum_tally(txn);
	if (!rq_metrics_empty(txn->metrics) && txn->store->commit_ms >= 0)
		rq_metrics_observe(txn->metrics, RQ_H_COMMIT, txn->store->commit_ms);
	rq_metrics_each(txn->metrics, sum_metric, txn);
	if (txn->sum_count == 0)
		return 0;
	args = txn->sums;
	txn->sums = NULL;
	return add(txn,
		   "INSERT INTO sums SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], "
		   "$4::text[], $5::text[], $6::bigint[])",
		   args, err);
}

/* All that is to be written goes out together; *xid is the transaction's, "" when it only read. */
static int write_all(struct rq_transaction *txn, char xid[24], struct rq_error *err)
{
	struct rq_fetched *rows;

	sort(txn);
	if (write_rows(txn, false, err) == -1 || write_rows(txn, true, err) == -1 ||
	    write_scopes(txn, err) == -1 || write_reserved(txn, err) == -1 ||
	    write_sums(txn, err) == -1 || rq_postgres_write_notes(txn, err) == -1 ||
	    rq_link_settle(txn->link, err) == -1)
		return -1;
	if (!txn->written)
		return 0;
	if (rq_link_ask(txn->link, "SELECT pg_current_xact_id()::text", NULL, &rows, err) == -1)
		return -1;
	if (!rq_fetched_copy(rows, 0, 0, xid, 24))
		xid[0] = '\0';
	rq_fetched_free(rows);
	return 0;
}

/* --- once ------------------------------------------------------------------------------- */

/* *xid is set when a commit was asked for; *state tells why it failed. */
static int attempt(struct rq_postgres *store, const char *beginning, rq_transaction_work *work,
		   void *context, char xid[24], enum rq_link_state *state, struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	struct rq_transaction txn;
	char id[24] = "";
	int result;

	xid[0] = '\0';
	begin(&txn, store);
	result = rq_link_add(txn.link, beginning, NULL, err);
	if (result == 0)
		result = rq_link_settle(txn.link, err);
	if (result == 0)
		result = work(&txn, context, err);
	if (result == 0)
		result = write_all(&txn, id, err);
	if (result == 0) {
		rq_failpoint();
		memcpy(xid, id, sizeof id);
		result = rq_link_ask(txn.link, "COMMIT", NULL, NULL, err);
		rq_failpoint();
	}
	*state = rq_link_state(txn.link);
	if (result == -1 && *state != RQ_LINK_LOST) {
		(void)rq_link_settle(txn.link, &ignored);
		(void)rq_link_ask(txn.link, "ROLLBACK", NULL, NULL, &ignored);
	}
	drop(&txn);
	return result;
}

/* --- until it is done ---------------------------------------------------------------------- */

/* What all leave behind is put in order by who comes by. */
static void tidy(struct rq_postgres *store)
{
	struct rq_args *args = rq_args_new();
	struct rq_error ignored = { 0 };

	rq_args_number(args, FOLD_AT_ONCE);
	(void)rq_link_ask(store->link, fold_sums, args, NULL, &ignored);
	rq_args_free(args);
	(void)rq_postgres_bind_notes(store, false, &ignored);
}

/* One after another, until one is through or fails for good. */
static int run(struct rq_postgres *store, const char *beginning, rq_transaction_work *work,
	       void *context, struct rq_error *err)
{
	for (int clashes = 0;;) {
		struct rq_error why = { 0 };
		enum rq_link_state state;
		char xid[24];
		int came;

		if (attempt(store, beginning, work, context, xid, &state, &why) == 0)
			return 0;
		if (state == RQ_LINK_LOST) {
			if (rq_failover_reconnect(store, err) == -1)
				return -1;
			came = xid[0] ? rq_failover_settle(store, xid, err) : 0;
			if (came != 0)
				return came == 1 ? 0 : -1;
		} else if (state == RQ_LINK_CLASH && ++clashes < MAX_CLASHES) {
			rq_clock_sleep(rq_jitter(4 * clashes - 1));
		} else {
			*err = why;
			return -1;
		}
	}
}

int rq_transaction_run(struct rq_postgres *store, rq_transaction_work *work, void *context,
		       struct rq_error *err)
{
	int64_t start = rq_clock_steady();

	if (store->read_only)
		return rq_fail(err, RQ_STORE, "the store was opened for reading only");
	rq_link_keep_time(store->link);
	if (run(store, "BEGIN", work, context, err) == -1)
		return -1;
	store->commit_ms = rq_clock_steady() - start;
	store->unbound = true;
	if (++store->writes % FOLD_EVERY == 0)
		tidy(store);
	return 0;
}

int rq_transaction_look(struct rq_postgres *store, rq_transaction_work *work, void *context,
			struct rq_error *err)
{
	return run(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work, context, err);
}
