#include "store/postgres_erase.h"

#include "store/postgres_ledger.h"
#include "store/postgres_permit.h"
#include "store/rule.h"

int64_t rq_postgres_count_rows(struct rq_transaction *txn, const char *sql, struct rq_args *args,
			       struct rq_error *err)
{
	struct rq_fetched *rows;
	int64_t count;

	txn->written = true;
	if (rq_transaction_ask(txn, sql, args, &rows, err) == -1)
		return -1;
	count = rq_fetched_number(rows, 0, 0);
	rq_fetched_free(rows);
	return count;
}

/* --- tasks, with all that hangs on them ----------------------------------------------- */

static int drop_results(struct rq_transaction *txn, struct rq_args *ids, struct rq_swept *swept,
			struct rq_error *err)
{
	struct rq_fetched *rows;

	txn->written = true;
	if (rq_transaction_ask(txn,
			       "WITH gone AS (DELETE FROM results WHERE task_id = ANY ($1) "
			       "RETURNING review IS NOT NULL AS reviewed) "
			       "SELECT count(*), count(*) FILTER (WHERE reviewed) FROM gone",
			       ids, &rows, err) == -1)
		return -1;
	swept->results += (size_t)rq_fetched_number(rows, 0, 0);
	swept->reviews += (size_t)rq_fetched_number(rows, 0, 1);
	rq_transaction_sum(txn, "records", 0, "", "results", "", -rq_fetched_number(rows, 0, 0));
	rq_fetched_free(rows);
	return 0;
}

static struct rq_args *ids_from(const struct rq_transaction *txn, size_t first)
{
	struct rq_args *args = rq_args_new();
	size_t array = rq_args_array(args, RQ_ARG_TEXT);

	for (size_t i = first; i < txn->count; i++)
		rq_args_push_text(args, array, txn->rows[i]->stored.task.task_id);
	return args;
}

int rq_postgres_erase_tasks(struct rq_transaction *txn, size_t first, int64_t now,
			    enum rq_audit_action why, struct rq_swept *swept, struct rq_error *err)
{
	if (first == txn->count)
		return 0;
	for (size_t i = first; i < txn->count; i++) {
		struct rq_row *row = txn->rows[i];

		if (rq_postgres_forfeit(txn, row, now, err) == -1)
			return -1;
		rq_tally_add(txn->tally, row->stored.task.job_id, row->status, -1);
		row->changed = false;
		rq_postgres_note(txn, why, row->stored.task.task_id, NULL, NULL);
	}
	if (drop_results(txn, ids_from(txn, first), swept, err) == -1 ||
	    rq_transaction_write(txn, "DELETE FROM tasks WHERE task_id = ANY ($1)",
				 ids_from(txn, first), err) == -1)
		return -1;
	swept->tasks += txn->count - first;
	return 0;
}

/* --- résumés ------------------------------------------------------------------------------ */

int rq_postgres_erase_resumes(struct rq_transaction *txn, struct rq_args *ids,
			      enum rq_audit_action why, struct rq_swept *swept,
			      struct rq_error *err)
{
	struct rq_fetched *rows;
	size_t count;

	txn->written = true;
	if (rq_transaction_ask(txn,
			       "DELETE FROM resumes WHERE resume_id = ANY ($1) RETURNING resume_id",
			       ids, &rows, err) == -1)
		return -1;
	count = rq_fetched_count(rows);
	for (size_t i = 0; i < count; i++)
		rq_postgres_note(txn, why, rq_fetched_text(rows, i, 0), NULL, NULL);
	rq_transaction_sum(txn, "records", 0, "", "resumes", "", -(int64_t)count);
	swept->resumes += count;
	rq_fetched_free(rows);
	return 0;
}

/* --- recipes with somebody's notes ------------------------------------------------------ */

/* Puts those of the recipes that have notes into an array of their names. */
static int find_notes(const struct rq_vault *vault, const struct rq_fetched *rows,
		      struct rq_args *args, size_t *count, struct rq_error *err)
{
	size_t names = rq_args_array(args, RQ_ARG_TEXT);

	*count = 0;
	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		const char *digest = rq_fetched_text(rows, i, 0);
		struct rq_bytes recipe;

		if (rq_vault_open(vault, RQ_V_RECIPE, digest, rows, i, 1, &recipe, err) == -1)
			return -1;
		if (!rq_rule_has_notes(recipe))
			continue;
		rq_args_push_text(args, names, digest);
		++*count;
	}
	return 0;
}

/* What is in them only this side can read. */
int rq_postgres_erase_notes(struct rq_transaction *txn, struct rq_swept *swept,
			    struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	size_t count;
	int64_t gone;
	int result;

	if (rq_transaction_ask(txn,
			       "SELECT digest, record FROM recipes WHERE NOT EXISTS "
			       "(SELECT FROM tasks WHERE recipe = digest) FOR UPDATE",
			       NULL, &rows, err) == -1) {
		rq_args_free(args);
		return -1;
	}
	result = find_notes(&txn->store->vault, rows, args, &count, err);
	rq_fetched_free(rows);
	if (result == -1 || count == 0) {
		rq_args_free(args);
		return result;
	}
	gone = rq_postgres_count_rows(
	    txn,
	    "WITH gone AS (DELETE FROM recipes WHERE digest = ANY ($1) AND NOT EXISTS "
	    "(SELECT FROM tasks WHERE recipe = digest) RETURNING 1) "
	    "SELECT count(*) FROM gone",
	    args, err);
	if (gone == -1)
		return -1;
	swept->notes += (size_t)gone;
	return 0;
}
