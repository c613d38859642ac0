#include "store/load_task.h"

#include <stdlib.h>
#include <string.h>

#include "store/kept_gist.h"
#include "store/ledger.h"
#include "store/parcel.h"
#include "store/permit.h"
#include "store/review.h"
#include "store/rule.h"
#include "store/scope.h"

/* A task as it came, with all that is kept of it. */
struct arriving {
	struct rq_stored stored;
	char *result, *review; /* texts, or NULL */
	int64_t reviewed_at;
	const char *reviewer; /* the parcel's, or NULL */
	unsigned char *gist;
	size_t gist_size;
	struct rq_grant grant;
	bool granted;
};

static void drop(struct arriving *arriving)
{
	rq_task_free(&arriving->stored.task);
	free(arriving->result);
	free(arriving->review);
	free(arriving->gist);
}

static int read_permit(const json_t *parcel, struct arriving *arriving, struct rq_error *err)
{
	struct rq_error why = { 0 };
	unsigned char *bytes;
	size_t size;
	int result = rq_parcel_bytes(parcel, "permit", &bytes, &size, err);

	arriving->granted = result == 0 && bytes;
	if (arriving->granted)
		result =
		    rq_permit_read((struct rq_span) { bytes, size }, &arriving->grant, &why) == 0 &&
			    rq_permit_is_sane(&arriving->grant)
			? 0
			: rq_fail(err, RQ_BAD_RECORD, "\"permit\" is none");
	free(bytes);
	return result;
}

static int read_review(const json_t *parcel, struct arriving *arriving, struct rq_error *err)
{
	const json_t *review = rq_json_object(parcel, "review");

	if (!review)
		return 0;
	if (rq_parcel_time(review, "at", &arriving->reviewed_at, err) == -1)
		return -1;
	arriving->review = rq_parcel_record(review, "record");
	arriving->reviewer = rq_json_string(rq_json_object(review, "record"), "reviewer");
	if (arriving->review && arriving->result && arriving->reviewed_at > 0)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "a \"review\" of nothing, or of no time");
}

/* Free it in any case. */
static int read_task(const json_t *parcel, struct arriving *arriving, struct rq_error *err)
{
	*arriving = (struct arriving) { .reviewed_at = 0 };
	if (rq_parcel_task(parcel, &arriving->stored, err) == -1 ||
	    rq_parcel_bytes(parcel, "gist", &arriving->gist, &arriving->gist_size, err) == -1)
		return -1;
	arriving->result = rq_parcel_record(parcel, "result");
	if (arriving->stored.task.status == RQ_TASK_DONE && !arriving->result)
		return rq_fail(err, RQ_BAD_RECORD, "done, but without a \"result\"");
	if (read_review(parcel, arriving, err) == -1)
		return -1;
	return read_permit(parcel, arriving, err);
}

/* What it needs must be there before it, or it could never run. */
static int check_references(struct rq_session *session, const struct arriving *arriving,
			    struct rq_error *err)
{
	const struct rq_task *task = &arriving->stored.task;
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

static int check_permit(struct rq_session *session, const struct arriving *arriving,
			struct rq_error *err)
{
	const enum rq_task_status status = arriving->stored.task.status;
	struct rq_scope scope;
	int got = 1;

	if (!arriving->granted)
		return 0;
	if (status != (arriving->grant.in_batch ? RQ_TASK_SUBMITTED : RQ_TASK_LEASED))
		return rq_fail(err, RQ_BAD_RECORD, "a permit of a task that is not in hand");
	if (!arriving->grant.in_batch)
		got = rq_scope_load(session->txn, arriving->grant.scope, &scope, err);
	if (got == 0)
		return rq_fail(err, RQ_BAD_RECORD, "a permit for unknown limits");
	return got == -1 ? -1 : 0;
}

/* What was done elsewhere need not be done here; what ended later stands. */
static bool replaces(const struct rq_task *there, const struct rq_task *comes)
{
	if (there->status == RQ_TASK_LEASED || there->status == RQ_TASK_SUBMITTED)
		return false;
	return comes->finished_at > there->finished_at;
}

/* A task of a batch has a permit of its kind, if only one of nothing. */
static int keep_permit(struct rq_session *session, uint64_t number, const struct arriving *arriving,
		       struct rq_error *err)
{
	const struct rq_grant nothing = { .in_batch = true };

	if (arriving->granted)
		return rq_permit_keep(session->txn, number, &arriving->grant, err);
	if (arriving->stored.task.status == RQ_TASK_SUBMITTED)
		return rq_permit_keep(session->txn, number, &nothing, err);
	return 0;
}

static struct rq_review review_of(const struct arriving *arriving)
{
	const char *text = arriving->review ? arriving->review : "";

	return (struct rq_review) { .task_id = arriving->stored.task.task_id,
				    .at = arriving->reviewed_at,
				    .reviewer = arriving->reviewer,
				    .decision = { text, strlen(text) } };
}

static int keep_result(struct rq_session *session, uint64_t number, const struct arriving *arriving,
		       struct rq_error *err)
{
	const struct rq_bytes gist = { (const char *)arriving->gist, arriving->gist_size };
	const struct rq_review review = review_of(arriving);
	const struct rq_task *task = &arriving->stored.task;
	struct rq_key key = { .size = 0 };
	char digest[RQ_DIGEST_SIZE];

	if (!arriving->result)
		return 0;
	rq_key_number(&key, number);
	rq_fingerprint_bytes(arriving->result, strlen(arriving->result), digest);
	if (rq_table_put(session->txn, RQ_T_RESULTS, rq_key_span(&key),
			 (struct rq_span) { arriving->result, strlen(arriving->result) },
			 err) == -1 ||
	    rq_kept_gist_keep(session->txn, number, task->finished_at, gist, err) == -1 ||
	    rq_review_drop(session->txn, number, err) == -1 ||
	    rq_ledger_note(session, RQ_AUDIT_RECEIVED, task->task_id, digest, NULL, err) == -1)
		return -1;
	return arriving->review ? rq_review_keep(session, number, &review, err) : 0;
}

/* Number, creation and the fence stay: indexes and workers of long ago know them. */
static int keep(struct rq_session *session, struct rq_loaded *loaded, struct arriving *arriving,
		int64_t now, struct rq_error *err)
{
	struct rq_stored *kept = &loaded->stored;
	const uint64_t number = kept->number, fence = kept->task.fence;
	const int64_t created_at = kept->task.created_at;

	rq_task_free(&kept->task);
	*kept = arriving->stored;
	arriving->stored.task.failures = NULL;
	arriving->stored.task.failure_count = 0;
	if (loaded->exists) {
		kept->number = number;
		kept->task.created_at = created_at;
		kept->task.fence = fence > kept->task.fence ? fence : kept->task.fence;
	}
	kept->ready = kept->task.run_at <= now &&
		      (kept->task.status == RQ_TASK_QUEUED || kept->task.status == RQ_TASK_RETRY);
	if (rq_session_save(session, loaded, err) == -1 ||
	    keep_result(session, kept->number, arriving, err) == -1)
		return -1;
	return keep_permit(session, kept->number, arriving, err);
}

/* The same result here and there: of decisions about it the one that was made last stands. */
static int keep_later_review(struct rq_session *session, const struct rq_stored *there,
			     const struct arriving *arriving, bool *known, struct rq_error *err)
{
	struct rq_kept_review standing;
	const struct rq_review review = review_of(arriving);
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

static int receive(struct rq_session *session, struct arriving *arriving, int64_t now, bool *known,
		   struct rq_error *err)
{
	struct rq_loaded loaded = { .exists = false };
	int got = rq_session_find(session, arriving->stored.task.task_id, &loaded, err), result;

	*known = got == 1 && !replaces(&loaded.stored.task, &arriving->stored.task);
	if (got == -1)
		return -1;
	if (*known)
		result = keep_later_review(session, &loaded.stored, arriving, known, err);
	else if (check_references(session, arriving, err) == -1 ||
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
	struct arriving arriving;
	int result = read_task(parcel, &arriving, err);

	if (result == 0)
		result = receive(session, &arriving, now, known, err);
	drop(&arriving);
	return result;
}
