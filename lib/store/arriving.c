#include "store/arriving.h"

#include <stdlib.h>
#include <string.h>

#include "store/parcel_member.h"
#include "store/parcel_task.h"
#include "store/permit.h"

void rq_arriving_free(struct rq_arriving *arriving)
{
	rq_task_free(&arriving->stored.task);
	free(arriving->result);
	free(arriving->review);
	free(arriving->gist);
}

/* --- reading ------------------------------------------------------------------------ */

static int read_permit(const json_t *parcel, struct rq_arriving *arriving, struct rq_error *err)
{
	const enum rq_task_status status = arriving->stored.task.status;
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
	if (result == 0 && arriving->granted &&
	    status != (arriving->grant.in_batch ? RQ_TASK_SUBMITTED : RQ_TASK_LEASED))
		return rq_fail(err, RQ_BAD_RECORD, "a permit of a task that is not in hand");
	return result;
}

static int read_review(const json_t *parcel, struct rq_arriving *arriving, struct rq_error *err)
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

int rq_arriving_read(const json_t *parcel, struct rq_arriving *arriving, struct rq_error *err)
{
	*arriving = (struct rq_arriving) { .reviewed_at = 0 };
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

/* --- what becomes of it -------------------------------------------------------------- */

bool rq_arriving_replaces(const struct rq_task *there, const struct rq_arriving *arriving)
{
	if (there->status == RQ_TASK_LEASED || there->status == RQ_TASK_SUBMITTED)
		return false;
	return arriving->stored.task.finished_at > there->finished_at;
}

void rq_arriving_move(struct rq_arriving *arriving, struct rq_stored *kept, bool exists,
		      int64_t now)
{
	const uint64_t number = kept->number, fence = kept->task.fence;
	const int64_t created_at = kept->task.created_at;

	rq_task_free(&kept->task);
	*kept = arriving->stored;
	arriving->stored.task.failures = NULL;
	arriving->stored.task.failure_count = 0;
	if (exists) {
		kept->number = number;
		kept->task.created_at = created_at;
		kept->task.fence = fence > kept->task.fence ? fence : kept->task.fence;
	}
	kept->ready = kept->task.run_at <= now &&
		      (kept->task.status == RQ_TASK_QUEUED || kept->task.status == RQ_TASK_RETRY);
}

struct rq_bytes rq_arriving_result(const struct rq_arriving *arriving)
{
	return (struct rq_bytes) { arriving->result,
				   arriving->result ? strlen(arriving->result) : 0 };
}

struct rq_bytes rq_arriving_gist(const struct rq_arriving *arriving)
{
	return (struct rq_bytes) { (const char *)arriving->gist, arriving->gist_size };
}

struct rq_review rq_arriving_review(const struct rq_arriving *arriving)
{
	const char *text = arriving->review ? arriving->review : "";

	return (struct rq_review) { .task_id = arriving->stored.task.task_id,
				    .at = arriving->reviewed_at,
				    .reviewer = arriving->reviewer,
				    .decision = { text, strlen(text) } };
}

bool rq_arriving_grant(const struct rq_arriving *arriving, struct rq_grant *grant)
{
	*grant = arriving->granted ? arriving->grant : (struct rq_grant) { .in_batch = true };
	return arriving->granted || arriving->stored.task.status == RQ_TASK_SUBMITTED;
}
