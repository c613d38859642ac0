#include "store/postgres_write.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/postgres_ledger.h"

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

static int write_rows(struct rq_transaction *txn, bool exist, bool damaged, struct rq_error *err)
{
	struct rq_args *args = NULL;
	char *sql;
	int result;

	for (size_t i = 0; i < txn->count; i++) {
		const struct rq_row *row = txn->rows[i];

		if (!row->changed || row->exists != exist || row->damaged != damaged)
			continue;
		if (!args)
			args = rq_row_args();
		rq_row_push(&txn->store->vault, args, row);
	}
	if (!args)
		return 0;
	sql = exist ? rq_row_update(args) : rq_row_insert(args);
	result = rq_transaction_write(txn, sql, args, err);
	free(sql);
	return result;
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
		if (rq_transaction_write(txn, "UPDATE scopes SET record = $2 WHERE folded = $1",
					 args, err) == -1)
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
	return rq_transaction_write(
	    txn, "UPDATE reserved SET calls = calls + $1, batches = batches + $2", args, err);
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
	return rq_transaction_write(
	    txn,
	    "INSERT INTO sums SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], "
	    "$4::text[], $5::text[], $6::bigint[])",
	    args, err);
}

int rq_postgres_write(struct rq_transaction *txn, struct rq_error *err)
{
	if (write_rows(txn, false, false, err) == -1 || write_rows(txn, true, false, err) == -1 ||
	    write_rows(txn, true, true, err) == -1 || write_scopes(txn, err) == -1 ||
	    write_reserved(txn, err) == -1)
		return -1;
	return write_sums(txn, err) == -1 ? -1 : rq_postgres_write_notes(txn, err);
}
