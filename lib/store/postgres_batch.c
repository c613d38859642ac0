#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/batch_rule.h"
#include "store/postgres_ledger.h"
#include "store/postgres_permit.h"
#include "store/postgres_queue.h"
#include "store/rule.h"

/* One transaction gives back so many, and no more. */
enum { RELEASE_AT_ONCE = 1024 };

/* --- a batch as a row ------------------------------------------------------------------ */

#define SELECT_BATCHES                                                                             \
	"SELECT batch_id, record, (SELECT count(*) FROM tasks WHERE status = 'submitted' "         \
	"AND tasks.batch_id = batches.batch_id) FROM batches "

static int read_batch(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		      struct rq_kept_batch *kept, struct rq_error *err)
{
	struct rq_bytes record;

	if (rq_vault_open(vault, RQ_V_BATCH, rq_fetched_text(rows, at, 0), rows, at, 1, &record,
			  err) == -1 ||
	    rq_batch_read((struct rq_span) { record.data, record.length }, kept, err) == -1)
		return -1;
	kept->batch.left = rq_fetched_number(rows, at, 2);
	return 0;
}

static int save_batch(struct rq_transaction *txn, const struct rq_kept_batch *kept, bool is_new,
		      struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	unsigned char bytes[RQ_BATCH_MAX];
	size_t size = rq_batch_write(kept, bytes);

	rq_args_text(args, kept->batch.batch_id);
	rq_args_text(args, rq_batch_state_name(kept->batch.state));
	rq_args_number(args, kept->batch.created_at);
	rq_vault_bytes(&txn->store->vault, RQ_V_BATCH, kept->batch.batch_id,
		       (struct rq_bytes) { (const char *)bytes, size }, args);
	return rq_transaction_write(
	    txn,
	    is_new ? "INSERT INTO batches (batch_id, state, created_at, record) "
		     "VALUES ($1, $2, $3, $4)"
		   : "UPDATE batches SET state = $2, created_at = $3, record = $4 "
		     "WHERE batch_id = $1",
	    args, err);
}

/* Locks and loads a batch: 1, 0 when there is none, -1. */
static int load_batch(struct rq_transaction *txn, const char *batch_id, struct rq_kept_batch *kept,
		      struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	int result = 0;

	rq_args_text(args, batch_id);
	if (rq_transaction_ask(txn, SELECT_BATCHES "WHERE batch_id = $1 FOR UPDATE OF batches",
			       args, &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) > 0)
		result = read_batch(&txn->store->vault, rows, 0, kept, err) == -1 ? -1 : 1;
	rq_fetched_free(rows);
	return result;
}

/* --- its beginning ---------------------------------------------------------------------- */

struct beginning {
	const struct rq_batch *batch;
	struct rq_permit *permits;
	size_t count;
	const struct rq_batch_terms *terms;
	enum rq_refusal_reason why;
};

static int load_tasks(struct rq_transaction *txn, const struct beginning *beginning,
		      struct rq_error *err)
{
	const char **ids = rq_alloc(beginning->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < beginning->count; i++)
		ids[i] = beginning->permits[i].task->task_id;
	result = rq_transaction_load(txn, ids, beginning->count, err);
	free(ids);
	return result;
}

/* Whether all leases hold and the day's dollars suffice; if not, why. */
static int judge(struct rq_transaction *txn, struct beginning *beginning, struct rq_error *err)
{
	const struct rq_batch_terms *terms = beginning->terms;
	struct rq_spending spending;
	int64_t microusd = 0;

	beginning->why = RQ_REFUSED_NOT;
	for (size_t i = 0; i < beginning->count; i++) {
		struct rq_permit *permit = &beginning->permits[i];
		const struct rq_row *row = rq_transaction_find(txn, permit->task->task_id);
		const struct rq_outcome lease = { .task = permit->task };
		bool held = row->exists && rq_rule_is_in_hand(&row->stored, &lease);

		permit->why = held ? RQ_REFUSED_NOT : RQ_REFUSED_LOST;
		if (!held)
			beginning->why = RQ_REFUSED_LOST;
		if (permit->need.microusd < 0 || permit->need.microusd > RQ_MAX_MICROUSD)
			return rq_fail(err, RQ_USAGE, "task %s: not a price",
				       permit->task->task_id);
		microusd += permit->need.microusd;
	}
	if (beginning->why != RQ_REFUSED_NOT)
		return 0;
	if (rq_postgres_spending(txn, terms->now, &spending, err) == -1)
		return -1;
	if (rq_spending_wait(&spending, terms->budget_microusd, microusd) != 0)
		beginning->why = RQ_REFUSED_BUDGET;
	return 0;
}

static int submit(struct rq_transaction *txn, const struct beginning *beginning,
		  const struct rq_permit *permit, struct rq_error *err)
{
	struct rq_grant grant = { .in_batch = true, .need.microusd = permit->need.microusd };
	struct rq_row *row = rq_transaction_find(txn, permit->task->task_id);

	if (row->stored.task.status != RQ_TASK_LEASED)
		return rq_fail(err, RQ_STORE, "task %s is twice in a batch", permit->task->task_id);
	if (rq_postgres_forfeit(txn, row, beginning->terms->now, err) == -1)
		return -1;
	rq_rule_let_go(&row->stored);
	row->stored.task.status = RQ_TASK_SUBMITTED;
	rq_digest_copy_id(row->stored.task.batch_id, beginning->batch->batch_id);
	rq_postgres_grant(txn, row, &grant);
	rq_postgres_note(txn, RQ_AUDIT_SENT, permit->task->task_id, permit->digest, NULL);
	return 0;
}

static int begin(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct beginning *beginning = context;
	struct rq_kept_batch earlier;
	struct rq_kept_batch kept = { .batch = *beginning->batch,
				      .deadline = beginning->terms->now + beginning->terms->lease,
				      .owner = txn->store->self };
	int got;

	if (load_tasks(txn, beginning, err) == -1 || judge(txn, beginning, err) == -1)
		return -1;
	if (beginning->why != RQ_REFUSED_NOT)
		return 0;
	got = load_batch(txn, beginning->batch->batch_id, &earlier, err);
	if (got != 0)
		return got == -1 ? -1
				 : rq_fail(err, RQ_USAGE, "there is a batch %s already",
					   beginning->batch->batch_id);
	for (size_t i = 0; i < beginning->count; i++)
		if (submit(txn, beginning, &beginning->permits[i], err) == -1)
			return -1;
	return save_batch(txn, &kept, true, err);
}

int rq_postgres_batch_begin(struct rq_store *store, struct rq_batch *batch,
			    struct rq_permit *permits, size_t count,
			    const struct rq_batch_terms *terms, enum rq_refusal_reason *why,
			    struct rq_error *err)
{
	struct beginning beginning = { batch, permits, count, terms, RQ_REFUSED_NOT };

	batch->state = RQ_BATCH_INTENDED;
	batch->created_at = terms->now;
	batch->count = batch->left = (int64_t)count;
	if (rq_transaction_run(rq_postgres_of(store), begin, &beginning, err) == -1)
		return -1;
	*why = beginning.why;
	for (size_t i = 0; i < count; i++)
		permits[i].granted = beginning.why == RQ_REFUSED_NOT;
	return 0;
}

/* --- looking ------------------------------------------------------------------------------ */

int rq_postgres_batches(struct rq_store *store, bool all,
			int (*visit)(const struct rq_batch *batch, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err)
{
	struct rq_fetched *rows;
	int result = 0;

	if (rq_postgres_ask(rq_postgres_of(store),
			    all ? SELECT_BATCHES "ORDER BY created_at"
				: SELECT_BATCHES "WHERE state <> 'closed' ORDER BY created_at",
			    NULL, &rows, err) == -1)
		return -1;
	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows); i++) {
		struct rq_kept_batch kept;

		result = read_batch(&rq_postgres_of(store)->vault, rows, i, &kept, err);
		if (result == 0)
			result = visit(&kept.batch, context, err);
	}
	rq_fetched_free(rows);
	return result == -1 ? -1 : 0;
}

/* --- in hand -------------------------------------------------------------------------------- */

struct batch_claim {
	int64_t now, lease;
	struct rq_batch *batch;
	bool found;
};

static int claim_batch(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct batch_claim *claim = context;
	struct rq_fetched *rows;
	int result = 0;

	claim->found = false;
	if (rq_transaction_ask(txn,
			       SELECT_BATCHES "WHERE state <> 'closed' ORDER BY created_at "
					      "FOR UPDATE OF batches SKIP LOCKED",
			       NULL, &rows, err) == -1)
		return -1;
	for (size_t i = 0; result == 0 && !claim->found && i < rq_fetched_count(rows); i++) {
		struct rq_kept_batch kept;

		result = read_batch(&txn->store->vault, rows, i, &kept, err);
		if (result == -1 || !rq_batch_rule_is_free(&kept, claim->now, &txn->store->self))
			continue;
		claim->found = true;
		rq_batch_rule_lease(&kept, claim->now + claim->lease, &txn->store->self);
		*claim->batch = kept.batch;
		result = save_batch(txn, &kept, false, err);
	}
	rq_fetched_free(rows);
	return result;
}

int rq_postgres_batch_claim(struct rq_store *store, int64_t now, int64_t lease,
			    struct rq_batch *batch, struct rq_error *err)
{
	struct batch_claim claim = { now, lease, batch, false };

	if (rq_transaction_run(rq_postgres_of(store), claim_batch, &claim, err) == -1)
		return -1;
	return claim.found;
}

/* The batch, if this process has it. */
static int load_held(struct rq_transaction *txn, const char *batch_id, struct rq_kept_batch *kept,
		     struct rq_error *err)
{
	int got = load_batch(txn, batch_id, kept, err);

	return rq_batch_rule_held(got, batch_id, kept, &txn->store->self, err);
}

struct update {
	const struct rq_batch *batch;
	int64_t deadline;
};

static int update_batch(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	const struct update *update = context;
	struct rq_kept_batch kept = { .deadline = 0 };

	if (load_held(txn, update->batch->batch_id, &kept, err) == -1 ||
	    rq_batch_rule_update(&kept, update->batch, kept.batch.left, update->deadline, err) ==
		-1)
		return -1;
	return save_batch(txn, &kept, false, err);
}

int rq_postgres_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			     struct rq_error *err)
{
	struct update update = { batch, deadline };

	return rq_transaction_run(rq_postgres_of(store), update_batch, &update, err);
}

/* --- back to the queue ------------------------------------------------------------------------ */

struct release {
	const char *batch_id;
	struct rq_settlement settlement;
	int64_t now;
	size_t released;
};

static int release_some(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct release *release = context;
	struct rq_args *args = rq_args_new();
	const struct rq_usage none = { 0 };
	struct rq_kept_batch kept;
	size_t first;

	rq_args_text(args, release->batch_id);
	rq_args_number(args, RELEASE_AT_ONCE);
	if (rq_transaction_select(txn,
				  "status = 'submitted' AND batch_id = $1 ORDER BY task_id "
				  "LIMIT $2 FOR UPDATE",
				  args, &first, err) == -1 ||
	    load_held(txn, release->batch_id, &kept, err) == -1)
		return -1;
	for (size_t i = first; i < txn->count; i++) {
		struct rq_row *row = txn->rows[i];
		struct rq_task *task = &row->stored.task;

		task->attempts--;
		rq_rule_await(&row->stored, RQ_TASK_QUEUED, task->run_at, release->now);
		if (rq_postgres_settle(txn, row, &release->settlement, &none, release->now, err) ==
		    -1)
			return -1;
		rq_transaction_save(txn, row);
	}
	release->released = txn->count - first;
	return release->released > 0 ? rq_postgres_notify(txn, err) : 0;
}

int rq_postgres_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			      int64_t now, size_t *count, struct rq_error *err)
{
	struct release release = { batch_id, { .charge = charge }, now, 0 };

	*count = 0;
	do {
		if (rq_transaction_run(rq_postgres_of(store), release_some, &release, err) == -1)
			return -1;
		*count += release.released;
	} while (release.released == RELEASE_AT_ONCE);
	return 0;
}
