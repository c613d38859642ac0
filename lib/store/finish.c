#include "store/embedded.h"
#include "store/kept_gist.h"
#include "store/ledger.h"
#include "store/permit.h"
#include "store/review.h"
#include "store/rule.h"
#include "store/usage.h"

struct finish {
	struct rq_outcome *outcomes;
	size_t count;
	int64_t now;
};

struct extension {
	const struct rq_task *tasks;
	size_t count;
	int64_t deadline;
	size_t lost;
};

/* The task of an outcome, if the worker or the batch still has it: 1, 0, -1. */
static int find_in_hand(struct rq_session *session, const struct rq_outcome *outcome,
			struct rq_loaded *loaded, struct rq_error *err)
{
	int got = rq_session_find(session, outcome->task->task_id, loaded, err);
	if (got != 1 || rq_rule_is_in_hand(&loaded->stored, outcome))
		return got;
	rq_task_free(&loaded->stored.task);
	return 0;
}

static int keep_result(struct rq_session *session, const struct rq_stored *stored,
		       const struct rq_outcome *outcome, int64_t now, struct rq_error *err)
{
	struct rq_span result = { outcome->result.data, outcome->result.length };
	struct rq_key key = { .size = 0 };
	char digest[RQ_DIGEST_SIZE];

	rq_key_number(&key, stored->number);
	rq_fingerprint_bytes(result.data, result.size, digest);
	if (rq_review_drop(session->txn, stored->number, err) == -1 ||
	    rq_kept_gist_keep(session->txn, stored->number, now, outcome->gist, err) == -1 ||
	    rq_ledger_note(session, RQ_AUDIT_RECEIVED, stored->task.task_id, digest, NULL, err) ==
		-1)
		return -1;
	return rq_table_put(session->txn, RQ_T_RESULTS, rq_key_span(&key), result, err);
}

static int apply(struct rq_session *session, struct rq_loaded *loaded,
		 const struct rq_outcome *outcome, int64_t now, struct rq_error *err)
{
	struct rq_stored *stored = &loaded->stored;
	struct rq_usage usage = outcome->usage;

	rq_rule_finish(stored, outcome, now, session->metrics);
	if (outcome->ending == RQ_END_DONE && keep_result(session, stored, outcome, now, err) == -1)
		return -1;
	if (rq_permit_settle(session, stored->number, &outcome->settlement, &usage, now, err) ==
		-1 ||
	    rq_usage_add(session->txn, now, &stored->task, &usage, err) == -1)
		return -1;
	return rq_session_save(session, loaded, err);
}

static int finish_tasks(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct finish *finish = context;

	for (size_t i = 0; i < finish->count; i++) {
		struct rq_outcome *outcome = &finish->outcomes[i];
		struct rq_loaded loaded;
		int got = find_in_hand(session, outcome, &loaded, err);

		if (got == -1)
			return -1;
		outcome->lost = got == 0;
		if (outcome->lost)
			continue;
		got = apply(session, &loaded, outcome, finish->now, err);
		rq_task_free(&loaded.stored.task);
		if (got == -1)
			return -1;
	}
	return 0;
}

int rq_embedded_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count,
		       int64_t now, struct rq_error *err)
{
	struct finish finish = { outcomes, count, now };

	return rq_session_write(rq_embedded_of(store), finish_tasks, &finish, err);
}

static int extend_leases(struct rq_session *session, void *context, struct rq_error *err)
{
	struct extension *extension = context;

	extension->lost = 0;
	for (size_t i = 0; i < extension->count; i++) {
		struct rq_loaded loaded;
		int got = rq_session_find_leased(session, &extension->tasks[i], &loaded, err);

		if (got == -1)
			return -1;
		if (got == 0) {
			extension->lost++;
			continue;
		}
		loaded.stored.deadline = extension->deadline;
		got = rq_session_save(session, &loaded, err);
		rq_task_free(&loaded.stored.task);
		if (got == -1)
			return -1;
	}
	return 0;
}

int rq_embedded_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		       int64_t deadline, size_t *lost, struct rq_error *err)
{
	struct extension extension = { tasks, count, deadline, 0 };

	if (rq_session_write(rq_embedded_of(store), extend_leases, &extension, err) == -1)
		return -1;
	*lost = extension.lost;
	return 0;
}
