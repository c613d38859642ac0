#include "store/postgres_transaction.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/jitter.h"
#include "base/memory.h"
#include "store/postgres_failover.h"
#include "store/postgres_ledger.h"
#include "store/postgres_write.h"

enum { MAX_CLASHES = 40 }; /* how often to try against others */
/* So many transactions of a process, and the rows of sums are made few. */
enum { FOLD_EVERY = 64, FOLD_AT_ONCE = 20000 };

static const char to_write[] = "BEGIN",
		  to_look[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

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
	free(txn->dues);
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

/* --- statements ----------------------------------------------------------------------- */

int rq_transaction_add(struct rq_transaction *txn, const char *sql, struct rq_args *args,
		       rq_answer_reader *reader, void *context, struct rq_error *err)
{
	int result = rq_link_add(txn->link, sql, args, err);

	rq_args_free(args);
	if (result == -1)
		return -1;
	txn->dues = rq_grow(txn->dues, txn->due_count, &txn->due_capacity, sizeof *txn->dues);
	txn->dues[txn->due_count++] = (struct rq_due) { reader, context };
	return 0;
}

int rq_transaction_write(struct rq_transaction *txn, const char *sql, struct rq_args *args,
			 struct rq_error *err)
{
	txn->written = true;
	return rq_transaction_add(txn, sql, args, NULL, NULL, err);
}

/* A transaction has a name on the server from its first lock or change on. */
static int read_xid(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
		    struct rq_error *err)
{
	bool fits = rq_fetched_copy(rows, 0, 0, txn->xid, sizeof txn->xid);

	(void)context;
	rq_fetched_free(rows);
	return fits ? 0
		    : rq_fail(err, RQ_STORE, "PostgreSQL: the name of a transaction is too long");
}

static int take_answers(struct rq_transaction *txn, struct rq_error *err)
{
	for (size_t i = 0; i < txn->due_count; i++) {
		const struct rq_due *due = &txn->dues[i];
		struct rq_fetched *rows;

		if (rq_link_get(txn->link, &rows, err) == -1)
			return -1;
		if (!due->reader)
			rq_fetched_free(rows);
		else if (due->reader(txn, rows, due->context, err) == -1)
			return -1;
	}
	return 0;
}

int rq_transaction_wait(struct rq_transaction *txn, struct rq_error *err)
{
	int result = 0;

	if (!txn->looks && txn->xid[0] == '\0')
		result = rq_transaction_add(txn, "SELECT pg_current_xact_id_if_assigned()::text",
					    NULL, read_xid, NULL, err);
	if (result == 0)
		result = take_answers(txn, err);
	txn->due_count = 0;
	return result;
}

static int keep_rows(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
		     struct rq_error *err)
{
	struct rq_fetched **kept = context;

	(void)txn;
	(void)err;
	*kept = rows;
	return 0;
}

int rq_transaction_ask(struct rq_transaction *txn, const char *sql, struct rq_args *args,
		       struct rq_fetched **rows, struct rq_error *err)
{
	*rows = NULL;
	if (rq_transaction_add(txn, sql, args, keep_rows, rows, err) == 0 &&
	    rq_transaction_wait(txn, err) == 0)
		return 0;
	rq_fetched_free(*rows);
	return -1;
}

/* --- loading ------------------------------------------------------------------------ */

int rq_transaction_select(struct rq_transaction *txn, const char *where, struct rq_args *args,
			  size_t *first, struct rq_error *err)
{
	char *sql = rq_printf("SELECT " RQ_ROW_COLUMNS " FROM tasks WHERE %s", where);
	struct rq_fetched *rows;
	int result = rq_transaction_ask(txn, sql, args, &rows, err);

	*first = txn->count;
	free(sql);
	if (result == -1)
		return -1;
	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows); i++)
		result = rq_row_read(&txn->store->vault, rows, i, add_row(txn), err);
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

static int read_numbers(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
			struct rq_error *err)
{
	size_t count = rq_fetched_count(rows);

	(void)context;
	(void)err;
	txn->numbers = rq_resize(txn->numbers, count, sizeof *txn->numbers);
	for (size_t i = 0; i < count; i++)
		txn->numbers[i] = rq_fetched_number(rows, i, 0);
	txn->next_number = 0;
	rq_fetched_free(rows);
	return 0;
}

int rq_transaction_number(struct rq_transaction *txn, size_t count, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();

	rq_args_number(args, (int64_t)count);
	return rq_transaction_add(txn, "SELECT nextval('task_numbers') FROM generate_series(1, $1)",
				  args, read_numbers, NULL, err);
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

/* --- once ------------------------------------------------------------------------------- */

/*
 * What was changed goes out together with the COMMIT. By then the transaction must have told its
 * name: so that, if no answer comes, the server can be asked what became of it.
 */
static int commit(struct rq_transaction *txn, char xid[24], struct rq_error *err)
{
	int result;

	sort(txn);
	if (rq_postgres_write(txn, err) == -1)
		return -1;
	if (txn->written && txn->xid[0] == '\0' && rq_transaction_wait(txn, err) == -1)
		return -1;
	rq_failpoint();
	if (txn->written)
		memcpy(xid, txn->xid, sizeof txn->xid);
	result = rq_transaction_add(txn, "COMMIT", NULL, NULL, NULL, err);
	if (result == 0)
		result = take_answers(txn, err);
	rq_failpoint();
	return result;
}

/* *xid is set when a commit was asked for; *state tells why it failed. */
static int attempt(struct rq_postgres *store, const char *beginning, rq_transaction_work *work,
		   void *context, char xid[24], enum rq_link_state *state, struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	struct rq_transaction txn;
	int result;

	xid[0] = '\0';
	begin(&txn, store);
	txn.looks = beginning == to_look;
	result = rq_transaction_add(&txn, beginning, NULL, NULL, NULL, err);
	if (result == 0 && !txn.looks)
		result = rq_transaction_add(&txn, RQ_LINK_LET_GO, NULL, NULL, NULL, err);
	if (result == 0)
		result = work(&txn, context, err);
	if (result == 0)
		result = commit(&txn, xid, err);
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
	for (int clashes = 0, losses = 0;;) {
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
		}
		if (state == RQ_LINK_LOST && ++losses < RQ_MAX_LOSSES)
			continue;
		if (state == RQ_LINK_CLASH && ++clashes < MAX_CLASHES) {
			rq_clock_sleep(rq_jitter(4 * clashes - 1));
			continue;
		}
		*err = why;
		return -1;
	}
}

int rq_transaction_run(struct rq_postgres *store, rq_transaction_work *work, void *context,
		       struct rq_error *err)
{
	int64_t start = rq_clock_steady();

	if (store->read_only)
		return rq_fail(err, RQ_STORE, "the store was opened for reading only");
	rq_link_keep_time(store->link);
	if (run(store, to_write, work, context, err) == -1)
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
	return run(store, to_look, work, context, err);
}
