#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/embedded.h"
#include "store/kept_gist.h"
#include "store/rule.h"
#include "store/settle.h"
#include "store/usage.h"
#include "store/use.h"

struct enqueue {
	struct rq_submission *submissions;
	size_t count;
	const struct rq_enqueue_options *options;
	struct rq_task *tasks; /* as stored; handed out after the commit */
	enum rq_admission *admissions;
};

static int keep_resume(struct rq_session *session, const struct rq_submission *submission,
		       int64_t now, struct rq_error *err)
{
	uint64_t number;
	int got;

	if (!submission->resume.data)
		return 0;
	got = rq_session_find_resume(session, submission->task.resume_id, &number, err);
	if (got == -1)
		return -1;
	if (got == 0) {
		number = session->marks.next_resume;
		if (rq_session_add_resume(session, submission->task.resume_id, submission->resume,
					  err) == -1)
			return -1;
	}
	return rq_use_touch(session->txn, number, now, err);
}

/* An answer that is there stands in for a call. */
static int count_reused(struct rq_session *session, const struct rq_stored *stored,
			const struct rq_enqueue_options *options, struct rq_error *err)
{
	struct rq_usage usage = { 0 };
	struct rq_span gist;
	int got =
	    rq_kept_gist_find(session->txn, stored->number, stored->task.finished_at, &gist, err);

	if (got == 1)
		rq_rule_reuse((struct rq_bytes) { gist.data, gist.size }, options, &usage);
	return got == -1 ? -1
			 : rq_usage_add(session->txn, options->now, &stored->task, &usage, err);
}

int rq_embedded_admit(struct rq_session *session, const struct rq_submission *submission,
		      const struct rq_enqueue_options *options, struct rq_task *task,
		      enum rq_admission *admission, struct rq_error *err)
{
	struct rq_loaded loaded = { .exists = false };
	int got = rq_session_find_twin(session, &submission->task, &loaded, err);
	int result = 0;

	if (got == -1)
		return -1;
	*admission = got == 1 ? rq_rule_admission(&loaded.stored, options) : RQ_ADMITTED;
	if (*admission == RQ_ADMITTED) {
		rq_rule_renew(&loaded.stored, loaded.exists, &submission->task, options->now);
		result = keep_resume(session, submission, options->now, err);
		if (result == 0)
			result = rq_session_save(session, &loaded, err);
	}
	if (*admission == RQ_CACHED && options->worth)
		result = count_reused(session, &loaded.stored, options, err);
	*task = loaded.stored.task;
	rq_metrics_count(session->metrics, "admissions", rq_admission_name(*admission));
	return result;
}

static void drop_tasks(struct enqueue *enqueue)
{
	for (size_t i = 0; i < enqueue->count; i++)
		rq_task_free(&enqueue->tasks[i]);
}

static int admit_all(struct rq_session *session, void *context, struct rq_error *err)
{
	struct enqueue *enqueue = context;

	drop_tasks(enqueue); /* of a run that was undone */
	for (size_t i = 0; i < enqueue->count; i++)
		if (rq_embedded_admit(session, &enqueue->submissions[i], enqueue->options,
				      &enqueue->tasks[i], &enqueue->admissions[i], err) == -1)
			return -1;
	session->store->unsettled = rq_settle_is_due(session);
	return 0;
}

int rq_embedded_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
			const struct rq_enqueue_options *options, struct rq_error *err)
{
	struct rq_embedded *embedded = rq_embedded_of(store);
	struct enqueue enqueue = { submissions, count, options, NULL, NULL };
	int result;

	enqueue.tasks = rq_alloc(count, sizeof *enqueue.tasks);
	enqueue.admissions = rq_alloc(count, sizeof *enqueue.admissions);
	result = rq_session_write(embedded, admit_all, &enqueue, err);
	for (size_t i = 0; result == 0 && i < count; i++) {
		rq_task_free(&submissions[i].task);
		submissions[i].task = enqueue.tasks[i];
		submissions[i].admission = enqueue.admissions[i];
	}
	if (result == -1)
		drop_tasks(&enqueue);
	free(enqueue.tasks);
	free(enqueue.admissions);
	if (result == 0)
		rq_settle_behind(embedded);
	return result;
}
