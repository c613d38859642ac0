#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/postgres_ledger.h"
#include "store/postgres_permit.h"
#include "store/postgres_queue.h"
#include "store/rule.h"

/* A new result has no decision; the first of a task is counted. */
static const char keep_results[] =
    "WITH kept AS (INSERT INTO results (task_id, finished_at, record, gist) "
    "SELECT id, $4, record, gist FROM unnest($1::text[], $2::bytea[], $3::bytea[]) "
    "AS v (id, record, gist) ON CONFLICT (task_id) DO UPDATE SET "
    "finished_at = excluded.finished_at, record = excluded.record, gist = excluded.gist, "
    "reviewed_at = NULL, review = NULL RETURNING xmax = 0 AS fresh) "
    "INSERT INTO sums SELECT 'records', 0, '', 'results', '', count(*) FROM kept "
    "WHERE fresh HAVING count(*) > 0";

/* --- endings ----------------------------------------------------------------------- */

struct finish {
	struct rq_outcome *outcomes;
	size_t count;
	int64_t now;
};

static int load_tasks(struct rq_transaction *txn, const struct finish *finish, struct rq_error *err)
{
	const char **ids = rq_alloc(finish->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < finish->count; i++)
		ids[i] = finish->outcomes[i].task->task_id;
	result = rq_transaction_load(txn, ids, finish->count, err);
	free(ids);
	return result;
}

static int apply(struct rq_transaction *txn, struct rq_row *row, const struct rq_outcome *outcome,
		 int64_t now, struct rq_error *err)
{
	rq_rule_finish(&row->stored, outcome, now, txn->metrics);
	rq_transaction_save(txn, row);
	return rq_postgres_settle(txn, row, &outcome->settlement, &outcome->usage, now, err);
}

/* A task ends once, so no result is there twice. */
static int keep(struct rq_transaction *txn, const struct finish *finish, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t ids = rq_args_array(args, RQ_ARG_TEXT), records = rq_args_array(args, RQ_ARG_BYTES);
	size_t gists = rq_args_array(args, RQ_ARG_BYTES), kept = 0;
	char digest[RQ_DIGEST_SIZE];

	for (size_t i = 0; i < finish->count; i++) {
		const struct rq_outcome *outcome = &finish->outcomes[i];

		if (outcome->lost || outcome->ending != RQ_END_DONE)
			continue;
		rq_fingerprint_bytes(outcome->result.data, outcome->result.length, digest);
		rq_postgres_note(txn, RQ_AUDIT_RECEIVED, outcome->task->task_id, digest, NULL);
		rq_args_push_text(args, ids, outcome->task->task_id);
		rq_vault_push_bytes(&txn->store->vault, RQ_V_RESULT, outcome->task->task_id,
				    outcome->result, args, records);
		rq_vault_push_bytes(&txn->store->vault, RQ_V_GIST, outcome->task->task_id,
				    outcome->gist.length > 0 ? outcome->gist
							     : (struct rq_bytes) { NULL, 0 },
				    args, gists);
		kept++;
	}
	rq_args_number(args, finish->now);
	if (kept == 0) {
		rq_args_free(args);
		return 0;
	}
	return rq_transaction_write(txn, keep_results, args, err);
}

/* Whether a task waits again: who waits for the next one has to know when that is. */
static bool is_waited_for(const struct finish *finish)
{
	for (size_t i = 0; i < finish->count; i++)
		if (!finish->outcomes[i].lost && (finish->outcomes[i].ending == RQ_END_RETRY ||
						  finish->outcomes[i].ending == RQ_END_GIVE_BACK))
			return true;
	return false;
}

static int finish_tasks(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	const struct finish *finish = context;

	if (load_tasks(txn, finish, err) == -1)
		return -1;
	for (size_t i = 0; i < finish->count; i++) {
		struct rq_outcome *outcome = &finish->outcomes[i];
		struct rq_row *row = rq_transaction_find(txn, outcome->task->task_id);

		outcome->lost = !row->exists || !rq_rule_is_in_hand(&row->stored, outcome);
		if (!outcome->lost && apply(txn, row, outcome, finish->now, err) == -1)
			return -1;
	}
	if (is_waited_for(finish) && rq_postgres_notify(txn, err) == -1)
		return -1;
	return keep(txn, finish, err);
}

int rq_postgres_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count,
		       int64_t now, struct rq_error *err)
{
	struct finish finish = { outcomes, count, now };

	return rq_transaction_run(rq_postgres_of(store), finish_tasks, &finish, err);
}

/* --- longer leases -------------------------------------------------------------------- */

struct extension {
	const struct rq_task *tasks;
	size_t count;
	int64_t deadline;
	size_t lost;
};

static int extend_leases(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct extension *extension = context;
	const char **ids = rq_alloc(extension->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < extension->count; i++)
		ids[i] = extension->tasks[i].task_id;
	result = rq_transaction_load(txn, ids, extension->count, err);
	free(ids);
	extension->lost = 0;
	for (size_t i = 0; result == 0 && i < extension->count; i++) {
		struct rq_row *row = rq_transaction_find(txn, extension->tasks[i].task_id);
		const struct rq_outcome lease = { .task = &extension->tasks[i] };

		if (row->exists && rq_rule_is_in_hand(&row->stored, &lease)) {
			row->stored.deadline = extension->deadline;
			rq_transaction_save(txn, row);
		} else {
			extension->lost++;
		}
	}
	return result;
}

int rq_postgres_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		       int64_t deadline, size_t *lost, struct rq_error *err)
{
	struct extension extension = { tasks, count, deadline, 0 };

	if (rq_transaction_run(rq_postgres_of(store), extend_leases, &extension, err) == -1)
		return -1;
	*lost = extension.lost;
	return 0;
}
