#include "store/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/embedded.h"
#include "store/ledger.h"
#include "store/rule.h"

enum { TIME_SIZE = 8 };

int rq_review_read(struct rq_span value, struct rq_kept_review *kept, struct rq_error *err)
{
	if (value.size < TIME_SIZE)
		return rq_fail(err, RQ_DAMAGED, "a review is damaged");
	kept->at = rq_key_read_time(value.data);
	kept->decision =
	    (struct rq_span) { (const char *)value.data + TIME_SIZE, value.size - TIME_SIZE };
	return 0;
}

int rq_review_find(struct rq_txn *txn, uint64_t number, struct rq_kept_review *kept,
		   struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, number);
	got = rq_table_get(txn, RQ_T_REVIEWS, rq_key_span(&key), &value, err);
	if (got == 1 && rq_review_read(value, kept, err) == -1)
		return -1;
	return got;
}

int rq_review_drop(struct rq_txn *txn, uint64_t number, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	return rq_table_delete(txn, RQ_T_REVIEWS, rq_key_span(&key), err) == -1 ? -1 : 0;
}

int rq_review_keep(struct rq_session *session, uint64_t number, const struct rq_review *review,
		   struct rq_error *err)
{
	size_t size = TIME_SIZE + review->decision.length;
	struct rq_key key = { .size = 0 }, time = { .size = 0 };
	char *bytes = rq_alloc(size, 1);
	char digest[RQ_DIGEST_SIZE], by[RQ_DIGEST_SIZE] = "";
	int result;

	rq_key_number(&key, number);
	rq_key_time(&time, review->at);
	memcpy(bytes, time.bytes, TIME_SIZE);
	memcpy(bytes + TIME_SIZE, review->decision.data, review->decision.length);
	result = rq_table_put(session->txn, RQ_T_REVIEWS, rq_key_span(&key),
			      (struct rq_span) { bytes, size }, err);
	free(bytes);
	rq_fingerprint_bytes(review->decision.data, review->decision.length, digest);
	if (review->reviewer)
		rq_fingerprint_text(review->reviewer, by);
	if (result == 0)
		result =
		    rq_ledger_note(session, RQ_AUDIT_DECIDED, review->task_id, digest, by, err);
	return result;
}

static int queue_again(struct rq_session *session, struct rq_submission *again,
		       struct rq_error *err)
{
	const struct rq_enqueue_options how = rq_rule_again(again);
	struct rq_task task = { 0 };
	int result = rq_embedded_admit(session, again, &how, &task, &again->admission, err);

	rq_task_free(&task);
	return result;
}

static int receive(struct rq_session *session, const struct rq_loaded *loaded,
		   struct rq_review *review, struct rq_error *err)
{
	struct rq_kept_review kept = { 0 };
	int got;

	got = rq_review_find(session->txn, loaded->stored.number, &kept, err);
	if (got == -1)
		return -1;
	review->reception = rq_rule_review(&loaded->stored.task, got == 1 ? &kept : NULL, review);
	if (review->reception != RQ_REVIEW_KEPT)
		return 0;
	if (review->again && queue_again(session, review->again, err) == -1)
		return -1;
	return rq_review_keep(session, loaded->stored.number, review, err);
}

struct receiving {
	struct rq_review *reviews;
	size_t count;
};

static int receive_all(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct receiving *receiving = context;

	for (size_t i = 0; i < receiving->count; i++) {
		struct rq_review *review = &receiving->reviews[i];
		struct rq_loaded loaded;
		int got = rq_session_find(session, review->task_id, &loaded, err);

		review->reception = RQ_REVIEW_NO_RESULT;
		if (got == 1) {
			got = receive(session, &loaded, review, err);
			rq_task_free(&loaded.stored.task);
		}
		if (got == -1)
			return -1;
	}
	return 0;
}

int rq_embedded_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		       struct rq_error *err)
{
	struct receiving receiving = { reviews, count };

	return rq_session_write(rq_embedded_of(store), receive_all, &receiving, err);
}
