#include "store/load_task.h"

#include <string.h>

#include "store/arriving.h"
#include "store/batch.h"
#include "store/kept_gist.h"
#include "store/ledger.h"
#include "store/permit.h"
#include "store/review.h"

/* What it needs must be there before it, or it could never run. */
static int check_references(struct rq_session *session, const struct rq_task *task,
			    struct rq_error *err)
{
	struct rq_kept_batch kept;
	uint64_t number;
	int got;

	if (task->finished_at > 0)
		return 0;
	got = rq_session_find_resume(session, task->resume_id, &number, err);
	if (got == 0)
		return rq_fail(err, RQ_BAD_RECORD, "a task without its résumé");
	if (got == 1 && task->status == RQ_TASK_SUBMITTED) {
		got = rq_batch_load(session->txn, task->batch_id, &kept, err);
		if (got == 0 || (got == 1 && kept.batch.state == RQ_BATCH_CLOSED))
			return rq_fail(err, RQ_BAD_RECORD, "a task of a batch that is none");
	}
	return got == -1 ? -1 : 0;
}

static int check_permit(struct rq_session *session, const struct rq_arriving *arriving,
			struct rq_error *err)
{
	struct rq_scope scope;
	int got = 1;

	if (arriving->granted && !arriving->grant.in_batch)
		got = rq_scope_load(session->txn, arriving->grant.scope, &scope, err);
	if (got == 0)
		return rq_fail(err, RQ_BAD_RECORD, "a permit for unknown limits");
	return got == -1 ? -1 : 0;
}

static int keep_result(struct rq_session *session, uint64_t number,
		       const struct rq_arriving *arriving, int64_t finished_at,
		       struct rq_error *err)
{
	const struct rq_review review = rq_arriving_review(arriving);
	const struct rq_bytes result = rq_arriving_result(arriving);
	struct rq_key key = { .size = 0 };
	char digest[RQ_DIGEST_SIZE];

	if (!arriving->result)
		return 0;
	rq_key_number(&key, number);
	rq_fingerprint_bytes(result.data, result.length, digest);
	if (rq_table_put(session->txn, RQ_T_RESULTS, rq_key_span(&key),
			 (struct rq_span) { result.data, result.length }, err) == -1 ||
	    rq_kept_gist_keep(session->txn, number, finished_at, rq_arriving_gist(arriving), err) ==
		-1 ||
	    rq_review_drop(session->txn, number, err) == -1 ||
	    rq_ledger_note(session, RQ_AUDIT_RECEIVED, arriving->stored.task.task_id, digest, NULL,
			   err) == -1)
		return -1;
	return arriving->review ? rq_review_keep(session, number, &review, err) : 0;
}

static int keep(struct rq_session *session, struct rq_loaded *loaded, struct rq_arriving *arriving,
		int64_t now, struct rq_error *err)
{
	struct rq_grant grant;

	rq_arriving_move(arriving, &loaded->stored, loaded->exists, now);
	if (rq_session_save(session, loaded, err) == -1 ||
	    keep_result(session, loaded->stored.number, arriving, loaded->stored.task.finished_at,
			err) == -1)
		return -1;
	if (!rq_arriving_grant(arriving, &grant))
		return 0;
	return rq_permit_keep(session->txn, loaded->stored.number, &grant, err);
}

/* The same result here and there: of decisions about it the one that was made last stands. */
static int keep_later_review(struct rq_session *session, const struct rq_stored *there,
			     const struct rq_arriving *arriving, bool *known, struct rq_error *err)
{
	struct rq_kept_review standing;
	const struct rq_review review = rq_arriving_review(arriving);
	int got;

	if (!arriving->review || there->task.finished_at != arriving->stored.task.finished_at)
		return 0;
	got = rq_review_find(session->txn, there->number, &standing, err);
	if (got == -1 ||
	    rq_rule_review(&there->task, got == 1 ? &standing : NULL, &review) != RQ_REVIEW_KEPT)
		return got == -1 ? -1 : 0;
	*known = false;
	return rq_review_keep(session, there->number, &review, err);
}

static int receive(struct rq_session *session, struct rq_arriving *arriving, int64_t now,
		   bool *known, struct rq_error *err)
{
	struct rq_loaded loaded = { .exists = false };
	int got = rq_session_find(session, arriving->stored.task.task_id, &loaded, err), result;

	*known = got == 1 && !rq_arriving_replaces(&loaded.stored.task, arriving);
	if (got == -1)
		return -1;
	if (*known)
		result = keep_later_review(session, &loaded.stored, arriving, known, err);
	else if (check_references(session, &arriving->stored.task, err) == -1 ||
		 check_permit(session, arriving, err) == -1)
		result = -1;
	else
		result = keep(session, &loaded, arriving, now, err);
	rq_task_free(&loaded.stored.task);
	return result;
}

int rq_load_task(struct rq_session *session, const json_t *parcel, int64_t now, bool *known,
		 struct rq_error *err)
{
	struct rq_arriving arriving;
	int result = rq_arriving_read(parcel, &arriving, err);

	if (result == 0)
		result = receive(session, &arriving, now, known, err);
	rq_arriving_free(&arriving);
	return result;
}
