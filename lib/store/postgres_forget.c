#include <stdlib.h>
#include <string.h>

#include "store/postgres_erase.h"
#include "store/rule.h"

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
	struct rq_bytes record = { 0 };
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
	struct rq_args *ids = rq_args_new();

	rq_args_push_text(ids, rq_args_array(ids, RQ_ARG_TEXT), resume_id);
	return rq_postgres_erase_resumes(txn, ids, RQ_AUDIT_FORGOTTEN, swept, err);
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
	int64_t held = rq_postgres_count_rows(
	    txn,
	    "SELECT count(*) FROM (SELECT FROM tasks WHERE candidate_id = $1 AND " RQ_POSTGRES_HELD
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
	rq_args_number(args, RQ_POSTGRES_ERASE_AT_ONCE);
	if (rq_transaction_select(txn, "candidate_id = $1 ORDER BY task_id LIMIT $2 FOR UPDATE",
				  args, &first, err) == -1 ||
	    refuse_held(txn, forgetting->candidate_id, err) == -1 ||
	    rq_postgres_erase_tasks(txn, first, forgetting->now, RQ_AUDIT_FORGOTTEN,
				    &forgetting->part.swept, err) == -1)
		return -1;
	forgetting->more = txn->count - first == RQ_POSTGRES_ERASE_AT_ONCE;
	for (size_t i = first; i < txn->count; i++)
		if (let_go_of_resume(txn, forgetting, txn->rows[i]->stored.task.resume_id, err) ==
		    -1)
			return -1;
	if (forgetting->more)
		return 0;
	if (let_go_of_rest(txn, forgetting, err) == -1)
		return -1;
	return rq_postgres_erase_notes(txn, &forgetting->part.swept, err);
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
