#include <string.h>

#include "io/record.h"
#include "store/parcel.h"
#include "store/parcel_member.h"
#include "store/parcel_task.h"
#include "store/postgres_count.h"
#include "store/postgres_ledger.h"

/* One answer brings so many records, and no more. */
enum { UNLOAD_AT_ONCE = 64 };

struct unloading {
	struct rq_parcel_taker to;
	bool begun;
};

/* Makes a parcel of a row: new, or NULL. */
typedef json_t *wrap(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		     struct rq_error *err);

/* --- parcels ---------------------------------------------------------------------- */

static struct rq_span span_of(const struct rq_fetched *rows, size_t at, int column)
{
	struct rq_bytes bytes = rq_fetched_bytes(rows, at, column);

	return (struct rq_span) { bytes.data, bytes.length };
}

/* The same of what may be sealed. */
static int open_span(const struct rq_vault *vault, enum rq_vault_place place,
		     const struct rq_fetched *rows, size_t at, int column, struct rq_span *span,
		     struct rq_error *err)
{
	struct rq_bytes bytes;

	if (rq_vault_open(vault, place, rq_fetched_text(rows, at, 0), rows, at, column, &bytes,
			  err) == -1)
		return -1;
	*span = (struct rq_span) { bytes.data, bytes.length };
	return 0;
}

static json_t *or_none(json_t *parcel, int result)
{
	if (result == 0)
		return parcel;
	json_decref(parcel);
	return NULL;
}

static json_t *wrap_audit(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			  struct rq_error *err)
{
	json_t *parcel = rq_parcel_new("audit");
	struct rq_audit_entry entry;
	int result = rq_postgres_read_entry(rows, at, &entry, err);

	(void)vault;
	if (result == 0)
		rq_parcel_set_audit(parcel, &entry);
	return or_none(parcel, result);
}

static json_t *wrap_referred(const char *kind, enum rq_vault_place place,
			     const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			     struct rq_error *err)
{
	json_t *parcel;
	struct rq_span record;

	if (open_span(vault, place, rows, at, 1, &record, err) == -1)
		return NULL;
	parcel = rq_parcel_new(kind);
	rq_json_set_string(parcel, "id", rq_fetched_text(rows, at, 0));
	return or_none(parcel, rq_parcel_set_record(parcel, "record", record, err));
}

static json_t *wrap_resume(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			   struct rq_error *err)
{
	json_t *parcel = wrap_referred("resume", RQ_V_RESUME, vault, rows, at, err);

	if (parcel)
		rq_record_set_time(parcel, "used_at", rq_fetched_number(rows, at, 2));
	return parcel;
}

static json_t *wrap_job(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			struct rq_error *err)
{
	return wrap_referred("job", RQ_V_JOB, vault, rows, at, err);
}

static json_t *wrap_recipe(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			   struct rq_error *err)
{
	return wrap_referred("recipe", RQ_V_RECIPE, vault, rows, at, err);
}

static json_t *wrap_limits(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			   struct rq_error *err)
{
	json_t *parcel = rq_parcel_new("limits");

	(void)vault;
	(void)err;
	rq_json_set_string(parcel, "scope", rq_fetched_text(rows, at, 0));
	rq_parcel_set_bytes(parcel, "bytes", span_of(rows, at, 1));
	return parcel;
}

static json_t *wrap_batch(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			  struct rq_error *err)
{
	struct rq_kept_batch kept;
	struct rq_span record;
	json_t *parcel;

	if (open_span(vault, RQ_V_BATCH, rows, at, 1, &record, err) == -1 ||
	    rq_batch_read(record, &kept, err) == -1)
		return NULL;
	parcel = rq_parcel_new("batch");
	rq_parcel_set_batch(parcel, &kept.batch);
	return parcel;
}

static json_t *wrap_hold(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			 struct rq_error *err)
{
	struct rq_hold hold = { .candidate = rq_fetched_number(rows, at, 1) != 0,
				.at = rq_fetched_number(rows, at, 2) };

	(void)vault;
	if (rq_fetched_copy(rows, at, 0, hold.id, sizeof hold.id))
		return rq_parcel_hold(&hold);
	(void)rq_fail(err, RQ_STORE, "a hold is damaged: check the store");
	return NULL;
}

/* --- a task, with all that is kept of it ---------------------------------------------- */

enum { RESULT = RQ_ROW_WIDTH, RESULT_AT, GIST, REVIEWED_AT, REVIEW };

static int set_review(json_t *parcel, const struct rq_vault *vault, const struct rq_fetched *rows,
		      size_t at, struct rq_error *err)
{
	struct rq_span record;
	json_t *review;

	if (open_span(vault, RQ_V_REVIEW, rows, at, REVIEW, &record, err) == -1)
		return -1;
	if (!record.data)
		return 0;
	review = json_object();
	rq_record_set_time(review, "at", rq_fetched_number(rows, at, REVIEWED_AT));
	rq_json_set_take(parcel, "review", review);
	return rq_parcel_set_record(review, "record", record, err);
}

static int set_result(json_t *parcel, const struct rq_vault *vault, const struct rq_fetched *rows,
		      size_t at, int64_t finished_at, struct rq_error *err)
{
	struct rq_span result, gist;

	if (open_span(vault, RQ_V_RESULT, rows, at, RESULT, &result, err) == -1 ||
	    open_span(vault, RQ_V_GIST, rows, at, GIST, &gist, err) == -1)
		return -1;
	if (!result.data)
		return 0;
	if (rq_parcel_set_record(parcel, "result", result, err) == -1)
		return -1;
	if (gist.data && rq_fetched_number(rows, at, RESULT_AT) == finished_at)
		rq_parcel_set_bytes(parcel, "gist", gist);
	return set_review(parcel, vault, rows, at, err);
}

static json_t *wrap_task(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			 struct rq_error *err)
{
	struct rq_span permit = span_of(rows, at, RQ_ROW_WIDTH - 1);
	json_t *parcel;
	struct rq_row row;
	int result;

	if (rq_row_read(vault, rows, at, &row, err) == -1)
		return NULL;
	if (row.damaged) {
		(void)rq_fail(err, RQ_STORE, "task %s: its row is damaged: check the store",
			      row.stored.task.task_id);
		rq_task_free(&row.stored.task);
		return NULL;
	}
	parcel = rq_parcel_new("task");
	rq_parcel_set_task(parcel, &row.stored);
	result = set_result(parcel, vault, rows, at, row.stored.task.finished_at, err);
	if (permit.data)
		rq_parcel_set_bytes(parcel, "permit", permit);
	rq_task_free(&row.stored.task);
	return or_none(parcel, result);
}

/* --- tables -------------------------------------------------------------------------------- */

/* Those behind $1, a text or a number in that column, $2 of them at most. */
struct table {
	const char *sql;
	wrap *parcel_of;
	int key;
	bool by_number;
};

static const struct table tables[] = {
	{ "SELECT sequence, at, action, id, digest, who, hash FROM audit WHERE sequence > $1 "
	  "ORDER BY sequence LIMIT $2",
	  wrap_audit, 0, true },
	{ "SELECT resume_id, record, used_at FROM resumes WHERE resume_id > $1 "
	  "ORDER BY resume_id LIMIT $2",
	  wrap_resume, 0, false },
	{ "SELECT job_version, record FROM jobs WHERE job_version > $1 "
	  "ORDER BY job_version LIMIT $2",
	  wrap_job, 0, false },
	{ "SELECT digest, record FROM recipes WHERE digest > $1 ORDER BY digest LIMIT $2",
	  wrap_recipe, 0, false },
	{ "SELECT name, record FROM scopes WHERE name > $1 ORDER BY name LIMIT $2", wrap_limits, 0,
	  false },
	{ "SELECT batch_id, record FROM batches WHERE batch_id > $1 ORDER BY batch_id LIMIT $2",
	  wrap_batch, 0, false },
	{ "SELECT tasks.*, results.record, results.finished_at, results.gist, "
	  "results.reviewed_at, results.review FROM (SELECT " RQ_ROW_COLUMNS " FROM tasks "
	  "WHERE number > $1 ORDER BY number LIMIT $2) AS tasks "
	  "LEFT JOIN results ON results.task_id = tasks.task_id ORDER BY number",
	  wrap_task, RQ_ROW_NUMBER, true },
	{ "SELECT id, candidate, held_at FROM holds WHERE candidate = 1 AND id > $1 "
	  "ORDER BY id LIMIT $2",
	  wrap_hold, 0, false },
	{ "SELECT id, candidate, held_at FROM holds WHERE candidate = 0 AND id > $1 "
	  "ORDER BY id LIMIT $2",
	  wrap_hold, 0, false },
};

static int unload_page(struct rq_transaction *txn, const struct unloading *unloading,
		       const struct table *table, int64_t *number,
		       char text[RQ_MAX_SCOPE_BYTES + 1], size_t *count, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	int result = 0;

	if (table->by_number)
		rq_args_number(args, *number);
	else
		rq_args_text(args, text);
	rq_args_number(args, UNLOAD_AT_ONCE);
	if (rq_transaction_ask(txn, table->sql, args, &rows, err) == -1)
		return -1;
	*count = rq_fetched_count(rows);
	for (size_t i = 0; result == 0 && i < *count; i++)
		result = rq_parcel_hand(&unloading->to,
					table->parcel_of(&txn->store->vault, rows, i, err), err);
	if (*count > 0 && table->by_number)
		*number = rq_fetched_number(rows, *count - 1, table->key);
	else if (*count > 0 &&
		 !rq_fetched_copy(rows, *count - 1, table->key, text, RQ_MAX_SCOPE_BYTES + 1))
		result = rq_fail(err, RQ_STORE, "a key is damaged: check the store");
	rq_fetched_free(rows);
	return result;
}

static int unload_table(struct rq_transaction *txn, const struct unloading *unloading,
			const struct table *table, struct rq_error *err)
{
	char text[RQ_MAX_SCOPE_BYTES + 1] = "";
	size_t count = UNLOAD_AT_ONCE;
	int64_t number = 0;

	while (count == UNLOAD_AT_ONCE)
		if (unload_page(txn, unloading, table, &number, text, &count, err) == -1)
			return -1;
	return 0;
}

static int unload_usage(struct rq_transaction *txn, const struct unloading *unloading,
			struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	json_t *list;
	int result;

	rq_args_number(args, 0);
	rq_args_number(args, INT64_MAX);
	if (rq_transaction_ask(txn, rq_postgres_usage_sql, args, &rows, err) == -1)
		return -1;
	result = rq_postgres_list_usage(rows, &list, err);
	rq_fetched_free(rows);
	if (result == -1)
		return -1;
	result = rq_parcel_hand_usage(&unloading->to, list, err);
	json_decref(list);
	return result;
}

/* What was told cannot be taken back, so it is not run again when the connection is lost. */
static int unload(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct unloading *unloading = context;

	if (unloading->begun)
		return rq_fail(err, RQ_STORE, "the server was lost in the middle: run it again");
	unloading->begun = true;
	if (rq_parcel_hand(&unloading->to, rq_parcel_head(), err) == -1)
		return -1;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		if (unload_table(txn, unloading, &tables[i], err) == -1)
			return -1;
	return unload_usage(txn, unloading, err);
}

int rq_postgres_unload(struct rq_store *store,
		       int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		       void *context, struct rq_error *err)
{
	struct unloading unloading = { { visit, context }, false };

	if (rq_postgres_bring_up_to_date(store, err) == -1) /* it would tell a part of the audit */
		return -1;
	return rq_transaction_look(rq_postgres_of(store), unload, &unloading, err);
}
