#include "tool/review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "io/record.h"
#include "result/finding.h"
#include "review/form.h"
#include "review/reviewed.h"
#include "tool/loop.h"
#include "tool/verdicts.h"

enum { PAUSE_MS = 20 };

struct reviewing {
	struct rq_admin *admin;
	struct rq_loop loop;
	struct rq_verdicts *verdicts;
};

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
	if (!known)
		return rq_verdicts_take(reviewing->verdicts, record, err);
	rq_verdicts_know(reviewing->verdicts);
	return 0;
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

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	const struct reviewing *reviewing = context;

	if (strcmp(line->type, "decision") != 0)
		return rq_fail(err, RQ_BAD_RECORD, "a \"%s\" record is no decision", line->type);
	return rq_verdicts_take(reviewing->verdicts, line->record, err);
}

static int take_refused(const json_t *record, void *context, struct rq_error *err)
{
	struct reviewing *reviewing = context;

	return reviewing->admin->json ? rq_ndjson_write(reviewing->admin->out, record, err) : 0;
}

static int commit_idle(void *context, struct rq_error *err)
{
	struct reviewing *reviewing = context;

	return rq_verdicts_commit(reviewing->verdicts, err);
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
	return read == 0 ? rq_verdicts_add(reviewing->verdicts, &decision, err) : -1;
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

int rq_admin_review(struct rq_admin *admin, struct rq_error *err)
{
	struct reviewing reviewing = { .admin = admin, .verdicts = rq_verdicts_new(admin) };
	int result =
	    admin->approve_all ? approve_all(&reviewing, err) : review_input(&reviewing, err);

	if (result == 0)
		result = rq_verdicts_end(reviewing.verdicts, err);
	rq_verdicts_free(reviewing.verdicts);
	return result;
}
