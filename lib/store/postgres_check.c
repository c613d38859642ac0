#include <stdlib.h>
#include <string.h>

#include "store/check.h"
#include "store/permit.h"
#include "store/postgres_gists.h"
#include "store/postgres_permit.h"
#include "store/postgres_rekey.h"

/* Each says in a line what is wrong. Indexes are the server's to check (amcheck). */
static const char *const wrongs[] = {
	"SELECT 'task ' || task_id || ': done without a result' FROM tasks WHERE status = 'done' "
	"AND NOT EXISTS (SELECT FROM results WHERE results.task_id = tasks.task_id)",

	"SELECT 'result of task ' || task_id || ': there is no such task' FROM results "
	"WHERE NOT EXISTS (SELECT FROM tasks WHERE tasks.task_id = results.task_id)",

	"SELECT 'task ' || task_id || ': its résumé ' || resume_id || ' is missing' FROM tasks "
	"WHERE status IN ('queued', 'leased', 'retry', 'submitted') AND NOT EXISTS "
	"(SELECT FROM resumes WHERE resumes.resume_id = tasks.resume_id)",

	"SELECT 'résumé ' || resume_id || ': empty' FROM resumes WHERE length(record) = 0",

	"SELECT 'task ' || task_id || ': ' || status || ', with a lease of another state' FROM "
	"tasks "
	"WHERE (status = 'leased') <> (deadline <> 0)",

	"SELECT 'task ' || task_id || ': ' || status || ', and in a batch' FROM tasks "
	"WHERE (status = 'submitted') <> (batch_id <> '')",

	"SELECT 'task ' || task_id || ': ' || status || ', with a permit' FROM tasks "
	"WHERE permit IS NOT NULL AND status NOT IN ('leased', 'submitted')",

	"SELECT 'task ' || task_id || ': its batch ' || batch_id || ' does not wait for it' "
	"FROM tasks WHERE status = 'submitted' AND NOT EXISTS (SELECT FROM batches "
	"WHERE batches.batch_id = tasks.batch_id AND state <> 'closed')",

	"SELECT 'the counter of job ' || name || ', ' || field || ': ' || counted || ' instead of "
	"' "
	"|| actual FROM (SELECT name, field, sum(counted) AS counted, sum(actual) AS actual FROM "
	"(SELECT name, field, amount AS counted, 0 AS actual FROM sums WHERE topic = 'tasks' "
	"UNION ALL SELECT job_id, status, 0, 1 FROM tasks) AS both_sides GROUP BY name, field) "
	"AS jobs WHERE counted <> actual",

	"SELECT 'the counter of ' || what || ': ' || counted || ' instead of ' || actual FROM "
	"(SELECT what, actual, coalesce((SELECT sum(amount) FROM sums WHERE topic = 'records' "
	"AND name = what), 0) AS counted FROM (SELECT 'resumes' AS what, count(*) AS actual "
	"FROM resumes UNION ALL SELECT 'results', count(*) FROM results) AS tables) AS counters "
	"WHERE counted <> actual",
};

static int complain_of(struct rq_transaction *txn, const char *sql,
		       struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_fetched *rows;

	if (rq_transaction_ask(txn, sql, NULL, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		rq_complain(complaints, "%s", rq_fetched_text(rows, i, 0));
	rq_fetched_free(rows);
	return 0;
}

/* --- permits: they are bytes to the server ------------------------------------------- */

static void check_permit(const struct rq_fetched *rows, size_t at,
			 int64_t reserved[RQ_RESERVED_KINDS], struct rq_complaints *complaints)
{
	struct rq_bytes permit = rq_fetched_bytes(rows, at, 1);
	const char *task_id = rq_fetched_text(rows, at, 0);
	struct rq_error why = { 0 };
	struct rq_grant grant;

	if (rq_permit_read((struct rq_span) { permit.data, permit.length }, &grant, &why) == -1) {
		rq_complain(complaints, "task %s: %s", task_id, why.message);
		return;
	}
	reserved[grant.in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS] += grant.need.microusd;
	if (!grant.in_batch && !rq_fetched_number(rows, at, 2))
		rq_complain(complaints, "task %s: a permit for unknown limits", task_id);
}

static int check_permits(struct rq_transaction *txn, struct rq_complaints *complaints,
			 struct rq_error *err)
{
	int64_t reserved[RQ_RESERVED_KINDS] = { 0 };
	struct rq_fetched *rows;

	if (rq_transaction_ask(txn,
			       "SELECT task_id, permit, EXISTS (SELECT FROM scopes "
			       "WHERE folded = substr(permit, 1, 16)) FROM tasks "
			       "WHERE permit IS NOT NULL",
			       NULL, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		check_permit(rows, i, reserved, complaints);
	rq_fetched_free(rows);
	if (rq_transaction_ask(txn, "SELECT calls, batches FROM reserved", NULL, &rows, err) == -1)
		return -1;
	for (int i = 0; i < RQ_RESERVED_KINDS; i++)
		if (rq_fetched_count(rows) == 0 || rq_fetched_number(rows, 0, i) != reserved[i])
			rq_complain(complaints, "reserved for %s: not what the permits say",
				    i == RQ_RESERVED_CALLS ? "calls" : "batches");
	rq_fetched_free(rows);
	return 0;
}

struct check {
	struct rq_complaints complaints;
	rq_gist_maker *make_gist; /* NULL: gists are not looked into */
};

static int check_all(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct check *check = context;
	struct rq_complaints *complaints = &check->complaints;

	complaints->wrong = 0;
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++)
		if (complain_of(txn, wrongs[i], complaints, err) == -1)
			return -1;
	if (check_permits(txn, complaints, err) == -1 ||
	    rq_postgres_check_values(txn, complaints, err) == -1)
		return -1;
	return check->make_gist ? rq_postgres_check_gists(txn, check->make_gist, complaints, err)
				: 0;
}

int rq_postgres_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		      struct rq_error *err)
{
	struct check check = { { how->say, how->context, 0 }, how->make_gist };

	if (rq_transaction_look(rq_postgres_of(store), check_all, &check, err) == -1)
		return -1;
	*wrong = check.complaints.wrong;
	return 0;
}
