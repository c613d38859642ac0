#include "engine/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/backoff.h"
#include "base/memory.h"
#include "engine/answer.h"
#include "store/object.h"

/* An answer that cannot be used is asked for again this often. */
enum { BAD_ANSWERS = 2 };

struct rq_work *rq_work_new(const struct rq_task *task, struct rq_store *store)
{
	struct rq_work *work = rq_alloc(1, sizeof *work);

	work->task = *task;
	work->store = store;
	rq_buffer_init(&work->gist, RQ_MAX_GIST_BYTES);
	return work;
}

/* Hundreds of calls are under way at once: until one is concluded its record is in the store only.
 */
static void let_go_of_record(struct rq_work *work)
{
	json_decref(work->record);
	work->record = NULL;
	work->proposal.record = NULL;
}

/* Of what is concluded only its outcome is needed any more. */
static void let_go(struct rq_work *work)
{
	let_go_of_record(work);
	json_decref(work->proposal.answer);
	json_decref(work->proposal.usage);
	work->proposal.answer = work->proposal.usage = NULL;
}

void rq_work_free(struct rq_work *work, struct rq_pantry *pantry)
{
	if (!work)
		return;
	if (work->state == RQ_WORK_READY)
		rq_engine_drop(work->engine, &work->proposal);
	if (work->supplied)
		rq_pantry_done(pantry, &work->task);
	let_go(work);
	rq_task_free(&work->task);
	rq_buffer_free(&work->gist);
	free(work->text);
	free(work);
}

static enum rq_code last_failure(const struct rq_task *task)
{
	return task->failure_count > 0 ? task->failures[task->failure_count - 1].code : RQ_OK;
}

/*
 * Its id is made of what the task is (store/task.h). On a server somebody else may write into a
 * row: no candidate gets another's résumé.
 */
static int check_identity(const struct rq_task *task, struct rq_error *err)
{
	struct rq_task same = *task;

	rq_task_identify(&same);
	if (strcmp(same.task_id, task->task_id) == 0)
		return 0;
	return rq_fail(err, RQ_DAMAGED, "the task in the store is not the one that its id names");
}

static int fetch_record(struct rq_work *work, struct rq_error *err)
{
	if (!work->record && rq_object_get(work->store, RQ_STORED_RESUME, work->task.resume_id,
					   &work->record, err) == -1)
		return -1;
	work->proposal.record = work->record;
	return 0;
}

int rq_work_prepare(struct rq_work *work, struct rq_engine *engine, struct rq_pantry *pantry,
		    struct rq_error *err)
{
	work->engine = engine;
	if (check_identity(&work->task, err) == -1 ||
	    rq_pantry_get(pantry, &work->task, &work->supply, err) == -1)
		return -1;
	work->supplied = true;
	if (fetch_record(work, err) == -1)
		return -1;
	work->proposal = (struct rq_proposal) {
		.record = work->record,
		.job = work->supply.job,
		.vocabulary = work->supply.vocabulary,
		.wordings = work->supply.wordings,
		.recipe = work->supply.recipe,
		.candidate_id = work->task.candidate_id,
		.attempt = work->task.attempts,
		.more_room = last_failure(&work->task) == RQ_BAD_ANSWER,
		.shorter = last_failure(&work->task) == RQ_TOO_LARGE,
		.context = work,
	};
	if (rq_engine_prepare(engine, &work->proposal, err) == -1)
		return -1;
	if (engine->class->remote)
		let_go_of_record(work);
	work->state = RQ_WORK_READY;
	return 0;
}

/* What to do about a failure, and how often: as the engine says, or by its kind. */
static enum rq_remedy remedy_for(const struct rq_work *work, enum rq_code code, int *again)
{
	*again = work->proposal.again;
	if (work->proposal.err.code == code)
		return work->proposal.remedy;
	*again = code == RQ_BAD_ANSWER ? BAD_ANSWERS : -1;
	if (code == RQ_BAD_ANSWER)
		return RQ_REMEDY_RETRY;
	if (code == RQ_AGAIN)
		return RQ_REMEDY_WAIT;
	if (rq_code_kind(code) == RQ_FATAL)
		return RQ_REMEDY_STOP;
	return rq_code_kind(code) == RQ_TEMPORARY ? RQ_REMEDY_RETRY : RQ_REMEDY_DEAD;
}

static bool may_try_again(const struct rq_task *task, enum rq_code code, int again,
			  int max_attempts)
{
	int failed = 0;

	for (size_t i = 0; i < task->failure_count; i++)
		failed += task->failures[i].code == code;
	return task->attempts < max_attempts && (again == -1 || failed < again);
}

/* Its usage and settlement are what the engine reported, if it did. */
static void conclude_as(struct rq_work *work, enum rq_ending ending)
{
	work->state = RQ_WORK_CONCLUDED;
	work->outcome = (struct rq_outcome) {
		.task = &work->task,
		.ending = ending,
		.settlement = work->proposal.settlement,
	};
	if (work->proposal.usage)
		work->outcome.usage = rq_answer_usage(work->proposal.usage);
	let_go(work);
}

void rq_work_give_back(struct rq_work *work)
{
	if (work->state == RQ_WORK_READY) {
		rq_engine_drop(work->engine, &work->proposal);
		work->proposal.settlement.charge = RQ_CHARGE_NONE;
	}
	conclude_as(work, RQ_END_GIVE_BACK);
}

void rq_work_abandon(struct rq_work *work)
{
	rq_engine_drop(work->engine, &work->proposal);
	work->proposal.settlement = (struct rq_settlement) { .charge = RQ_CHARGE_ALL };
	conclude_as(work, RQ_END_GIVE_BACK);
}

void rq_work_fail(struct rq_work *work, int max_attempts, const struct rq_error *failure)
{
	const struct rq_task *task = &work->task;
	enum rq_code code = failure->code;
	int again;
	enum rq_remedy remedy = remedy_for(work, code, &again);

	work->stops = remedy == RQ_REMEDY_STOP;
	work->unreached = remedy == RQ_REMEDY_AWAIT;
	if (remedy == RQ_REMEDY_STOP || remedy == RQ_REMEDY_WAIT) {
		conclude_as(work, RQ_END_GIVE_BACK);
	} else if (remedy == RQ_REMEDY_AWAIT) {
		conclude_as(work, RQ_END_GIVE_BACK);
		work->outcome.run_at = rq_store_now(work->store) + rq_backoff_wait(task->attempts);
	} else if (remedy != RQ_REMEDY_DEAD && may_try_again(task, code, again, max_attempts)) {
		conclude_as(work, RQ_END_RETRY);
		work->outcome.run_at = rq_store_now(work->store) + rq_backoff_wait(task->attempts);
	} else {
		conclude_as(work, RQ_END_DEAD);
		work->text = rq_answer_error(task, failure, &work->length);
	}
	work->outcome.failure = *failure;
}

void rq_work_conclude(struct rq_work *work, int max_attempts)
{
	struct rq_proposal *proposal = &work->proposal;
	struct rq_error failure = proposal->err;
	bool well = failure.code == RQ_OK && fetch_record(work, &failure) == 0 &&
		    rq_engine_restore(work->engine, proposal, &failure) == 0;

	rq_engine_drop(work->engine, proposal);
	if (!well || rq_answer_result(work, &failure) == -1) {
		rq_work_fail(work, max_attempts, &failure);
		return;
	}
	conclude_as(work, RQ_END_DONE);
	work->outcome.result = (struct rq_bytes) { work->text, work->length };
	work->outcome.gist = (struct rq_bytes) { work->gist.data, work->gist.length };
	work->outcome.provisional = work->fallback;
	work->outcome.status = work->status;
}
