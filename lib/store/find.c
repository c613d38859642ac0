#include <string.h>

#include "store/session.h"
#include "store/strewn.h"

/*
 * --- tasks by id ------------------------------------------------------------
 * Several have the same when one was damaged, and came again.
 */

/* The task of that number: 1; 0 when there is none, or a damaged one; -1. */
static int load_sound(struct rq_session *session, uint64_t number, struct rq_loaded *loaded,
		      struct rq_error *err)
{
	struct rq_error why = { 0 };
	int got = rq_session_load(session, number, loaded, &why);

	if (got == -1 && why.code == RQ_DAMAGED)
		return 0;
	if (got == -1)
		*err = why;
	return got;
}

int rq_session_find(struct rq_session *session, const char *task_id, struct rq_loaded *loaded,
		    struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	uint64_t number = 0;
	int got, answer = 0;

	rq_key_fold(task_id, folded);
	got = rq_newest_find(session, RQ_NEWEST_TASK, folded, &number, err);
	if (got != 0)
		return got == 1 ? load_sound(session, number, loaded, err) : -1;
	while (answer == 0 &&
	       (got = rq_strewn_next(session, RQ_T_BY_ID, folded, &number, err)) == 1)
		answer = load_sound(session, number, loaded, err);
	return got == -1 ? -1 : answer;
}

int rq_session_find_twin(struct rq_session *session, const struct rq_task *arriving,
			 struct rq_loaded *loaded, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID], resume[RQ_KEY_ID];
	uint64_t number = 0;
	int got, answer = 0;

	rq_key_fold(arriving->task_id, folded);
	rq_key_fold(arriving->resume_id, resume);
	got = rq_newest_find(session, RQ_NEWEST_TASK, folded, &number, err);
	if (got != 0)
		return got == 1 ? load_sound(session, number, loaded, err) : -1;
	while (answer == 0 &&
	       (got = rq_strewn_find(session, RQ_T_BY_ID, folded, resume, &number, err)) == 1)
		answer = load_sound(session, number, loaded, err);
	return got == -1 ? -1 : answer;
}

int rq_session_find_leased(struct rq_session *session, const struct rq_task *task,
			   struct rq_loaded *loaded, struct rq_error *err)
{
	int got = rq_session_find(session, task->task_id, loaded, err);

	if (got != 1)
		return got;
	if (loaded->stored.task.status == RQ_TASK_LEASED &&
	    loaded->stored.task.fence == task->fence)
		return 1;
	rq_task_free(&loaded->stored.task);
	return 0;
}

/* --- tasks of somebody or something ---------------------------------------- */

int rq_session_each(struct rq_session *session, enum rq_table_number index,
		    const unsigned char folded[RQ_KEY_ID],
		    int (*visit)(struct rq_session *session, const struct rq_stored *stored,
				 void *context, struct rq_error *err),
		    void *context, struct rq_error *err)
{
	uint64_t number = 0;
	int got, answer = 0;

	while (answer == 0 && (got = rq_strewn_next(session, index, folded, &number, err)) == 1) {
		struct rq_loaded loaded;

		got = rq_session_load(session, number, &loaded, err);
		if (got == 1) {
			answer = visit(session, &loaded.stored, context, err);
			rq_task_free(&loaded.stored.task);
		}
		if (got == -1)
			answer = -1;
	}
	return answer == 0 && got == -1 ? -1 : answer;
}

/* --- résumés --------------------------------------------------------------- */

int rq_session_find_resume(struct rq_session *session, const char *resume_id, uint64_t *number,
			   struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	int got;

	*number = 0;
	rq_key_fold(resume_id, folded);
	got = rq_newest_find(session, RQ_NEWEST_RESUME, folded, number, err);
	return got == 0 ? rq_strewn_find(session, RQ_T_BY_RESUME, folded, folded, number, err)
			: got;
}

int rq_session_get_resume(struct rq_session *session, const char *resume_id, struct rq_span *record,
			  struct rq_error *err)
{
	uint64_t number;
	int got = rq_session_find_resume(session, resume_id, &number, err);
	struct rq_key key;

	if (got != 1)
		return got;
	key = rq_session_resume_key(number, resume_id);
	return rq_table_get(session->txn, RQ_T_RESUMES, rq_key_span(&key), record, err);
}
