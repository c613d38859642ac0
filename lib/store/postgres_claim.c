#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/postgres_permit.h"
#include "store/rule.h"

/*
 * What ended leases is looked for now and then, and when nothing is ready. They are taken back
 * a few at a time, so that nobody waits long for the rest.
 */
enum { LOOK_EVERY_MS = 1000, OWNERS_KNOWN = 256 };

/*
 * $1 and $4: now. Those that another worker is at are passed over, so no order is needed against
 * deadlocks: the one of the index is taken. A lease that has passed and whose worker is dead
 * ends once.
 */
#define ENDED                                                                                      \
	"status = 'leased' AND deadline <= $1 ORDER BY deadline LIMIT 1000 FOR UPDATE SKIP LOCKED"
#define OF_DEAD                                                                                    \
	"status = 'leased' AND deadline > $4 AND host = $1 AND (pid, start) IN "                   \
	"(SELECT * FROM unnest($2::bigint[], $3::bigint[])) "                                      \
	"ORDER BY deadline LIMIT 1000 FOR UPDATE SKIP LOCKED"
/*
 * $1: now, $2: how many, $3 and on: engine and model, if one is asked for. A condition that
 * is always true would mislead the planner about how many tasks there are.
 */
#define READY "status IN ('queued', 'retry') AND run_at <= $1"
#define MOST_URGENT                                                                                \
	" ORDER BY priority, job_version, engine, model, run_at, number "                          \
	"LIMIT $2 FOR UPDATE SKIP LOCKED"

struct claim {
	const struct rq_claim *how;
	struct rq_task *tasks;
	size_t max, count;
	bool again; /* there may be more: look once more */
};

/* --- what makes tasks ready: time, and the death of workers ------------------------- */

static int end_leases(struct rq_transaction *txn, size_t first, int64_t now, struct rq_error *err)
{
	for (size_t i = first; i < txn->count; i++) {
		struct rq_row *row = txn->rows[i];

		rq_rule_end_lease(&row->stored, now, txn->metrics);
		if (rq_postgres_forfeit(txn, row, now, err) == -1)
			return -1;
		rq_transaction_save(txn, row);
	}
	return 0;
}

static int end_passed(struct rq_transaction *txn, int64_t now, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t first;

	rq_args_number(args, now);
	if (rq_transaction_select(txn, ENDED, args, &first, err) == -1)
		return -1;
	return end_leases(txn, first, now, err);
}

/* The processes of this host that hold leases and are dead: *count pushed to args. */
static int find_dead(struct rq_transaction *txn, struct rq_args *args, size_t pids, size_t starts,
		     size_t *count, struct rq_error *err)
{
	const struct rq_owner *self = &txn->store->self;
	struct rq_args *host = rq_args_new();
	struct rq_fetched *rows;

	*count = 0;
	rq_args_number(host, (int64_t)self->host);
	if (rq_transaction_ask(txn,
			       "SELECT DISTINCT pid, start FROM tasks "
			       "WHERE status = 'leased' AND host = $1",
			       host, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows) && *count < OWNERS_KNOWN; i++) {
		const struct rq_owner owner = { self->host, (uint64_t)rq_fetched_number(rows, i, 1),
						(uint32_t)rq_fetched_number(rows, i, 0) };

		if (!rq_owner_is_dead(&owner, self))
			continue;
		rq_args_push_number(args, pids, owner.pid);
		rq_args_push_number(args, starts, (int64_t)owner.start);
		++*count;
	}
	rq_fetched_free(rows);
	return 0;
}

static int end_orphans(struct rq_transaction *txn, int64_t now, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t pids, starts, dead, first;
	int result;

	rq_args_number(args, (int64_t)txn->store->self.host);
	pids = rq_args_array(args, RQ_ARG_NUMBER);
	starts = rq_args_array(args, RQ_ARG_NUMBER);
	result = find_dead(txn, args, pids, starts, &dead, err);
	if (result == -1 || dead == 0) {
		rq_args_free(args);
		return result;
	}
	rq_args_number(args, now);
	if (rq_transaction_select(txn, OF_DEAD, args, &first, err) == -1)
		return -1;
	return end_leases(txn, first, now, err);
}

/* --- taking -------------------------------------------------------------------------- */

/* One task whose row is damaged must not stop all others. */
static void set_aside(struct rq_transaction *txn, struct claim *claim, struct rq_row *row)
{
	struct rq_outcome outcome = { .task = &row->stored.task, .ending = RQ_END_DEAD };

	(void)rq_fail(&outcome.failure, RQ_DAMAGED, "its row on the server is damaged");
	rq_rule_finish(&row->stored, &outcome, claim->how->now, txn->metrics);
	rq_transaction_save(txn, row);
	claim->again = true;
}

static void lease(struct rq_transaction *txn, struct claim *claim, struct rq_row *row)
{
	if (row->damaged) {
		set_aside(txn, claim, row);
		return;
	}
	rq_rule_lease(&row->stored, claim->how, &txn->store->self, txn->metrics);
	rq_transaction_save(txn, row);
	claim->tasks[claim->count++] = rq_row_task(row);
}

static void drop_claimed(struct claim *claim)
{
	for (size_t i = 0; i < claim->count; i++)
		rq_task_free(&claim->tasks[i]);
	claim->count = 0;
}

/* By whether an engine, and a model, is asked for. */
static const char *const urgent[2][2] = {
	{ READY MOST_URGENT, READY " AND model = $3" MOST_URGENT },
	{ READY " AND engine = $3" MOST_URGENT,
	  READY " AND engine = $3 AND model = $4" MOST_URGENT },
};

/*
 * Whatever the statistics say of a table that was filled a moment ago, indexes are walked in their
 * order. A lock stands between the limit and a sort, so a sort would be of the whole queue; and who
 * walks marks the entries that lead nowhere any more, which a bitmap scan follows again each time
 * until the next vacuum. The settings end with the transaction.
 */
static int walk_indexes(struct rq_transaction *txn, struct rq_error *err)
{
	return rq_transaction_add(txn,
				  "SELECT set_config('enable_sort', 'off', true), "
				  "set_config('enable_bitmapscan', 'off', true)",
				  NULL, NULL, NULL, err);
}

static int take_urgent(struct rq_transaction *txn, struct claim *claim, struct rq_error *err)
{
	const struct rq_claim *how = claim->how;
	struct rq_args *args = rq_args_new();
	size_t first;

	rq_args_number(args, how->now);
	rq_args_number(args, (int64_t)claim->max);
	if (how->engine)
		rq_args_text(args, how->engine);
	if (how->model)
		rq_args_text(args, how->model);
	if (rq_transaction_select(txn, urgent[how->engine != NULL][how->model != NULL], args,
				  &first, err) == -1)
		return -1;
	for (size_t i = first; i < txn->count; i++)
		lease(txn, claim, txn->rows[i]);
	return 0;
}

static bool is_time_to_look(const struct rq_postgres *store, int64_t now)
{
	return now < store->looked_at || now - store->looked_at >= LOOK_EVERY_MS;
}

/* Tasks whose lease has ended are ready when that is in the table: in the next transaction. */
static int look(struct rq_transaction *txn, struct claim *claim, struct rq_error *err)
{
	int64_t now = claim->how->now;

	if (end_passed(txn, now, err) == -1 || end_orphans(txn, now, err) == -1)
		return -1;
	claim->again = txn->count > 0;
	txn->store->looked_at = now;
	return 0;
}

static int claim_due(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct claim *claim = context;
	bool early = is_time_to_look(txn->store, claim->how->now);

	drop_claimed(claim); /* by a run that was undone */
	claim->again = false;
	if (walk_indexes(txn, err) == -1)
		return -1;
	if (early && look(txn, claim, err) == -1)
		return -1;
	if (claim->again)
		return 0;
	if (take_urgent(txn, claim, err) == -1)
		return -1;
	return claim->count > 0 || claim->again || early ? 0 : look(txn, claim, err);
}

static int claim_named(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct claim *claim = context;
	const struct rq_claim *how = claim->how;

	drop_claimed(claim);
	claim->again = false;
	if (rq_transaction_load(txn, how->task_ids, how->task_count, err) == -1)
		return -1;
	for (size_t i = 0; i < how->task_count && claim->count < claim->max; i++) {
		struct rq_row *row = rq_transaction_find(txn, how->task_ids[i]);

		if (!row->exists || !rq_rule_is_free(&row->stored, how->now, &txn->store->self) ||
		    !rq_rule_is_wanted(how, &row->stored.task))
			continue;
		if (row->stored.task.status == RQ_TASK_LEASED) {
			rq_rule_end_lease(&row->stored, how->now, txn->metrics);
			if (rq_postgres_forfeit(txn, row, how->now, err) == -1)
				return -1;
		}
		lease(txn, claim, row);
	}
	qsort(claim->tasks, claim->count, sizeof *claim->tasks, rq_rule_compare);
	return 0;
}

int rq_postgres_claim(struct rq_store *store, const struct rq_claim *how, struct rq_task *tasks,
		      size_t max, size_t *count, struct rq_error *err)
{
	struct claim claim = { .how = how, .tasks = tasks, .max = max };

	do {
		if (rq_transaction_run(rq_postgres_of(store),
				       how->task_ids ? claim_named : claim_due, &claim,
				       err) == -1) {
			drop_claimed(&claim);
			return -1;
		}
	} while (claim.again && claim.count == 0);
	*count = claim.count;
	return 0;
}
