#include "tool/verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/again.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "result/finding.h"
#include "review/erased.h"
#include "store/object.h"

/* Decisions that share a commit: few, and each may be a page long; tasks looked for in one walk. */
enum { AT_ONCE = 256, ABSENT_AT_ONCE = 65536 };

struct rq_verdicts {
	struct rq_admin *admin;
	struct rq_decision decision[AT_ONCE];
	char *text[AT_ONCE];                 /* of decision[i].kept */
	struct rq_submission again[AT_ONCE]; /* of those that are sent back */
	size_t count;
	struct rq_erased *absent; /* decided about, and not there */
	size_t absent_count, absent_capacity;
	size_t kept, known, outdated, erased, queued;
};

struct rq_verdicts *rq_verdicts_new(struct rq_admin *admin)
{
	struct rq_verdicts *verdicts = rq_alloc(1, sizeof *verdicts);

	verdicts->admin = admin;
	return verdicts;
}

static void drop_all(struct rq_verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		free(verdicts->text[i]);
		json_decref(verdicts->decision[i].kept);
	}
	verdicts->count = 0;
}

void rq_verdicts_free(struct rq_verdicts *verdicts)
{
	drop_all(verdicts);
	free(verdicts->absent);
	free(verdicts);
}

/* --- tasks that are not there ----------------------------------------------------- */

static int refuse(struct rq_verdicts *verdicts, const char *task_id, struct rq_error *err)
{
	static const char message[] = "no such task with a result";
	struct rq_admin *admin = verdicts->admin;
	struct rq_error failure = { 0 };
	json_t *record;
	int result;

	rq_program_complain(admin->program, task_id, message);
	admin->program->failed++;
	if (!admin->json)
		return 0;
	(void)rq_fail(&failure, RQ_NOT_FOUND, "%s", message);
	record = rq_record_error("review", NULL, &failure);
	rq_json_set_string(record, "task_id", task_id);
	result = rq_ndjson_write(admin->out, record, err);
	json_decref(record);
	return result;
}

static int judge_absent(struct rq_verdicts *verdicts, struct rq_error *err)
{
	size_t count = verdicts->absent_count;

	verdicts->absent_count = 0;
	if (count == 0)
		return 0;
	if (rq_erased_find(verdicts->admin->store, verdicts->absent, count, err) == -1)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct rq_erased *absent = &verdicts->absent[i];

		verdicts->erased += absent->erased;
		if (!absent->erased && refuse(verdicts, absent->task_id, err) == -1)
			return -1;
	}
	return 0;
}

static int note_absent(struct rq_verdicts *verdicts, const char *task_id, struct rq_error *err)
{
	verdicts->absent = rq_grow(verdicts->absent, verdicts->absent_count,
				   &verdicts->absent_capacity, sizeof *verdicts->absent);
	rq_digest_copy_id(verdicts->absent[verdicts->absent_count++].task_id, task_id);
	return verdicts->absent_count == ABSENT_AT_ONCE ? judge_absent(verdicts, err) : 0;
}

/* --- to the store ------------------------------------------------------------------ */

static int tell_queued(struct rq_verdicts *verdicts, const struct rq_submission *again,
		       struct rq_error *err)
{
	json_t *record;
	int result;

	verdicts->queued += again->admission == RQ_ADMITTED;
	if (!verdicts->admin->json)
		return 0;
	record = rq_task_to_json(&again->task, rq_admission_name(again->admission));
	result = rq_ndjson_write(verdicts->admin->out, record, err);
	json_decref(record);
	return result;
}

static int count(struct rq_verdicts *verdicts, const struct rq_review *review, struct rq_error *err)
{
	switch (review->reception) {
	case RQ_REVIEW_KEPT:
		verdicts->kept++;
		return review->again ? tell_queued(verdicts, review->again, err) : 0;
	case RQ_REVIEW_KNOWN:
		verdicts->known++;
		return 0;
	case RQ_REVIEW_OUTDATED:
		verdicts->outdated++;
		return 0;
	case RQ_REVIEW_NO_RESULT:
	default:
		return note_absent(verdicts, review->task_id, err);
	}
}

int rq_verdicts_commit(struct rq_verdicts *verdicts, struct rq_error *err)
{
	struct rq_review reviews[AT_ONCE];
	int result = 0;

	for (size_t i = 0; i < verdicts->count; i++)
		reviews[i] = (struct rq_review) {
			.task_id = verdicts->decision[i].task_id,
			.at = verdicts->decision[i].at,
			.reviewer = rq_json_string(verdicts->decision[i].kept, "reviewer"),
			.decision = { verdicts->text[i], strlen(verdicts->text[i]) },
			.again = verdicts->decision[i].verdict == RQ_RETURNED ? &verdicts->again[i]
									      : NULL,
		};
	if (verdicts->count > 0)
		result = rq_store_review(verdicts->admin->store, reviews, verdicts->count, err);
	for (size_t i = 0; result == 0 && i < verdicts->count; i++)
		result = count(verdicts, &reviews[i], err);
	drop_all(verdicts);
	return result;
}

int rq_verdicts_add(struct rq_verdicts *verdicts, const struct rq_decision *decision,
		    struct rq_error *err)
{
	verdicts->decision[verdicts->count] = *decision;
	verdicts->text[verdicts->count++] = rq_json_text(decision->kept, 0);
	return verdicts->count == AT_ONCE ? rq_verdicts_commit(verdicts, err) : 0;
}

void rq_verdicts_know(struct rq_verdicts *verdicts)
{
	verdicts->known++;
}

/* --- one decision -------------------------------------------------------------------- */

/* What is held back goes out by nobody's approval. 1; 0 when there is no result. */
static int may_approve(struct rq_verdicts *verdicts, const char *task_id, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	enum rq_finding_status status;
	json_t *result;

	if (rq_object_get(verdicts->admin->store, RQ_STORED_RESULT, task_id, &result, &failure) ==
	    -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	status = rq_finding_status(rq_json_string(result, "status"));
	json_decref(result);
	if (!rq_finding_is_held(status))
		return 1;
	return rq_fail(
	    err, RQ_BAD_RECORD,
	    "%s: held back (%s), which nobody's approval ends: reject it or send it back", task_id,
	    rq_finding_status_name(status));
}

/* What to queue, where the next one in the commit is put. 1; 0 when there is no such task. */
static int send_back(struct rq_verdicts *verdicts, const struct rq_decision *decision,
		     struct rq_error *err)
{
	struct rq_store *store = verdicts->admin->store;
	struct rq_error failure = { 0 };
	struct rq_task task;

	if (rq_store_task(store, decision->task_id, &task, &failure) == -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	rq_task_free(&task);
	if (rq_again(store, decision->task_id, rq_json_string(decision->kept, "note"),
		     rq_store_now(store), &verdicts->again[verdicts->count], err) == -1)
		return -1;
	return 1;
}

/* What a decision needs of the store: 1; 0 when nothing is there to decide about. */
static int prepare(struct rq_verdicts *verdicts, const struct rq_decision *decision,
		   struct rq_error *err)
{
	switch (decision->verdict) {
	case RQ_APPROVED:
		return may_approve(verdicts, decision->task_id, err);
	case RQ_RETURNED:
		return send_back(verdicts, decision, err);
	case RQ_DECLINED:
	default:
		return 1; /* the store says it */
	}
}

int rq_verdicts_take(struct rq_verdicts *verdicts, const json_t *record, struct rq_error *err)
{
	struct rq_decision decision;
	int there;

	if (rq_decision_read(record, rq_clock_now(), &decision, err) == -1)
		return -1;
	there = prepare(verdicts, &decision, err);
	if (there == 1)
		return rq_verdicts_add(verdicts, &decision, err);
	json_decref(decision.kept);
	return there == 0 ? note_absent(verdicts, decision.task_id, err) : -1;
}

/* --- the end ---------------------------------------------------------------------------- */

static int tell_counts(const struct rq_verdicts *verdicts, struct rq_error *err)
{
	struct rq_output *out = verdicts->admin->out;

	if (rq_output_format(out, err, "%zu decided, %zu known already, %zu outdated\n",
			     verdicts->kept, verdicts->known, verdicts->outdated) == -1)
		return -1;
	if (verdicts->erased > 0 &&
	    rq_output_format(out, err, "%zu about erased tasks\n", verdicts->erased) == -1)
		return -1;
	return verdicts->queued == 0
		   ? 0
		   : rq_output_format(out, err, "%zu queued again\n", verdicts->queued);
}

int rq_verdicts_end(struct rq_verdicts *verdicts, struct rq_error *err)
{
	if (rq_verdicts_commit(verdicts, err) == -1 || judge_absent(verdicts, err) == -1)
		return -1;
	return verdicts->admin->json ? 0 : tell_counts(verdicts, err);
}
