#include "store/postgres_permit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/postgres_ledger.h"
#include "store/rule.h"
#include "store/usage.h"

/* --- scopes ------------------------------------------------------------------------ */

static struct rq_scope *find_scope(struct rq_transaction *txn,
				   const unsigned char folded[RQ_KEY_ID])
{
	unsigned char other[RQ_KEY_ID];

	for (size_t i = 0; i < txn->scope_count; i++) {
		rq_key_fold(txn->scopes[i].name, other);
		if (memcmp(folded, other, RQ_KEY_ID) == 0)
			return &txn->scopes[i];
	}
	return NULL;
}

static struct rq_args *folded_args(const unsigned char folded[RQ_KEY_ID])
{
	struct rq_args *args = rq_args_new();

	rq_args_bytes(args, (struct rq_bytes) { (const char *)folded, RQ_KEY_ID });
	return args;
}

/* Locks the row: whoever asks next waits for the end of this transaction. */
static int load_scope(struct rq_transaction *txn, const unsigned char folded[RQ_KEY_ID],
		      struct rq_scope **scope, struct rq_error *err)
{
	struct rq_fetched *rows;
	struct rq_bytes record;
	int result;

	*scope = find_scope(txn, folded);
	if (*scope)
		return 0;
	if (rq_transaction_ask(txn, "SELECT record FROM scopes WHERE folded = $1 FOR UPDATE",
			       folded_args(folded), &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) == 0) {
		rq_fetched_free(rows);
		return 0;
	}
	txn->scopes = rq_resize(txn->scopes, txn->scope_count + 1, sizeof *txn->scopes);
	*scope = &txn->scopes[txn->scope_count];
	record = rq_fetched_bytes(rows, 0, 0);
	result = rq_scope_read((struct rq_span) { record.data, record.length }, *scope, err);
	txn->scope_count += result == 0;
	rq_fetched_free(rows);
	return result;
}

static int make_scope(struct rq_transaction *txn, const char *name, struct rq_error *err)
{
	struct rq_scope fresh = { .gate = 0 };
	unsigned char folded[RQ_KEY_ID], bytes[RQ_SCOPE_MAX];
	struct rq_args *args;
	size_t size;

	memcpy(fresh.name, name, strlen(name) + 1);
	size = rq_scope_write(&fresh, bytes);
	rq_key_fold(name, folded);
	args = folded_args(folded);
	rq_args_text(args, name);
	rq_args_bytes(args, (struct rq_bytes) { (const char *)bytes, size });
	return rq_transaction_write(txn,
				    "INSERT INTO scopes (folded, name, record) "
				    "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
				    args, err);
}

/* The scope of that name, made when it is new; time has passed for it. */
static int open_scope(struct rq_transaction *txn, const struct rq_take *how,
		      struct rq_scope **scope, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];

	rq_key_fold(how->scope, folded);
	if (load_scope(txn, folded, scope, err) == -1)
		return -1;
	if (!*scope &&
	    (make_scope(txn, how->scope, err) == -1 || load_scope(txn, folded, scope, err) == -1))
		return -1;
	if (!*scope)
		return rq_fail(err, RQ_STORE, "PostgreSQL: limits cannot be kept");
	rq_scope_advance(*scope, how->now);
	(*scope)->limits = how->limits;
	return 0;
}

/* --- dollars ------------------------------------------------------------------------- */

static enum rq_reserved kind_of(const struct rq_grant *grant)
{
	return grant->in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS;
}

int rq_postgres_spending(struct rq_transaction *txn, int64_t now, struct rq_spending *spending,
			 struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;

	rq_args_number(args, rq_clock_day(now));
	if (rq_transaction_ask(txn, "SELECT calls, batches FROM reserved FOR UPDATE", NULL, &rows,
			       err) == -1) {
		rq_args_free(args);
		return -1;
	}
	spending->reserved[RQ_RESERVED_CALLS] =
	    rq_fetched_number(rows, 0, 0) + txn->reserved[RQ_RESERVED_CALLS];
	spending->reserved[RQ_RESERVED_BATCHES] =
	    rq_fetched_number(rows, 0, 1) + txn->reserved[RQ_RESERVED_BATCHES];
	rq_fetched_free(rows);
	/* Behind the lock: whoever spent something had it, and is through. */
	if (rq_transaction_ask(txn,
			       "SELECT coalesce(sum(amount) FILTER (WHERE field = "
			       "'cost_microusd'), 0)::bigint, coalesce(sum(amount) FILTER (WHERE "
			       "field = 'unsettled_microusd'), 0)::bigint FROM sums "
			       "WHERE topic = 'usage' AND day = $1",
			       args, &rows, err) == -1)
		return -1;
	spending->cost = rq_fetched_number(rows, 0, 0);
	spending->unsettled = rq_fetched_number(rows, 0, 1);
	rq_fetched_free(rows);
	return 0;
}

void rq_postgres_count_usage(struct rq_transaction *txn, const struct rq_task *task,
			     const struct rq_usage *usage, int64_t now)
{
	int64_t numbers[RQ_USAGE_FIELDS];

	rq_usage_numbers(usage, numbers);
	for (size_t i = 0; i < RQ_USAGE_FIELDS; i++)
		rq_transaction_sum(txn, "usage", rq_clock_day(now), rq_usage_model(task),
				   task->job_id, rq_usage_name(i), numbers[i]);
}

/* --- the life of a permit ---------------------------------------------------------------- */

void rq_postgres_grant(struct rq_transaction *txn, struct rq_row *row, const struct rq_grant *grant)
{
	row->granted = true;
	row->grant = *grant;
	txn->reserved[kind_of(grant)] += grant->need.microusd;
	rq_transaction_save(txn, row);
}

int rq_postgres_settle(struct rq_transaction *txn, struct rq_row *row,
		       const struct rq_settlement *settlement, const struct rq_usage *usage,
		       int64_t now, struct rq_error *err)
{
	const struct rq_grant *grant = &row->grant;
	struct rq_usage sum = *usage;
	struct rq_need used;
	struct rq_scope *scope;

	if (row->granted) {
		used = rq_rule_used(&grant->need, settlement->charge, usage);
		if (settlement->charge == RQ_CHARGE_ALL)
			sum.unsettled_microusd += grant->need.microusd;
		if (!grant->in_batch) {
			if (load_scope(txn, grant->scope, &scope, err) == -1)
				return -1;
			if (!scope)
				return rq_fail(err, RQ_STORE,
					       "a permit for limits that do not exist: check it");
			rq_scope_settle(scope, grant, &used, settlement, now);
		}
		txn->reserved[kind_of(grant)] -= grant->need.microusd;
		row->granted = false;
		rq_transaction_save(txn, row);
	}
	rq_postgres_count_usage(txn, &row->stored.task, &sum, now);
	return 0;
}

int rq_postgres_forfeit(struct rq_transaction *txn, struct rq_row *row, int64_t now,
			struct rq_error *err)
{
	const struct rq_settlement silence = { .charge = RQ_CHARGE_ALL };
	const struct rq_usage none = { 0 };

	return rq_postgres_settle(txn, row, &silence, &none, now, err);
}

/* --- taking -------------------------------------------------------------------------------- */

struct take {
	const struct rq_take *how;
	struct rq_permit *permits;
	size_t count;
	int64_t next;
	struct rq_scope *scope;
	struct rq_spending spending;
};

static int find_tasks(struct rq_transaction *txn, struct take *take, struct rq_error *err)
{
	const char **ids = rq_alloc(take->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < take->count; i++)
		ids[i] = take->permits[i].task->task_id;
	result = rq_transaction_load(txn, ids, take->count, err);
	free(ids);
	for (size_t i = 0; result == 0 && i < take->count; i++) {
		struct rq_permit *permit = &take->permits[i];
		struct rq_row *row = rq_transaction_find(txn, permit->task->task_id);
		const struct rq_outcome lease = { .task = permit->task };

		permit->granted = false;
		permit->why = row->exists && rq_rule_is_in_hand(&row->stored, &lease)
				  ? RQ_REFUSED_NOT
				  : RQ_REFUSED_LOST;
		if (permit->why == RQ_REFUSED_NOT)
			result = rq_postgres_forfeit(txn, row, take->how->now, err);
	}
	return result;
}

static int take_permits(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct take *take = context;
	enum rq_refusal_reason stop = RQ_REFUSED_NOT;

	take->next = 0;
	if (find_tasks(txn, take, err) == -1 ||
	    open_scope(txn, take->how, &take->scope, err) == -1 ||
	    rq_postgres_spending(txn, take->how->now, &take->spending, err) == -1)
		return -1;
	for (size_t i = 0; i < take->count; i++) {
		struct rq_permit *permit = &take->permits[i];
		struct rq_grant grant;

		if (permit->why == RQ_REFUSED_LOST)
			continue;
		permit->why = stop != RQ_REFUSED_NOT
				  ? stop
				  : rq_rule_judge(take->scope, &take->spending, take->how,
						  &permit->need, &take->next);
		if (permit->why == RQ_REFUSED_NOT) {
			permit->granted = true;
			rq_postgres_note(txn, RQ_AUDIT_SENT, permit->task->task_id, permit->digest,
					 NULL);
			grant = rq_scope_grant(take->scope, &permit->need);
			permit->probe = grant.probe;
			take->spending.reserved[RQ_RESERVED_CALLS] += permit->need.microusd;
			rq_postgres_grant(txn, rq_transaction_find(txn, permit->task->task_id),
					  &grant);
		} else if (permit->why != RQ_REFUSED_NEVER) {
			stop = permit->why;
		}
	}
	return 0;
}

int rq_postgres_take(struct rq_store *store, const struct rq_take *how, struct rq_permit *permits,
		     size_t count, int64_t *next, struct rq_error *err)
{
	struct take take = { .how = how, .permits = permits, .count = count };
	int result = rq_transaction_run(rq_postgres_of(store), take_permits, &take, err);

	*next = take.next;
	return result;
}
