#include "store/postgres_review.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/postgres_ledger.h"
#include "store/postgres_queue.h"
#include "store/rule.h"

struct receiving {
	struct rq_review *reviews;
	size_t count;
};

/* The tasks that decisions are about, and those that they send back. */
static int load_tasks(struct rq_transaction *txn, const struct receiving *receiving,
		      struct rq_error *err)
{
	const char **ids = rq_alloc(2 * receiving->count, sizeof *ids);
	size_t count = 0;
	int result;

	for (size_t i = 0; i < receiving->count; i++) {
		ids[count++] = receiving->reviews[i].task_id;
		if (receiving->reviews[i].again)
			ids[count++] = receiving->reviews[i].again->task.task_id;
	}
	result = rq_transaction_number(txn, receiving->count, err);
	if (result == 0)
		result = rq_transaction_load(txn, ids, count, err);
	free(ids);
	return result;
}

/* The decision that stands: read again each time, for a file may tell of a task twice. */
int rq_postgres_judge_review(struct rq_transaction *txn, const struct rq_row *row,
			     struct rq_review *review, struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_kept_review standing;
	struct rq_bytes decision;
	struct rq_fetched *rows;
	int result = 0;

	rq_args_text(args, review->task_id);
	if (rq_transaction_ask(txn,
			       "SELECT reviewed_at, review FROM results "
			       "WHERE task_id = $1 AND review IS NOT NULL",
			       args, &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) == 0) {
		review->reception = rq_rule_review(&row->stored.task, NULL, review);
	} else {
		result = rq_vault_open(&txn->store->vault, RQ_V_REVIEW, review->task_id, rows, 0, 1,
				       &decision, err);
		standing = (struct rq_kept_review) { rq_fetched_number(rows, 0, 0),
						     { decision.data, decision.length } };
		review->reception = rq_rule_review(&row->stored.task, &standing, review);
	}
	rq_fetched_free(rows);
	return result;
}

static int queue_again(struct rq_transaction *txn, struct rq_submission *again,
		       struct rq_error *err)
{
	const struct rq_enqueue_options how = rq_rule_again(again);
	const struct rq_submission *list = again;

	rq_postgres_admit(txn, again, &how, &again->admission);
	if (rq_postgres_keep_resumes(txn, &list, &again->admission, 1, how.now, err) == -1)
		return -1;
	return again->admission == RQ_ADMITTED ? rq_postgres_notify(txn, err) : 0;
}

void rq_postgres_note_review(struct rq_transaction *txn, const struct rq_review *review)
{
	char digest[RQ_DIGEST_SIZE], who[RQ_DIGEST_SIZE] = "";

	rq_fingerprint_bytes(review->decision.data, review->decision.length, digest);
	if (review->reviewer)
		rq_fingerprint_text(review->reviewer, who);
	who[RQ_ID_SIZE - 1] = '\0';
	rq_postgres_note(txn, RQ_AUDIT_DECIDED, review->task_id, digest, who);
}

int rq_postgres_keep_review(struct rq_transaction *txn, const struct rq_review *review,
			    struct rq_error *err)
{
	struct rq_args *args = rq_args_new();

	rq_postgres_note_review(txn, review);
	rq_args_text(args, review->task_id);
	rq_args_number(args, review->at);
	rq_vault_bytes(&txn->store->vault, RQ_V_REVIEW, review->task_id, review->decision, args);
	return rq_transaction_write(
	    txn, "UPDATE results SET reviewed_at = $2, review = $3 WHERE task_id = $1", args, err);
}

static int receive_all(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	const struct receiving *receiving = context;

	if (load_tasks(txn, receiving, err) == -1)
		return -1;
	for (size_t i = 0; i < receiving->count; i++) {
		struct rq_review *review = &receiving->reviews[i];
		const struct rq_row *row = rq_transaction_find(txn, review->task_id);

		review->reception = RQ_REVIEW_NO_RESULT;
		if (!row->exists)
			continue;
		if (rq_postgres_judge_review(txn, row, review, err) == -1)
			return -1;
		if (review->reception != RQ_REVIEW_KEPT)
			continue;
		if ((review->again && queue_again(txn, review->again, err) == -1) ||
		    rq_postgres_keep_review(txn, review, err) == -1)
			return -1;
	}
	return 0;
}

int rq_postgres_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		       struct rq_error *err)
{
	struct receiving receiving = { reviews, count };

	return rq_transaction_run(rq_postgres_of(store), receive_all, &receiving, err);
}
