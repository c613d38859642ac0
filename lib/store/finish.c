#include <string.h>

#include "store/embedded.h"
#include "store/kept_gist.h"
#include "store/permit.h"
#include "store/review.h"
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
	int got;

	if (!outcome->batch_id)
		return rq_session_find_leased(session, outcome->task, loaded, err);
	got = rq_session_find(session, outcome->task->task_id, loaded, err);
	if (got != 1)
		return got;
	if (loaded->stored.task.status == RQ_TASK_SUBMITTED &&
	    strcmp(loaded->stored.task.batch_id, outcome->batch_id) == 0)
		return 1;
	rq_task_free(&loaded->stored.task);
	return 0;
}

static int keep_result(struct rq_session *session, uint64_t number,
		       const struct rq_outcome *outcome, int64_t now, struct rq_error *err)
{
	struct rq_span result = { outcome->result.data, outcome->result.length };
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	if (rq_review_drop(session->txn, number, err) == -1 ||
	    rq_kept_gist_keep(session->txn, number, now, outcome->gist, err) == -1)
		return -1;
	return rq_table_put(session->txn, RQ_T_RESULTS, rq_key_span(&key), result, err);
}

static void end(struct rq_stored *stored, enum rq_task_status status, int64_t now)
{
	stored->task.status = status;
	stored->task.finished_at = now;
	rq_session_let_go(stored);
}

static void measure(struct rq_metrics *metrics, const struct rq_outcome *outcome)
{
	static const char *const endings[] = {
		[RQ_END_DONE] = "done",
		[RQ_END_RETRY] = "retry",
		[RQ_END_DEAD] = "dead",
		[RQ_END_GIVE_BACK] = "give-back",
	};

	rq_metrics_count(metrics, "endings", endings[outcome->ending]);
	if (outcome->ending == RQ_END_DONE && outcome->status)
		rq_metrics_count(metrics, "results", outcome->status);
	if (outcome->ending == RQ_END_RETRY || outcome->ending == RQ_END_DEAD)
		rq_metrics_count(metrics, "errors", rq_code_name(outcome->failure.code));
	if (outcome->usage.calls > 0 && outcome->usage.latency_ms >= 0)
		rq_metrics_observe(metrics, RQ_H_LATENCY, outcome->usage.latency_ms);
}

static int apply(struct rq_session *session, struct rq_loaded *loaded,
		 const struct rq_outcome *outcome, int64_t now, struct rq_error *err)
{
	struct rq_stored *stored = &loaded->stored;
	struct rq_task *task = &stored->task;
	struct rq_usage usage = outcome->usage;

	switch (outcome->ending) {
	case RQ_END_DONE:
		end(stored, RQ_TASK_DONE, now);
		stored->provisional = outcome->provisional;
		if (keep_result(session, stored->number, outcome, now, err) == -1)
			return -1;
		break;
	case RQ_END_DEAD:
		rq_session_note(task, now, &outcome->failure);
		end(stored, RQ_TASK_DEAD, now);
		break;
	case RQ_END_RETRY:
		rq_session_note(task, now, &outcome->failure);
		rq_session_await(stored, RQ_TASK_RETRY, outcome->run_at, now);
		break;
	case RQ_END_GIVE_BACK:
	default:
		task->attempts--;
		rq_session_await(stored, task->failure_count > 0 ? RQ_TASK_RETRY : RQ_TASK_QUEUED,
				 outcome->run_at > 0 ? outcome->run_at : task->run_at, now);
		break;
	}
	measure(session->metrics, outcome);
	if (rq_permit_settle(session, stored->number, &outcome->settlement, &usage, now, err) ==
		-1 ||
	    rq_usage_add(session->txn, now, task, &usage, err) == -1)
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
