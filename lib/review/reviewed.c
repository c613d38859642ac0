#include "review/reviewed.h"

#include "review/decision.h"
#include "store/object.h"

/* The edits were judged once more, by a person. */
static void reject_edits(json_t *result, const char *reason)
{
	const json_t *edits = rq_json_array(result, "edits");
	json_t *rejected = rq_json_array(result, "rejected");

	for (size_t i = 0; rejected && i < json_array_size(edits); i++) {
		json_t *refusal = json_object();

		rq_json_set_take(refusal, "edit", json_incref(json_array_get(edits, i)));
		rq_json_set_string(refusal, "rule", "person");
		rq_json_set_string(refusal, "why", reason ? reason : "");
		rq_json_append_take(rejected, refusal);
	}
	rq_json_set_take(result, "edits", json_array());
}

static int restore(struct rq_store *store, const struct rq_task *task, json_t *result,
		   const json_t *review, struct rq_error *err)
{
	json_t *score = rq_json_object(result, "score"), *original;
	json_t *before = rq_json_object(score, "before");

	if (rq_object_get(store, RQ_STORED_RESUME, task->resume_id, &original, err) == -1)
		return -1;
	rq_json_set_take(result, "resume", json_incref(json_object_get(original, "resume")));
	rq_json_set_string(result, "text", rq_json_string(original, "text"));
	json_decref(original);
	if (before)
		rq_json_set_take(score, "after", json_deep_copy(before));
	reject_edits(result, rq_json_string(review, "reason"));
	return 0;
}

static bool is_declined(const json_t *review)
{
	enum rq_verdict verdict;

	return rq_verdict_find(rq_json_string(review, "decision"), &verdict) &&
	       verdict == RQ_DECLINED;
}

static int apply(struct rq_store *store, const struct rq_task *task, json_t *result,
		 struct rq_error *err)
{
	struct rq_error failure = { 0 };
	json_t *review;

	if (rq_object_get(store, RQ_STORED_REVIEW, task->task_id, &review, &failure) == -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	rq_json_set_take(result, "review", review);
	if (is_declined(review))
		return restore(store, task, result, review, err);
	return 0;
}

int rq_reviewed_result(struct rq_store *store, const struct rq_task *task, json_t **result,
		       struct rq_error *err)
{
	if (rq_object_get(store, RQ_STORED_RESULT, task->task_id, result, err) == -1)
		return -1;
	if (apply(store, task, *result, err) == 0)
		return 0;
	json_decref(*result);
	return -1;
}

void rq_reviewed_gist(struct rq_gist *gist, const json_t *review)
{
	rq_gist_review(gist, review, is_declined(review));
}
