#include "tool/review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "engine/again.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "result/finding.h"
#include "review/decision.h"
#include "review/form.h"
#include "review/reviewed.h"
#include "store/object.h"
#include "tool/loop.h"

/* Decisions that share a commit; they are few, and each may be a page long. */
enum { AT_ONCE = 256, PAUSE_MS = 20 };

struct reviewing {
	struct rq_admin *admin;
	struct rq_loop loop;
	struct rq_decision decision[AT_ONCE];
	char *text[AT_ONCE];                 /* of decision[i].kept */
	struct rq_submission again[AT_ONCE]; /* of those that are sent back */
	size_t count;
	size_t kept, known, outdated, queued;
};

/* --- to the store -------------------------------------------------------------- */

static int refuse(struct reviewing *reviewing, const char *source, const char *message,
		  struct rq_error *err)
{
	struct rq_admin *admin = reviewing->admin;
	struct rq_error failure = { 0 };
	json_t *record;
	int result;

	rq_program_complain(admin->program, source, message);
	admin->program->failed++;
	if (!admin->json)
		return 0;
	(void)rq_fail(&failure, RQ_NOT_FOUND, "%s", message);
	record = rq_record_error("review", NULL, &failure);
	rq_json_set_string(record, "task_id", source);
	result = rq_ndjson_write(admin->out, record, err);
	json_decref(record);
	return result;
}

static int tell_queued(struct reviewing *reviewing, const struct rq_submission *again,
		       struct rq_error *err)
{
	json_t *record;
	int result;

	reviewing->queued += again->admission == RQ_ADMITTED;
	if (!reviewing->admin->json)
		return 0;
	record = rq_task_to_json(&again->task, rq_admission_name(again->admission));
	result = rq_ndjson_write(reviewing->admin->out, record, err);
	json_decref(record);
	return result;
}

static int count(struct reviewing *reviewing, const struct rq_review *review, struct rq_error *err)
{
	switch (review->reception) {
	case RQ_REVIEW_KEPT:
		reviewing->kept++;
		return review->again ? tell_queued(reviewing, review->again, err) : 0;
	case RQ_REVIEW_KNOWN:
		reviewing->known++;
		return 0;
	case RQ_REVIEW_OUTDATED:
		reviewing->outdated++;
		return 0;
	case RQ_REVIEW_NO_RESULT:
	default:
		return refuse(reviewing, review->task_id, "no such task with a result", err);
	}
}

static int commit(struct reviewing *reviewing, struct rq_error *err)
{
	struct rq_review reviews[AT_ONCE];
	int result = 0;

	for (size_t i = 0; i < reviewing->count; i++)
		reviews[i] = (struct rq_review) {
			.task_id = reviewing->decision[i].task_id,
			.at = reviewing->decision[i].at,
			.reviewer = rq_json_string(reviewing->decision[i].kept, "reviewer"),
			.decision = { reviewing->text[i], strlen(reviewing->text[i]) },
			.again = reviewing->decision[i].verdict == RQ_RETURNED
				     ? &reviewing->again[i]
				     : NULL,
		};
	if (reviewing->count > 0)
		result = rq_store_review(reviewing->admin->store, reviews, reviewing->count, err);
	for (size_t i = 0; i < reviewing->count; i++) {
		if (result == 0)
			result = count(reviewing, &reviews[i], err);
		free(reviewing->text[i]);
		json_decref(reviewing->decision[i].kept);
	}
	reviewing->count = 0;
	return result;
}

/* Takes the decision's kept. */
static int add(struct reviewing *reviewing, const struct rq_decision *decision,
	       struct rq_error *err)
{
	reviewing->decision[reviewing->count] = *decision;
	reviewing->text[reviewing->count++] = rq_json_text(decision->kept, 0);
	return reviewing->count == AT_ONCE ? commit(reviewing, err) : 0;
}

/* --- one decision ------------------------------------------------------------------ */

/* What is held back goes out by nobody's approval; that there is no result is told later. */
static int may_approve(struct reviewing *reviewing, const char *task_id, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	enum rq_finding_status status;
	json_t *result;

	if (rq_object_get(reviewing->admin->store, RQ_STORED_RESULT, task_id, &result, &failure) ==
	    -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	status = rq_finding_status(rq_json_string(result, "status"));
	json_decref(result);
	if (!rq_finding_is_held(status))
		return 0;
	return rq_fail(
	    err, RQ_BAD_RECORD,
	    "%s: held back (%s), which nobody's approval ends: reject it or send it back", task_id,
	    rq_finding_status_name(status));
}

/* What a decision needs of the store. */
static int prepare(struct reviewing *reviewing, const struct rq_decision *decision,
		   struct rq_error *err)
{
	struct rq_store *store = reviewing->admin->store;

	if (decision->verdict == RQ_APPROVED)
		return may_approve(reviewing, decision->task_id, err);
	if (decision->verdict == RQ_RETURNED)
		return rq_again(store, decision->task_id, rq_json_string(decision->kept, "note"),
				rq_store_now(store), &reviewing->again[reviewing->count], err);
	return 0;
}

static int take_decision(struct reviewing *reviewing, const json_t *record, struct rq_error *err)
{
	struct rq_decision decision;

	if (rq_decision_read(record, rq_clock_now(), &decision, err) == -1)
		return -1;
	if (prepare(reviewing, &decision, err) == -1) {
		json_decref(decision.kept);
		return -1;
	}
	return add(reviewing, &decision, err);
}

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	if (strcmp(line->type, "decision") != 0)
		return rq_fail(err, RQ_BAD_RECORD, "a \"%s\" record is no decision", line->type);
	return take_decision(context, line->record, err);
}

/* --- from a table ------------------------------------------------------------------- */

static bool is_same(const json_t *one, const json_t *other, const char *key)
{
	return json_equal(json_object_get(one, key), json_object_get(other, key));
}

/*
 * Whether a row says what stands already. A table shortens texts and shows them safely, so
 * the decision and its time have to do.
 */
static int stands(struct reviewing *reviewing, const json_t *record, bool *known,
		  struct rq_error *err)
{
	const char *id = rq_json_string(record, "task_id");
	struct rq_error failure = { 0 };
	size_t length;
	json_t *kept;
	char *text;

	*known = false;
	if (!id || !rq_digest_is_id(id))
		return 0;
	if (rq_store_get(reviewing->admin->store, RQ_STORED_REVIEW, id, &text, &length, &failure) ==
	    -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	if (rq_json_parse_object(text, length, &kept, &failure) == 0) {
		*known = is_same(kept, record, "at") && is_same(kept, record, "decision");
		json_decref(kept);
	}
	free(text);
	return 0;
}

static int take_row(struct reviewing *reviewing, const json_t *record, struct rq_error *err)
{
	bool known;

	if (stands(reviewing, record, &known, err) == -1)
		return -1;
	reviewing->known += known;
	return known ? 0 : take_decision(reviewing, record, err);
}

/* One row: 1, 0 at the end, -1 when nothing further can be taken. */
static int next_row(struct reviewing *reviewing, struct rq_form *form, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	json_t *record;
	int got = rq_form_read(form, &record, &failure);

	if (got == 1) {
		got = take_row(reviewing, record, &failure) == 0 ? 1 : -1;
		json_decref(record);
	}
	if (got != -1)
		return got;
	return rq_loop_refuse(&reviewing->loop, form->rows.number, &failure, err) == 0 ? 1 : -1;
}

static int review_table(struct reviewing *reviewing, struct rq_error *err)
{
	struct rq_input input;
	struct rq_form form;
	int got;

	rq_input_init(&input, STDIN_FILENO, reviewing->admin->program->stop_fd,
		      RQ_MAX_RECORD_BYTES);
	got = rq_form_open(&form, &input, err) == 0 ? 1 : -1;
	while (got == 1)
		got = next_row(reviewing, &form, err);
	rq_form_free(&form);
	rq_input_free(&input);
	return got;
}

/* --- from standard input ---------------------------------------------------------- */

static int take_refused(const json_t *record, void *context, struct rq_error *err)
{
	struct reviewing *reviewing = context;

	return reviewing->admin->json ? rq_ndjson_write(reviewing->admin->out, record, err) : 0;
}

static int commit_idle(void *context, struct rq_error *err)
{
	struct reviewing *reviewing = context;

	return commit(reviewing, err);
}

static int review_input(struct reviewing *reviewing, struct rq_error *err)
{
	reviewing->loop = (struct rq_loop) {
		.program = reviewing->admin->program,
		.out = reviewing->admin->out,
		.stage = "review",
		.take = take_record,
		.refuse = take_refused,
		.idle = commit_idle,
		.pause_ms = PAUSE_MS,
		.context = reviewing,
	};
	if (reviewing->admin->table)
		return review_table(reviewing, err);
	return rq_loop_run(&reviewing->loop, err);
}

/* --- many at once ------------------------------------------------------------------ */

/* Without a status, what was tailored without a doubt; never what was held back. */
static bool may_pass_unread(const struct rq_admin *admin, const char *status)
{
	if (!status)
		return false;
	if (admin->result_status)
		return strcmp(status, admin->result_status) == 0;
	return strcmp(status, "ok") == 0 || strcmp(status, "ok_reduced") == 0 ||
	       strcmp(status, "unchanged") == 0;
}

static json_t *approval(const struct rq_admin *admin, const char *task_id)
{
	json_t *record = rq_record_new("decision");

	rq_json_set_string(record, "task_id", task_id);
	rq_json_set_string(record, "decision", rq_verdict_name(RQ_APPROVED));
	rq_json_set_string(record, "reviewer", admin->reviewer);
	rq_json_set_take(record, "bulk", json_true());
	return record;
}

/* What somebody has decided about stays as it is. */
static int approve(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct reviewing *reviewing = context;
	struct rq_decision decision;
	json_t *result, *record;
	bool wanted;
	int read;

	if (rq_reviewed_result(reviewing->admin->store, task, &result, err) == -1)
		return -1;
	wanted = !json_object_get(result, "review") &&
		 may_pass_unread(reviewing->admin, rq_json_string(result, "status"));
	json_decref(result);
	if (!wanted)
		return 0;
	record = approval(reviewing->admin, task->task_id);
	read = rq_decision_read(record, rq_clock_now(), &decision, err);
	json_decref(record);
	return read == 0 ? add(reviewing, &decision, err) : -1;
}

static int approve_all(struct reviewing *reviewing, struct rq_error *err)
{
	struct rq_admin *admin = reviewing->admin;
	const char *status = admin->result_status;

	if (status && rq_finding_is_held(rq_finding_status(status)))
		return rq_fail(err, RQ_USAGE, "what is %s is approved by nobody", status);
	admin->filter.status = RQ_TASK_DONE;
	return rq_store_each(admin->store, &admin->filter, approve, reviewing, err);
}

static int tell_counts(const struct reviewing *reviewing, struct rq_error *err)
{
	struct rq_output *out = reviewing->admin->out;

	if (rq_output_format(out, err, "%zu decided, %zu known already, %zu outdated\n",
			     reviewing->kept, reviewing->known, reviewing->outdated) == -1)
		return -1;
	return reviewing->queued == 0
		   ? 0
		   : rq_output_format(out, err, "%zu queued again\n", reviewing->queued);
}

int rq_admin_review(struct rq_admin *admin, struct rq_error *err)
{
	struct reviewing *reviewing = rq_alloc(1, sizeof *reviewing);
	int result;

	reviewing->admin = admin;
	result = admin->approve_all ? approve_all(reviewing, err) : review_input(reviewing, err);
	if (result == 0)
		result = commit(reviewing, err);
	if (result == 0 && !admin->json)
		result = tell_counts(reviewing, err);
	for (size_t i = 0; i < reviewing->count; i++) {
		free(reviewing->text[i]);
		json_decref(reviewing->decision[i].kept);
	}
	free(reviewing);
	return result;
}
