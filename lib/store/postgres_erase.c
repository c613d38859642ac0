#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/postgres_ledger.h"
#include "store/postgres_permit.h"
#include "store/rule.h"

/* One transaction erases so many tasks or résumés, and no more. */
enum { ERASE_AT_ONCE = 512 };

/* Whether a hold keeps a task, in a statement about tasks. */
#define HELD                                                                                       \
	"EXISTS (SELECT FROM holds WHERE (id = tasks.task_id AND candidate = 0) "                  \
	"OR (id = tasks.candidate_id AND candidate = 1))"
#define IS_OPEN "tasks.status IN ('queued', 'leased', 'retry', 'submitted')"

static int64_t count_rows(struct rq_transaction *txn, const char *sql, struct rq_args *args,
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

/* The tasks rows[first] and on. */
static int erase_tasks(struct rq_transaction *txn, size_t first, int64_t now,
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

/* Recipes with somebody's notes that no task needs. What is in them only this side can read. */
static int erase_notes(struct rq_transaction *txn, struct rq_swept *swept, struct rq_error *err)
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
	gone =
	    count_rows(txn,
		       "WITH gone AS (DELETE FROM recipes WHERE digest = ANY ($1) AND NOT EXISTS "
		       "(SELECT FROM tasks WHERE recipe = digest) RETURNING 1) "
		       "SELECT count(*) FROM gone",
		       args, err);
	if (gone == -1)
		return -1;
	swept->notes += (size_t)gone;
	return 0;
}

/* --- what was kept for long enough ------------------------------------------------------ */

struct expiry {
	const struct rq_retention *how;
	struct rq_swept now; /* of the transaction under way */
	bool more;
};

static int expire_tasks(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	struct rq_args *args = rq_args_new();
	size_t first;

	expiry->now = (struct rq_swept) { 0 };
	rq_args_number(args, expiry->how->now - expiry->how->results);
	rq_args_number(args, ERASE_AT_ONCE);
	if (rq_transaction_select(txn,
				  "finished_at > 0 AND finished_at <= $1 AND NOT " HELD
				  " ORDER BY finished_at, number LIMIT $2 FOR UPDATE",
				  args, &first, err) == -1)
		return -1;
	expiry->more = txn->count - first == ERASE_AT_ONCE;
	return erase_tasks(txn, first, expiry->how->now, RQ_AUDIT_EXPIRED, &expiry->now, err);
}

static int count_held(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	struct rq_args *args = rq_args_new();
	int64_t count;

	expiry->now = (struct rq_swept) { 0 };
	expiry->more = false;
	rq_args_number(args, expiry->how->now - expiry->how->results);
	count = count_rows(txn,
			   "SELECT count(*) FROM tasks WHERE finished_at > 0 "
			   "AND finished_at <= $1 AND " HELD,
			   args, err);
	if (count == -1)
		return -1;
	expiry->now.held = (size_t)count;
	return 0;
}

static int expire_resumes(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	struct rq_args *args = rq_args_new();
	int64_t count;

	expiry->now = (struct rq_swept) { 0 };
	rq_args_number(args, expiry->how->now - expiry->how->resumes);
	rq_args_number(args, ERASE_AT_ONCE);
	rq_args_number(args, rq_postgres_now(&txn->store->store));
	count =
	    count_rows(txn,
		       "WITH gone AS (DELETE FROM resumes WHERE used_at <= $1 AND resume_id IN "
		       "(SELECT resume_id FROM resumes AS old WHERE used_at <= $1 AND NOT EXISTS "
		       "(SELECT FROM tasks WHERE tasks.resume_id = old.resume_id AND (" IS_OPEN
		       " OR " HELD ")) AND NOT EXISTS (SELECT FROM holds WHERE candidate = 1 AND "
		       "position(convert_to(id, 'UTF8') IN old.record) > 0) LIMIT $2) "
		       "RETURNING resume_id), "
		       "told AS (INSERT INTO audit_waiting (at, action, id) "
		       "SELECT $3, 'expired', resume_id FROM gone ORDER BY resume_id) "
		       "SELECT count(*) FROM gone",
		       args, err);
	if (count == -1)
		return -1;
	rq_transaction_sum(txn, "records", 0, "", "resumes", "", -count);
	expiry->now.resumes = (size_t)count;
	expiry->more = count == ERASE_AT_ONCE;
	return 0;
}

static int expire_logs(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	int64_t until = rq_clock_day(expiry->how->now - expiry->how->logs), usage, batches;
	struct rq_args *days = rq_args_new(), *times = rq_args_new();

	expiry->now = (struct rq_swept) { 0 };
	expiry->more = false;
	rq_args_number(days, until);
	rq_args_number(times, until);
	usage = count_rows(txn,
			   "WITH gone AS (DELETE FROM sums WHERE topic = 'usage' AND day < $1 "
			   "RETURNING day, model, name) "
			   "SELECT count(DISTINCT (day, model, name)) FROM gone",
			   days, err);
	if (usage == -1) {
		rq_args_free(times);
		return -1;
	}
	batches = count_rows(txn,
			     "WITH gone AS (DELETE FROM batches WHERE state = 'closed' "
			     "AND created_at < $1 RETURNING 1) SELECT count(*) FROM gone",
			     times, err);
	expiry->now.usage = (size_t)usage;
	expiry->now.batches = (size_t)batches;
	return batches == -1 ? -1 : 0;
}

static int expire_notes(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;

	expiry->now = (struct rq_swept) { 0 };
	expiry->more = false;
	return erase_notes(txn, &expiry->now, err);
}

static int repeat(struct rq_store *store, const struct rq_retention *how, rq_transaction_work *step,
		  struct rq_swept *swept, struct rq_error *err)
{
	struct expiry expiry = { .how = how };

	do {
		if (rq_transaction_run(rq_postgres_of(store), step, &expiry, err) == -1)
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

/* --- a person ---------------------------------------------------------------------------- */

struct forgetting {
	const char *candidate_id;
	const struct rq_id_list *resumes;
	int64_t now;
	struct rq_forgotten part; /* of the transaction under way */
	bool more;
};

static struct rq_args *text_args(const char *text)
{
	struct rq_args *args = rq_args_new();

	rq_args_text(args, text);
	return args;
}

/* Another has the same résumé, word for word: the record is that person's now. */
static int pass_on(struct rq_transaction *txn, const char *resume_id, const struct rq_task *to,
		   struct rq_error *err)
{
	const struct rq_vault *vault = &txn->store->vault;
	struct rq_bytes record;
	struct rq_fetched *rows;
	struct rq_args *args;
	char *text = NULL;
	int result = 0;

	if (rq_transaction_ask(txn, "SELECT record FROM resumes WHERE resume_id = $1 FOR UPDATE",
			       text_args(resume_id), &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) > 0)
		result = rq_vault_open(vault, RQ_V_RESUME, resume_id, rows, 0, 0, &record, err);
	if (rq_fetched_count(rows) > 0 && result == 0)
		text = rq_rule_pass_on(record, to);
	rq_fetched_free(rows);
	if (!text)
		return result;
	args = text_args(resume_id);
	rq_vault_bytes(vault, RQ_V_RESUME, resume_id, (struct rq_bytes) { text, strlen(text) },
		       args);
	free(text);
	return rq_transaction_write(txn, "UPDATE resumes SET record = $2 WHERE resume_id = $1",
				    args, err);
}

static int drop_resume(struct rq_transaction *txn, const char *resume_id, struct rq_swept *swept,
		       struct rq_error *err)
{
	int64_t count = count_rows(txn,
				   "WITH gone AS (DELETE FROM resumes WHERE resume_id = $1 "
				   "RETURNING 1) SELECT count(*) FROM gone",
				   text_args(resume_id), err);

	if (count == -1)
		return -1;
	if (count > 0)
		rq_postgres_note(txn, RQ_AUDIT_FORGOTTEN, resume_id, NULL, NULL);
	rq_transaction_sum(txn, "records", 0, "", "resumes", "", -count);
	swept->resumes += (size_t)count;
	return 0;
}

/* The first task that has a résumé: 1, 0, -1. */
static int find_user(struct rq_transaction *txn, const char *resume_id, struct rq_row *row,
		     struct rq_error *err)
{
	struct rq_fetched *rows;
	int result = 0;

	if (rq_transaction_ask(txn,
			       "SELECT " RQ_ROW_COLUMNS " FROM tasks WHERE resume_id = $1 "
			       "ORDER BY number LIMIT 1",
			       text_args(resume_id), &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) > 0)
		result = rq_row_read(&txn->store->vault, rows, 0, row, err) == -1 ? -1 : 1;
	rq_fetched_free(rows);
	return result;
}

static int let_go_of_resume(struct rq_transaction *txn, struct forgetting *forgetting,
			    const char *resume_id, struct rq_error *err)
{
	struct rq_row user = { .exists = false };
	struct rq_task other = { .task_id = "" };
	int found = find_user(txn, resume_id, &user, err);

	if (found == -1)
		return -1;
	if (found == 1) {
		other = user.stored.task;
		other.failures = NULL;
		rq_task_free(&user.stored.task);
	}
	if (found == 0)
		return drop_resume(txn, resume_id, &forgetting->part.swept, err);
	if (strcmp(other.candidate_id, forgetting->candidate_id) == 0) /* its turn comes */
		return 0;
	forgetting->part.shared++;
	return pass_on(txn, resume_id, &other, err);
}

/* Those whose tasks expired before them, if they are the candidate's still. */
static int let_go_of_rest(struct rq_transaction *txn, struct forgetting *forgetting,
			  struct rq_error *err)
{
	const struct rq_id_list *list = forgetting->resumes;

	for (size_t i = 0; i < list->count; i++) {
		struct rq_bytes record = { NULL, 0 };
		struct rq_fetched *rows;
		bool own;
		int result = 0;

		if (rq_transaction_ask(txn, "SELECT record FROM resumes WHERE resume_id = $1",
				       text_args(list->id[i]), &rows, err) == -1)
			return -1;
		if (rq_fetched_count(rows) > 0)
			result = rq_vault_open(&txn->store->vault, RQ_V_RESUME, list->id[i], rows,
					       0, 0, &record, err);
		own = record.data && rq_rule_is_of(record, forgetting->candidate_id);
		rq_fetched_free(rows);
		if (result == -1)
			return -1;
		if (own && let_go_of_resume(txn, forgetting, list->id[i], err) == -1)
			return -1;
	}
	return 0;
}

static int refuse_held(struct rq_transaction *txn, const char *candidate_id, struct rq_error *err)
{
	int64_t held =
	    count_rows(txn,
		       "SELECT count(*) FROM (SELECT FROM tasks WHERE candidate_id = $1 AND " HELD
		       " UNION ALL SELECT FROM holds WHERE id = $1 AND candidate = 1) AS held",
		       text_args(candidate_id), err);

	if (held > 0)
		return rq_fail(err, RQ_USAGE, "candidate %s: held: release it first", candidate_id);
	return (int)held;
}

static int forget_some(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct forgetting *forgetting = context;
	struct rq_args *args = text_args(forgetting->candidate_id);
	size_t first;

	forgetting->part = (struct rq_forgotten) { .shared = 0 };
	rq_args_number(args, ERASE_AT_ONCE);
	if (rq_transaction_select(txn, "candidate_id = $1 ORDER BY task_id LIMIT $2 FOR UPDATE",
				  args, &first, err) == -1 ||
	    refuse_held(txn, forgetting->candidate_id, err) == -1 ||
	    erase_tasks(txn, first, forgetting->now, RQ_AUDIT_FORGOTTEN, &forgetting->part.swept,
			err) == -1)
		return -1;
	forgetting->more = txn->count - first == ERASE_AT_ONCE;
	for (size_t i = first; i < txn->count; i++)
		if (let_go_of_resume(txn, forgetting, txn->rows[i]->stored.task.resume_id, err) ==
		    -1)
			return -1;
	if (forgetting->more)
		return 0;
	if (let_go_of_rest(txn, forgetting, err) == -1)
		return -1;
	return erase_notes(txn, &forgetting->part.swept, err);
}

int rq_postgres_forget(struct rq_store *store, const char *candidate_id,
		       const struct rq_id_list *resumes, int64_t now,
		       struct rq_forgotten *forgotten, struct rq_error *err)
{
	struct forgetting forgetting = { .candidate_id = candidate_id,
					 .resumes = resumes,
					 .now = now };

	do {
		if (rq_transaction_run(rq_postgres_of(store), forget_some, &forgetting, err) == -1)
			return -1;
		rq_swept_add(&forgotten->swept, &forgetting.part.swept);
		forgotten->shared += forgetting.part.shared;
	} while (forgetting.more);
	return 0;
}
