#include <stdlib.h>
#include <string.h>

#include "store/embedded.h"
#include "store/erase.h"
#include "store/merge.h"
#include "store/rule.h"
#include "store/settle.h"
#include "store/strewn.h"
#include "store/use.h"

/* One transaction erases so many tasks. */
enum { ERASE_AT_ONCE = 256 };

struct forgetting {
	const char *candidate_id;
	const struct rq_id_list *resumes;
	int64_t now;
	struct rq_forgotten part; /* of the transaction under way */
	bool more;
};

/* --- whether a hold forbids it -------------------------------------------------- */

static int refuse(int held, const char *candidate_id, struct rq_error *err)
{
	if (held == 1)
		return rq_fail(err, RQ_USAGE, "candidate %s: held: release it first", candidate_id);
	return held;
}

static int refuse_held(struct rq_session *session, const struct rq_stored *stored, void *context,
		       struct rq_error *err)
{
	(void)context;
	return refuse(rq_hold_keeps(session->txn, &stored->task, err), stored->task.candidate_id,
		      err);
}

static int look_for_holds(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct forgetting *forgetting = context;
	struct rq_hold own = { .candidate = true };
	unsigned char folded[RQ_KEY_ID];

	rq_digest_copy_id(own.id, forgetting->candidate_id);
	if (rq_settle_here(session, err) == -1 ||
	    refuse(rq_hold_find(session->txn, &own, err), own.id, err) == -1)
		return -1;
	rq_key_fold(forgetting->candidate_id, folded);
	return rq_session_each(session, RQ_T_BY_CANDIDATE, folded, refuse_held, NULL, err);
}

/* --- a résumé that another candidate has, too ------------------------------------ */

/* Whose it is, too: the task's ids and source only. */
static int take_other(struct rq_session *session, const struct rq_stored *stored, void *context,
		      struct rq_error *err)
{
	struct rq_task *other = context;

	(void)session;
	(void)err;
	*other = stored->task;
	other->failures = NULL;
	return 1;
}

static int pass_on(struct rq_session *session, const struct rq_key *key, const struct rq_task *to,
		   struct rq_error *err)
{
	struct rq_span value;
	char *text;
	int got = rq_table_get(session->txn, RQ_T_RESUMES, rq_key_span(key), &value, err);

	if (got != 1)
		return got;
	text = rq_rule_pass_on((struct rq_bytes) { value.data, value.size }, to);
	if (!text)
		return 0;
	got = rq_table_put(session->txn, RQ_T_RESUMES, rq_key_span(key),
			   (struct rq_span) { text, strlen(text) }, err);
	free(text);
	return got;
}

static int let_go_of_resume(struct rq_session *session, struct forgetting *forgetting,
			    const char *resume_id, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	struct rq_task other;
	struct rq_key key;
	uint64_t number;
	int got = rq_session_find_resume(session, resume_id, &number, err);

	if (got != 1)
		return got;
	rq_key_fold(resume_id, folded);
	got = rq_session_each(session, RQ_T_BY_USE, folded, take_other, &other, err);
	if (got == -1)
		return -1;
	if (got == 0)
		return rq_erase_resume(session, number, folded, RQ_AUDIT_FORGOTTEN,
				       &forgetting->part.swept, err);
	if (strcmp(other.candidate_id, forgetting->candidate_id) == 0) /* its turn comes */
		return 0;
	forgetting->part.shared++;
	key = rq_session_resume_key(number, resume_id);
	return pass_on(session, &key, &other, err);
}

/* Those whose tasks expired before them. */
static int let_go_of_rest(struct rq_session *session, struct forgetting *forgetting,
			  struct rq_error *err)
{
	const struct rq_id_list *list = forgetting->resumes;

	for (size_t i = 0; i < list->count; i++) {
		struct rq_span record;
		int got = rq_session_get_resume(session, list->id[i], &record, err);

		if (got == 1 && rq_rule_is_of((struct rq_bytes) { record.data, record.size },
					      forgetting->candidate_id))
			got = let_go_of_resume(session, forgetting, list->id[i], err);
		if (got == -1)
			return -1;
	}
	return 0;
}

/* --- all of it -------------------------------------------------------------------- */

static int next_tasks(struct rq_session *session, const char *candidate_id,
		      uint64_t numbers[ERASE_AT_ONCE], size_t *count, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	uint64_t number = 0;
	int got = 0;

	*count = 0;
	rq_key_fold(candidate_id, folded);
	while (*count < ERASE_AT_ONCE &&
	       (got = rq_strewn_next(session, RQ_T_BY_CANDIDATE, folded, &number, err)) == 1)
		numbers[(*count)++] = number;
	return got == -1 ? -1 : 0;
}

static int forget_task(struct rq_session *session, struct forgetting *forgetting, uint64_t number,
		       struct rq_error *err)
{
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, err);

	if (got != 1)
		return got;
	got = rq_erase_task(session, &loaded, forgetting->now, RQ_AUDIT_FORGOTTEN,
			    &forgetting->part.swept, err);
	if (got == 0)
		got = let_go_of_resume(session, forgetting, loaded.stored.task.resume_id, err);
	rq_task_free(&loaded.stored.task);
	return got;
}

static int forget_some(struct rq_session *session, void *context, struct rq_error *err)
{
	struct forgetting *forgetting = context;
	uint64_t numbers[ERASE_AT_ONCE];
	size_t count;

	forgetting->part =
	    (struct rq_forgotten) { .shared = 0 }; /* also of a run that was undone */
	if (rq_settle_here(session, err) == -1 ||
	    next_tasks(session, forgetting->candidate_id, numbers, &count, err) == -1)
		return -1;
	forgetting->more = count == ERASE_AT_ONCE;
	for (size_t i = 0; i < count; i++)
		if (forget_task(session, forgetting, numbers[i], err) == -1)
			return -1;
	if (forgetting->more)
		return 0;
	if (let_go_of_rest(session, forgetting, err) == -1 || rq_runs_sift(session, err) == -1)
		return -1;
	return rq_erase_notes(session, &forgetting->part.swept, err);
}

int rq_embedded_forget(struct rq_store *store, const char *candidate_id,
		       const struct rq_id_list *resumes, int64_t now,
		       struct rq_forgotten *forgotten, struct rq_error *err)
{
	struct forgetting forgetting = { .candidate_id = candidate_id,
					 .resumes = resumes,
					 .now = now };

	if (rq_settle(rq_embedded_of(store), err) == -1 ||
	    rq_session_write(rq_embedded_of(store), look_for_holds, &forgetting, err) == -1)
		return -1;
	do {
		if (rq_session_write(rq_embedded_of(store), forget_some, &forgetting, err) == -1)
			return -1;
		rq_swept_add(&forgotten->swept, &forgetting.part.swept);
		forgotten->shared += forgetting.part.shared;
	} while (forgetting.more);
	return 0;
}
