#include "store/postgres_repair.h"

#include "store/permit.h"
#include "store/postgres_gists.h"
#include "store/postgres_schema.h"
#include "store/spending.h"

/* --- counters and dollars ---------------------------------------------------------------- */

/*
 * What a counter lacks. Who changes records adds to the counters in the same transaction, so that
 * as of one moment both are of the same records, and what is lacking is added whoever goes on.
 */
static const char count_anew[] =
    "INSERT INTO sums (topic, day, model, name, field, amount) "
    "SELECT topic, 0, '', name, field, sum(actual - counted)::bigint FROM ("
    "SELECT topic, name, field, amount AS counted, 0 AS actual FROM sums "
    "WHERE topic IN ('tasks', 'records') "
    "UNION ALL SELECT 'tasks', job_id, status, 0, 1 FROM tasks "
    "UNION ALL SELECT 'records', 'resumes', '', 0, count(*) FROM resumes "
    "UNION ALL SELECT 'records', 'results', '', 0, count(*) FROM results) AS both_sides "
    "GROUP BY topic, name, field HAVING sum(actual) <> sum(counted)";

/* A permit that cannot be read reserves nothing, as the check has it. */
static int reserve_anew(struct rq_transaction *txn, struct rq_error *err)
{
	struct rq_fetched *rows;

	if (rq_transaction_write(txn,
				 "INSERT INTO reserved VALUES (1, 0, 0) ON CONFLICT DO NOTHING",
				 NULL, err) == -1 ||
	    rq_transaction_ask(txn,
			       "SELECT permit, calls, batches FROM reserved "
			       "LEFT JOIN tasks ON permit IS NOT NULL",
			       NULL, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows); i++) {
		struct rq_bytes permit = rq_fetched_bytes(rows, i, 0);
		struct rq_error why = { 0 };
		struct rq_grant grant;

		if (rq_permit_read((struct rq_span) { permit.data, permit.length }, &grant, &why) ==
		    0)
			txn->reserved[grant.in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS] +=
			    grant.need.microusd;
	}
	txn->reserved[RQ_RESERVED_CALLS] -= rq_fetched_number(rows, 0, 1);
	txn->reserved[RQ_RESERVED_BATCHES] -= rq_fetched_number(rows, 0, 2);
	rq_fetched_free(rows);
	return 0;
}

/* One after another: two that add what lacks would add it twice. */
static int recount(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	(void)context;
	if (rq_transaction_add(txn, "SELECT pg_advisory_xact_lock(7277310211)", NULL, NULL, NULL,
			       err) == -1 ||
	    rq_transaction_write(txn, count_anew, NULL, err) == -1)
		return -1;
	return reserve_anew(txn, err);
}

/* --- indexes ------------------------------------------------------------------------------ */

static int index_anew(const char *url, struct rq_error *err)
{
	static const char *const tables[] = {
		"REINDEX TABLE tasks",    "REINDEX TABLE results", "REINDEX TABLE resumes",
		"REINDEX TABLE recipes",  "REINDEX TABLE jobs",    "REINDEX TABLE sums",
		"REINDEX TABLE scopes",   "REINDEX TABLE batches", "REINDEX TABLE holds",
		"REINDEX TABLE reserved", "REINDEX TABLE audit",   "REINDEX TABLE audit_waiting",
	};
	struct rq_link *link;
	int result;

	if (rq_link_open(url, false, &link, err) == -1)
		return -1;
	result = rq_postgres_schema_open(link, true, NULL, err);
	for (size_t i = 0; result == 0 && i < sizeof tables / sizeof *tables; i++)
		result = rq_link_script(link, tables[i], err);
	rq_link_close(link);
	return result;
}

/* --- all of it ------------------------------------------------------------------------------ */

static int verify(struct rq_store *store, const struct rq_mending *mending, struct rq_error *err)
{
	const struct rq_checking how = { mending->say, mending->context, mending->make_gist };
	size_t wrong;

	if (rq_postgres_check(store, &how, &wrong, err) == -1)
		return -1;
	if (wrong == 0)
		return 0;
	return rq_fail(err, RQ_STORE,
		       "%zu wrong in the records themselves: its own backup may have them", wrong);
}

int rq_postgres_repair(const char *url, const struct rq_keyring *keys,
		       const struct rq_mending *mending, struct rq_error *err)
{
	const struct rq_store_options how = { .must_exist = true, .keys = keys };
	struct rq_store *store;
	int result;

	if (index_anew(url, err) == -1 || rq_postgres_open(url, &how, &store, err) == -1)
		return -1;
	result = rq_transaction_run(rq_postgres_of(store), recount, NULL, err);
	if (result == 0 && mending->make_gist)
		result = rq_postgres_mend_gists(store, mending, err);
	if (result == 0)
		result = verify(store, mending, err);
	rq_store_close(store);
	return result;
}
