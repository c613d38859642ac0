#include "store/mend.h"

#include <stdio.h>

#include "base/clock.h"
#include "store/batch.h"
#include "store/check.h"
#include "store/kept_gist.h"
#include "store/permit.h"
#include "store/rule.h"

int rq_mend_say(const struct rq_mending *mending, const char *format, ...)
{
	struct rq_complaints complaints = { mending->say, mending->context, 0 };
	va_list arguments;

	va_start(arguments, format);
	rq_complain_arguments(&complaints, format, arguments);
	va_end(arguments);
	return 1;
}

/* --- references ------------------------------------------------------------- */

/* One that is empty does not count: it could not be opened. */
static int has_result(struct rq_session *session, uint64_t number, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, number);
	got = rq_table_get(session->txn, RQ_T_RESULTS, rq_key_span(&key), &value, err);
	return got == 1 ? value.size > 0 : got;
}

static void die(struct rq_stored *stored, int64_t now)
{
	struct rq_error why = { 0 };

	(void)rq_fail(&why, RQ_NOT_FOUND, "its résumé was lost");
	rq_rule_note(&stored->task, now, &why);
	stored->task.status = RQ_TASK_DEAD;
	stored->task.finished_at = now;
	rq_rule_let_go(stored);
}

static int mend_done(struct rq_session *session, struct rq_stored *stored,
		     const struct rq_mending *mending, struct rq_error *err)
{
	int got = has_result(session, stored->number, err);

	if (got != 0)
		return got == 1 ? 0 : -1;
	(void)rq_mend_say(mending, "task %s: done without a result: runs again",
			  stored->task.task_id);
	stored->task.finished_at = 0;
	rq_rule_await(stored, RQ_TASK_QUEUED, stored->task.run_at, rq_clock_now());
	return 0;
}

/* A task of a batch has a permit of its kind, if only one of nothing. */
static int mend_grant(struct rq_session *session, uint64_t number, struct rq_error *err)
{
	const struct rq_grant nothing = { .in_batch = true };
	struct rq_grant grant = { .in_batch = false };
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, number);
	got = rq_table_get(session->txn, RQ_T_PERMITS, rq_key_span(&key), &value, err);
	if (got == -1 || (got == 1 && rq_permit_read(value, &grant, err) == -1))
		return -1;
	return grant.in_batch ? 0 : rq_permit_keep(session->txn, number, &nothing, err);
}

static int mend_submitted(struct rq_session *session, struct rq_stored *stored,
			  const struct rq_mending *mending, struct rq_error *err)
{
	struct rq_kept_batch kept;
	int got = rq_batch_load(session->txn, stored->task.batch_id, &kept, err);

	if (got == -1)
		return -1;
	if (got == 0 || kept.batch.state == RQ_BATCH_CLOSED) {
		(void)rq_mend_say(mending,
				  "task %s: in a batch that is closed or does not exist: "
				  "runs again",
				  stored->task.task_id);
		rq_rule_await(stored, RQ_TASK_QUEUED, stored->task.run_at, rq_clock_now());
		return 0;
	}
	return mend_grant(session, stored->number, err);
}

static int mend_waiting(struct rq_session *session, struct rq_stored *stored,
			const struct rq_mending *mending, struct rq_error *err)
{
	uint64_t number;
	int got = rq_session_find_resume(session, stored->task.resume_id, &number, err);

	if (got != 0)
		return got == 1 ? 0 : -1;
	(void)rq_mend_say(mending, "task %s: its résumé is missing: dead", stored->task.task_id);
	die(stored, rq_clock_now());
	return 0;
}

static int mend(struct rq_session *session, struct rq_stored *stored,
		const struct rq_mending *mending, struct rq_error *err)
{
	int result = 0;

	if (stored->task.status == RQ_TASK_DONE)
		result = mend_done(session, stored, mending, err);
	else if (stored->task.status == RQ_TASK_SUBMITTED)
		result = mend_submitted(session, stored, mending, err);
	if (result == 0 && !rq_task_is_over(stored->task.status))
		result = mend_waiting(session, stored, mending, err);
	return result;
}

/* A report without one is only slower, so that one that is missing is made without a word. */
static int mend_gist(struct rq_session *session, const struct rq_stored *stored,
		     const struct rq_mending *mending, struct rq_error *err)
{
	enum rq_gist_state state;
	struct rq_buffer fresh;
	int result;

	rq_buffer_init(&fresh, RQ_MAX_GIST_BYTES);
	result = rq_kept_gist_judge(session->txn, stored->number, stored->task.finished_at,
				    mending->make_gist, &state, &fresh, err);
	if (result == 0 && state == RQ_GIST_WRONG)
		(void)rq_mend_say(mending, "task %s: a gist that is not of its result: made anew",
				  stored->task.task_id);
	if (result == 0 && state != RQ_GIST_RIGHT)
		result = rq_kept_gist_keep(session->txn, stored->number, stored->task.finished_at,
					   (struct rq_bytes) { fresh.data, fresh.length }, err);
	rq_buffer_free(&fresh);
	return result;
}

/* --- records that are none --------------------------------------------------- */

/* What stands under the key; NULL when nothing does. */
static int get_bytes(struct rq_session *session, enum rq_table_number table,
		     const struct rq_key *key, struct rq_bytes *bytes, struct rq_error *err)
{
	struct rq_span value = { NULL, 0 };

	if (rq_table_get(session->txn, table, rq_key_span(key), &value, err) == -1)
		return -1;
	*bytes = (struct rq_bytes) { value.data, value.size };
	return 0;
}

/* Whoever repairs gets all that there is of it, for it is gone then. */
static int set_aside(struct rq_session *session, uint64_t number, const struct rq_mending *mending,
		     struct rq_error *err)
{
	static const enum rq_table_number tables[] = { RQ_T_TASKS, RQ_T_RESULTS, RQ_T_GISTS,
						       RQ_T_REVIEWS, RQ_T_PERMITS };
	struct rq_key key = { .size = 0 };
	struct rq_bytes task, result;
	char name[48];

	(void)snprintf(name, sizeof name, "task number %llu", (unsigned long long)number);
	rq_key_number(&key, number);
	if (get_bytes(session, RQ_T_TASKS, &key, &task, err) == -1 ||
	    get_bytes(session, RQ_T_RESULTS, &key, &result, err) == -1 ||
	    mending->set_aside(name, task, result, mending->context, err) == -1)
		return -1;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		if (rq_table_delete(session->txn, tables[i], rq_key_span(&key), err) == -1)
			return -1;
	return 0;
}

int rq_mend_task(struct rq_session *session, uint64_t number, const struct rq_mending *mending,
		 struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded = { 0 };
	int result = rq_session_load(session, number, &loaded, &why);

	if (result == -1 && why.code == RQ_DAMAGED)
		return set_aside(session, number, mending, err);
	if (result == -1) {
		*err = why;
		return -1;
	}
	result = mend(session, &loaded.stored, mending, err);
	if (result == 0 && loaded.stored.task.status == RQ_TASK_DONE && mending->make_gist)
		result = mend_gist(session, &loaded.stored, mending, err);
	if (result == 0)
		result = rq_session_adopt(session, &loaded, err);
	rq_task_free(&loaded.stored.task);
	return result;
}
