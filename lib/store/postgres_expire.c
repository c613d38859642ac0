#include <string.h>

#include "base/clock.h"
#include "store/postgres_erase.h"
#include "store/rule.h"

struct expiry;
typedef int expiring(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err);

struct expiry {
	const struct rq_retention *how;
	expiring *step;
	struct rq_swept now;     /* of the transaction under way */
	char behind[RQ_ID_SIZE]; /* it begins behind this résumé */
	char ahead[RQ_ID_SIZE];  /* and the next one behind that */
	bool more;
};

/* --- tasks and results --------------------------------------------------------------------- */

static int expire_tasks(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t first;

	rq_args_number(args, expiry->how->now - expiry->how->results);
	rq_args_number(args, RQ_POSTGRES_ERASE_AT_ONCE);
	if (rq_transaction_select(txn,
				  "finished_at > 0 AND finished_at <= $1 AND NOT " RQ_POSTGRES_HELD
				  " ORDER BY finished_at, number LIMIT $2 FOR UPDATE",
				  args, &first, err) == -1)
		return -1;
	expiry->more = txn->count - first == RQ_POSTGRES_ERASE_AT_ONCE;
	return rq_postgres_erase_tasks(txn, first, expiry->how->now, RQ_AUDIT_EXPIRED, &expiry->now,
				       err);
}

static int count_held(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	int64_t count;

	rq_args_number(args, expiry->how->now - expiry->how->results);
	count = rq_postgres_count_rows(txn,
				       "SELECT count(*) FROM tasks WHERE finished_at > 0 "
				       "AND finished_at <= $1 AND " RQ_POSTGRES_HELD,
				       args, err);
	if (count == -1)
		return -1;
	expiry->now.held = (size_t)count;
	return 0;
}

/* --- résumés ------------------------------------------------------------------------------ */

/*
 * Those whose time has passed and that no task keeps. Whether a hold of a candidate does is
 * in the record, which only this side can read when it is sealed: so it comes along if there
 * is such a hold.
 */
static const char unused[] =
    "SELECT resume_id, CASE WHEN EXISTS (SELECT FROM holds WHERE candidate = 1) THEN record END "
    "FROM resumes WHERE used_at <= $1 AND resume_id > $2 AND NOT EXISTS "
    "(SELECT FROM tasks WHERE tasks.resume_id = resumes.resume_id AND "
    "(status IN ('queued', 'leased', 'retry', 'submitted') OR " RQ_POSTGRES_HELD ")) "
    "ORDER BY resume_id LIMIT $3 FOR UPDATE";

/* 1 when it is of a candidate that is held, 0, -1. One that is damaged may be. */
static int is_held(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		   const struct rq_fetched *holds, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_bytes record;

	if (rq_vault_open(vault, RQ_V_RESUME, rq_fetched_text(rows, at, 0), rows, at, 1, &record,
			  &why) == -1)
		return why.code == RQ_DAMAGED ? 1 : rq_fail(err, why.code, "%s", why.message);
	for (size_t i = 0; record.data && i < rq_fetched_count(holds); i++)
		if (rq_rule_is_of(record, rq_fetched_text(holds, i, 0)))
			return 1;
	return 0;
}

/* The ids of those that nobody holds, as an argument. */
static int choose(const struct rq_vault *vault, const struct rq_fetched *rows,
		  const struct rq_fetched *holds, struct rq_args *args, struct rq_error *err)
{
	size_t array = rq_args_array(args, RQ_ARG_TEXT);

	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		int held = is_held(vault, rows, i, holds, err);

		if (held == -1)
			return -1;
		if (held == 0)
			rq_args_push_text(args, array, rq_fetched_text(rows, i, 0));
	}
	return 0;
}

static int erase_unused(struct rq_transaction *txn, struct expiry *expiry,
			const struct rq_fetched *rows, struct rq_error *err)
{
	struct rq_args *ids = rq_args_new();
	struct rq_fetched *holds;
	int result;

	if (rq_transaction_ask(txn, "SELECT id FROM holds WHERE candidate = 1", NULL, &holds,
			       err) == -1) {
		rq_args_free(ids);
		return -1;
	}
	result = choose(&txn->store->vault, rows, holds, ids, err);
	rq_fetched_free(holds);
	if (result == 0)
		return rq_postgres_erase_resumes(txn, ids, RQ_AUDIT_EXPIRED, &expiry->now, err);
	rq_args_free(ids);
	return -1;
}

static int expire_resumes(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	size_t count;
	int result;

	rq_args_number(args, expiry->how->now - expiry->how->resumes);
	rq_args_text(args, expiry->behind);
	rq_args_number(args, RQ_POSTGRES_ERASE_AT_ONCE);
	if (rq_transaction_ask(txn, unused, args, &rows, err) == -1)
		return -1;
	count = rq_fetched_count(rows);
	expiry->more = count == RQ_POSTGRES_ERASE_AT_ONCE;
	if (count > 0)
		rq_digest_copy_id(expiry->ahead, rq_fetched_text(rows, count - 1, 0));
	result = erase_unused(txn, expiry, rows, err);
	rq_fetched_free(rows);
	return result;
}

/* --- what was spent, closed batches, notes ---------------------------------------------------- */

static int expire_logs(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err)
{
	int64_t until = rq_clock_day(expiry->how->now - expiry->how->logs), usage, batches;
	struct rq_args *days = rq_args_new(), *times = rq_args_new();

	rq_args_number(days, until);
	rq_args_number(times, until);
	usage = rq_postgres_count_rows(
	    txn,
	    "WITH gone AS (DELETE FROM sums WHERE topic = 'usage' AND day < $1 "
	    "RETURNING day, model, name) "
	    "SELECT count(DISTINCT (day, model, name)) FROM gone",
	    days, err);
	if (usage == -1) {
		rq_args_free(times);
		return -1;
	}
	batches =
	    rq_postgres_count_rows(txn,
				   "WITH gone AS (DELETE FROM batches WHERE state = 'closed' "
				   "AND created_at < $1 RETURNING 1) SELECT count(*) FROM gone",
				   times, err);
	expiry->now.usage = (size_t)usage;
	expiry->now.batches = (size_t)batches;
	return batches == -1 ? -1 : 0;
}

static int expire_notes(struct rq_transaction *txn, struct expiry *expiry, struct rq_error *err)
{
	return rq_postgres_erase_notes(txn, &expiry->now, err);
}

/* --- all of it ---------------------------------------------------------------------------- */

/* From its start, however far a run of it came that was undone. */
static int take_step(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;

	expiry->more = false;
	expiry->now = (struct rq_swept) { 0 };
	return expiry->step(txn, expiry, err);
}

static int repeat(struct rq_store *store, const struct rq_retention *how, expiring *step,
		  struct rq_swept *swept, struct rq_error *err)
{
	struct expiry expiry = { .how = how, .step = step };

	do {
		memcpy(expiry.behind, expiry.ahead, sizeof expiry.behind);
		if (rq_transaction_run(rq_postgres_of(store), take_step, &expiry, err) == -1)
			return -1;
		rq_swept_add(swept, &expiry.now);
	} while (expiry.more);
	return 0;
}

int rq_postgres_expire(struct rq_store *store, const struct rq_retention *how,
		       struct rq_swept *swept, struct rq_error *err)
{
	*swept = (struct rq_swept) { 0 };
	if (how->results > 0 && (repeat(store, how, count_held, swept, err) == -1 ||
				 repeat(store, how, expire_tasks, swept, err) == -1))
		return -1;
	if ((how->resumes > 0 && repeat(store, how, expire_resumes, swept, err) == -1) ||
	    (how->logs > 0 && repeat(store, how, expire_logs, swept, err) == -1))
		return -1;
	return swept->tasks > 0 ? repeat(store, how, expire_notes, swept, err) : 0;
}
