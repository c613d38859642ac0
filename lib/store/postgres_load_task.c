#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/arriving.h"
#include "store/postgres_ledger.h"
#include "store/postgres_load.h"
#include "store/postgres_permit.h"
#include "store/postgres_queue.h"
#include "store/postgres_review.h"

/* A task that arrives, and its place among the arrivals. */
struct coming {
	struct rq_arriving task;
	struct rq_arrival *arrival;
	bool kept; /* with its result, which is to be written */
};

struct comings {
	struct coming *list;
	size_t count;
	struct rq_fetched *resumes, *batches; /* those that are here, of which they speak */
};

/* --- what is here ------------------------------------------------------------------- */

static int ask_of_ids(struct rq_transaction *txn, const struct comings *comings, size_t offset,
		      const char *sql, struct rq_fetched **rows, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t array = rq_args_array(args, RQ_ARG_TEXT);

	for (size_t i = 0; i < comings->count; i++)
		rq_args_push_text(args, array,
				  (const char *)&comings->list[i].task.stored.task + offset);
	return rq_transaction_ask(txn, sql, args, rows, err);
}

static int find_referred(struct rq_transaction *txn, struct comings *comings, struct rq_error *err)
{
	if (ask_of_ids(txn, comings, offsetof(struct rq_task, resume_id),
		       "SELECT resume_id FROM resumes WHERE resume_id = ANY ($1) ORDER BY 1",
		       &comings->resumes, err) == -1)
		return -1;
	return ask_of_ids(txn, comings, offsetof(struct rq_task, batch_id),
			  "SELECT batch_id FROM batches WHERE batch_id = ANY ($1) "
			  "AND state <> 'closed' ORDER BY 1",
			  &comings->batches, err);
}

/* The rows are sorted, by bytes. */
static bool has(const struct rq_fetched *rows, const char *id)
{
	size_t low = 0, high = rq_fetched_count(rows);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(rq_fetched_text(rows, middle, 0), id);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* What it needs must be there before it, or it could never run. */
static int check_references(const struct comings *comings, const struct rq_task *task,
			    struct rq_error *err)
{
	if (task->finished_at > 0)
		return 0;
	if (!has(comings->resumes, task->resume_id))
		return rq_fail(err, RQ_BAD_RECORD, "a task without its résumé");
	if (task->status == RQ_TASK_SUBMITTED && !has(comings->batches, task->batch_id))
		return rq_fail(err, RQ_BAD_RECORD, "a task of a batch that is none");
	return 0;
}

static int check_permit(struct rq_transaction *txn, const struct rq_arriving *task,
			struct rq_error *err)
{
	struct rq_fetched *rows;
	struct rq_args *args;
	size_t count;

	if (!task->granted || task->grant.in_batch)
		return 0;
	args = rq_args_new();
	rq_args_bytes(args, (struct rq_bytes) { (const char *)task->grant.scope, RQ_KEY_ID });
	if (rq_transaction_ask(txn, "SELECT FROM scopes WHERE folded = $1", args, &rows, err) == -1)
		return -1;
	count = rq_fetched_count(rows);
	rq_fetched_free(rows);
	return count > 0 ? 0 : rq_fail(err, RQ_BAD_RECORD, "a permit for unknown limits");
}

/* --- tasks --------------------------------------------------------------------------- */

static void keep(struct rq_transaction *txn, struct rq_row *row, struct coming *coming, int64_t now)
{
	struct rq_grant grant;

	rq_arriving_move(&coming->task, &row->stored, row->exists || row->changed, now);
	row->damaged = false;
	rq_transaction_save(txn, row);
	if (rq_arriving_grant(&coming->task, &grant))
		rq_postgres_grant(txn, row, &grant);
	coming->kept = coming->task.result != NULL;
}

/* The same result here and there: of decisions about it the one that was made last stands. */
static int keep_later_review(struct rq_transaction *txn, const struct rq_row *row,
			     const struct coming *coming, struct rq_error *err)
{
	struct rq_review review = rq_arriving_review(&coming->task);

	if (!coming->task.review ||
	    row->stored.task.finished_at != coming->task.stored.task.finished_at)
		return 0;
	if (rq_postgres_judge_review(txn, row, &review, err) == -1)
		return -1;
	if (review.reception != RQ_REVIEW_KEPT)
		return 0;
	coming->arrival->known = false;
	return rq_postgres_keep_review(txn, &review, err);
}

static int receive(struct rq_transaction *txn, const struct comings *comings, struct coming *coming,
		   int64_t now, struct rq_error *err)
{
	const struct rq_task *task = &coming->task.stored.task;
	struct rq_row *row = rq_transaction_find(txn, task->task_id);

	coming->arrival->known = (row->exists || row->changed) &&
				 !rq_arriving_replaces(&row->stored.task, &coming->task);
	if (coming->arrival->known)
		return keep_later_review(txn, row, coming, err);
	if (check_references(comings, task, err) == -1 ||
	    check_permit(txn, &coming->task, err) == -1)
		return -1;
	keep(txn, row, coming, now);
	return 0;
}

/* --- results ---------------------------------------------------------------------------- */

static const char keep_result[] =
    "INSERT INTO results (task_id, finished_at, record, gist, reviewed_at, review) "
    "VALUES ($1, $2, $3, $4, nullif($5, 0), $6) ON CONFLICT (task_id) DO UPDATE SET "
    "finished_at = excluded.finished_at, record = excluded.record, gist = excluded.gist, "
    "reviewed_at = excluded.reviewed_at, review = excluded.review RETURNING (xmax = 0)::int";

static int count_fresh(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
		       struct rq_error *err)
{
	int64_t *fresh = context;

	(void)txn;
	(void)err;
	*fresh += rq_fetched_number(rows, 0, 0);
	rq_fetched_free(rows);
	return 0;
}

static int send_result(struct rq_transaction *txn, const struct rq_arriving *task, int64_t *fresh,
		       struct rq_error *err)
{
	const struct rq_bytes result = rq_arriving_result(task);
	const struct rq_review review = rq_arriving_review(task);
	const struct rq_vault *vault = &txn->store->vault;
	const char *id = task->stored.task.task_id;
	struct rq_args *args = rq_args_new();
	char digest[RQ_DIGEST_SIZE];

	rq_fingerprint_bytes(result.data, result.length, digest);
	rq_postgres_note(txn, RQ_AUDIT_RECEIVED, task->stored.task.task_id, digest, NULL);
	if (task->review)
		rq_postgres_note_review(txn, &review);
	rq_args_text(args, task->stored.task.task_id);
	rq_args_number(args, task->stored.task.finished_at);
	rq_vault_bytes(vault, RQ_V_RESULT, id, result, args);
	rq_vault_bytes(vault, RQ_V_GIST, id, rq_arriving_gist(task), args);
	rq_args_number(args, task->review ? task->reviewed_at : 0);
	rq_vault_bytes(vault, RQ_V_REVIEW, id,
		       task->review ? review.decision : (struct rq_bytes) { NULL, 0 }, args);
	txn->written = true;
	return rq_transaction_add(txn, keep_result, args, count_fresh, fresh, err);
}

static int keep_results(struct rq_transaction *txn, const struct comings *comings,
			struct rq_error *err)
{
	int64_t fresh = 0;

	for (size_t i = 0; i < comings->count; i++)
		if (comings->list[i].kept &&
		    send_result(txn, &comings->list[i].task, &fresh, err) == -1)
			return -1;
	if (rq_transaction_wait(txn, err) == -1)
		return -1;
	rq_transaction_sum(txn, "records", 0, "", "results", "", fresh);
	return 0;
}

/* --- all of them -------------------------------------------------------------------------- */

static int read_tasks(struct rq_postgres_loading *loading, struct comings *comings,
		      struct rq_error *err)
{
	for (size_t i = 0; i < loading->count; i++) {
		struct rq_arrival *arrival = &loading->arrivals[i];
		struct coming *coming = &comings->list[comings->count];
		struct rq_error why = { 0 };

		if (!rq_postgres_is_kind(arrival, "task"))
			continue;
		*coming = (struct coming) { .arrival = arrival };
		if (rq_arriving_read(arrival->parcel, &coming->task, &why) == 0) {
			comings->count++;
			continue;
		}
		rq_arriving_free(&coming->task);
		if (rq_postgres_refuse(arrival, &why, err) == -1)
			return -1;
	}
	return 0;
}

static int lock_tasks(struct rq_transaction *txn, const struct comings *comings,
		      struct rq_error *err)
{
	const char **ids = rq_alloc(comings->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < comings->count; i++)
		ids[i] = comings->list[i].task.stored.task.task_id;
	result = rq_transaction_number(txn, comings->count, err);
	if (result == 0)
		result = rq_transaction_load(txn, ids, comings->count, err);
	free(ids);
	return result;
}

static int take_tasks(struct rq_postgres_loading *loading, struct comings *comings,
		      struct rq_error *err)
{
	if (lock_tasks(loading->txn, comings, err) == -1 ||
	    find_referred(loading->txn, comings, err) == -1)
		return -1;
	for (size_t i = 0; i < comings->count; i++) {
		struct coming *coming = &comings->list[i];
		struct rq_error why = { 0 };

		if (receive(loading->txn, comings, coming, loading->how->now, &why) == -1 &&
		    rq_postgres_refuse(coming->arrival, &why, err) == -1)
			return -1;
	}
	if (rq_postgres_notify(loading->txn, err) == -1)
		return -1;
	return keep_results(loading->txn, comings, err);
}

int rq_postgres_load_tasks(struct rq_postgres_loading *loading, struct rq_error *err)
{
	struct comings comings = { .list = rq_alloc(loading->count, sizeof *comings.list) };
	int result = read_tasks(loading, &comings, err);

	if (result == 0 && comings.count > 0)
		result = take_tasks(loading, &comings, err);
	for (size_t i = 0; i < comings.count; i++)
		rq_arriving_free(&comings.list[i].task);
	free(comings.list);
	rq_fetched_free(comings.resumes);
	rq_fetched_free(comings.batches);
	return result;
}
