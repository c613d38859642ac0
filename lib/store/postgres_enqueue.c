#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/postgres_permit.h"
#include "store/postgres_queue.h"
#include "store/rule.h"

/* New résumés are counted, and told; those that are there were needed again. */
static const char keep_resumes[] =
    "WITH kept AS (INSERT INTO resumes (resume_id, record, used_at) "
    "SELECT id, record, $3 FROM unnest($1::text[], $2::bytea[]) AS v (id, record) "
    "ON CONFLICT (resume_id) DO UPDATE SET used_at = greatest(resumes.used_at, excluded.used_at) "
    "RETURNING resume_id, xmax = 0 AS fresh), "
    "told AS (INSERT INTO audit_waiting (at, action, id) "
    "SELECT $4, 'read', resume_id FROM kept WHERE fresh ORDER BY resume_id) "
    "INSERT INTO sums SELECT 'records', 0, '', 'resumes', '', count(*) FROM kept "
    "WHERE fresh HAVING count(*) > 0";

struct enqueue {
	struct rq_submission *submissions;
	size_t count;
	const struct rq_enqueue_options *options;
	struct rq_task *tasks; /* as stored; handed out after the commit */
	enum rq_admission *admissions;
};

void rq_postgres_admit(struct rq_transaction *txn, const struct rq_submission *submission,
		       const struct rq_enqueue_options *options, enum rq_admission *admission)
{
	struct rq_row *row = rq_transaction_find(txn, submission->task.task_id);
	bool known = row->exists || row->changed;

	*admission = known ? rq_rule_admission(&row->stored, options) : RQ_ADMITTED;
	if (*admission == RQ_ADMITTED) {
		rq_rule_renew(&row->stored, known, &submission->task, options->now);
		row->damaged = false; /* nothing is left of what was */
		rq_transaction_save(txn, row);
	}
	rq_metrics_count(txn->metrics, "admissions", rq_admission_name(*admission));
}

/* By résumé, so that two who bring the same wait for each other in the same order. */
static int compare_resumes(const void *one, const void *other)
{
	const struct rq_submission *const *a = one, *const *b = other;

	return strcmp((*a)->task.resume_id, (*b)->task.resume_id);
}

static size_t choose(const struct rq_submission *const *list, const enum rq_admission *admissions,
		     size_t count, const struct rq_submission **chosen)
{
	size_t kept = 0, different = 0;

	for (size_t i = 0; i < count; i++)
		if (admissions[i] == RQ_ADMITTED && list[i]->resume.data)
			chosen[kept++] = list[i];
	if (kept > 0)
		qsort(chosen, kept, sizeof(struct rq_submission *), compare_resumes);
	for (size_t i = 0; i < kept; i++)
		if (i == 0 || compare_resumes(&chosen[i], &chosen[different - 1]) != 0)
			chosen[different++] = chosen[i];
	return different;
}

int rq_postgres_keep_resumes(struct rq_transaction *txn, const struct rq_submission *const *list,
			     const enum rq_admission *admissions, size_t count, int64_t now,
			     struct rq_error *err)
{
	const struct rq_submission **chosen = rq_alloc(count, sizeof(struct rq_submission *));
	size_t kept = choose(list, admissions, count, chosen);
	struct rq_args *args = rq_args_new();
	size_t ids = rq_args_array(args, RQ_ARG_TEXT), records = rq_args_array(args, RQ_ARG_BYTES);

	for (size_t i = 0; i < kept; i++) {
		rq_args_push_text(args, ids, chosen[i]->task.resume_id);
		rq_vault_push_bytes(&txn->store->vault, RQ_V_RESUME, chosen[i]->task.resume_id,
				    chosen[i]->resume, args, records);
	}
	rq_args_number(args, now);
	rq_args_number(args, rq_postgres_now(&txn->store->store));
	free(chosen);
	if (kept == 0) {
		rq_args_free(args);
		return 0;
	}
	return rq_transaction_write(txn, keep_resumes, args, err);
}

int rq_postgres_notify(struct rq_transaction *txn, struct rq_error *err)
{
	return rq_transaction_write(txn, "NOTIFY " RQ_POSTGRES_CHANNEL, NULL, err);
}

static int load_tasks(struct rq_transaction *txn, const struct enqueue *enqueue,
		      struct rq_error *err)
{
	const char **ids = rq_alloc(enqueue->count, sizeof *ids);
	int result;

	for (size_t i = 0; i < enqueue->count; i++)
		ids[i] = enqueue->submissions[i].task.task_id;
	result = rq_transaction_load(txn, ids, enqueue->count, err);
	free(ids);
	return result;
}

static int keep_admitted(struct rq_transaction *txn, const struct enqueue *enqueue,
			 struct rq_error *err)
{
	const struct rq_submission **list =
	    rq_alloc(enqueue->count, sizeof(struct rq_submission *));
	bool any = false;
	int result;

	for (size_t i = 0; i < enqueue->count; i++) {
		list[i] = &enqueue->submissions[i];
		any = any || enqueue->admissions[i] == RQ_ADMITTED;
	}
	result = rq_postgres_keep_resumes(txn, list, enqueue->admissions, enqueue->count,
					  enqueue->options->now, err);
	free(list);
	if (result == 0 && any)
		result = rq_postgres_notify(txn, err);
	return result;
}

/* A gist that cannot be read, or is of another result, counts for nothing. */
static void count_gist(struct rq_transaction *txn, const struct rq_fetched *rows, size_t at,
		       const struct rq_enqueue_options *options)
{
	const char *id = rq_fetched_text(rows, at, 0);
	const struct rq_task *task = &rq_transaction_find(txn, id)->stored.task;
	struct rq_error ignored = { 0 };
	struct rq_bytes gist;
	struct rq_usage usage;

	if (rq_fetched_number(rows, at, 1) != task->finished_at ||
	    rq_vault_open(&txn->store->vault, RQ_V_GIST, id, rows, at, 2, &gist, &ignored) == -1)
		return;
	rq_rule_reuse(gist, options, &usage);
	rq_postgres_count_usage(txn, task, &usage, options->now);
}

/* Answers that are there stand in for calls, each time that they are asked for. */
static int count_reused(struct rq_transaction *txn, const struct enqueue *enqueue,
			struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	size_t ids = rq_args_array(args, RQ_ARG_TEXT), count = 0;
	struct rq_fetched *rows;

	for (size_t i = 0; enqueue->options->worth && i < enqueue->count; i++)
		if (enqueue->admissions[i] == RQ_CACHED) {
			rq_args_push_text(args, ids, enqueue->submissions[i].task.task_id);
			count++;
		}
	if (count == 0) {
		rq_args_free(args);
		return 0;
	}
	if (rq_transaction_ask(txn,
			       "SELECT task_id, finished_at, gist FROM unnest($1::text[]) "
			       "AS v (task_id) JOIN results USING (task_id) WHERE gist IS NOT NULL",
			       args, &rows, err) == -1)
		return -1;
	for (size_t i = 0; i < rq_fetched_count(rows); i++)
		count_gist(txn, rows, i, enqueue->options);
	rq_fetched_free(rows);
	return 0;
}

static int admit_all(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct enqueue *enqueue = context;

	if (rq_transaction_number(txn, enqueue->count, err) == -1 ||
	    load_tasks(txn, enqueue, err) == -1)
		return -1;
	for (size_t i = 0; i < enqueue->count; i++) {
		const struct rq_submission *submission = &enqueue->submissions[i];

		rq_postgres_admit(txn, submission, enqueue->options, &enqueue->admissions[i]);
		rq_task_free(&enqueue->tasks[i]); /* of a run that was undone */
		enqueue->tasks[i] = rq_row_task(rq_transaction_find(txn, submission->task.task_id));
	}
	return count_reused(txn, enqueue, err) == 0 ? keep_admitted(txn, enqueue, err) : -1;
}

int rq_postgres_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
			const struct rq_enqueue_options *options, struct rq_error *err)
{
	struct enqueue enqueue = { submissions, count, options, NULL, NULL };
	int result;

	enqueue.tasks = rq_alloc(count, sizeof *enqueue.tasks);
	enqueue.admissions = rq_alloc(count, sizeof *enqueue.admissions);
	result = rq_transaction_run(rq_postgres_of(store), admit_all, &enqueue, err);
	for (size_t i = 0; i < count; i++) {
		if (result == -1) {
			rq_task_free(&enqueue.tasks[i]);
			continue;
		}
		rq_task_free(&submissions[i].task);
		submissions[i].task = enqueue.tasks[i];
		submissions[i].admission = enqueue.admissions[i];
	}
	free(enqueue.tasks);
	free(enqueue.admissions);
	return result;
}
