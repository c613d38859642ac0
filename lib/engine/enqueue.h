#ifndef RQ_ENGINE_ENQUEUE_H
#define RQ_ENGINE_ENQUEUE_H

/*
 * Résumés by jobs to tasks. Tasks are committed in groups, bounded by number,
 * bytes and (by the caller's clock) time, and a task record is handed out only
 * when its task is durable.
 */

#include <stdint.h>

#include "base/json.h"
#include "io/output.h"
#include "match/job.h"
#include "store/store.h"

struct rq_enqueuer_options {
	const struct rq_job *jobs; /* borrowed */
	size_t job_count;
	const json_t *recipe; /* borrowed */
	char recipe_id[RQ_ID_SIZE];
	int priority;
	int64_t run_at; /* ms; 0: now */
	int64_t ttl;    /* ms */
	bool force;
};

struct rq_enqueuer;

/* Stores the jobs and the recipe. Free it; that flushes nothing. */
int rq_enqueuer_open(struct rq_store *store, const struct rq_enqueuer_options *options,
		     struct rq_output *out, struct rq_enqueuer **enqueuer, struct rq_error *err);
void rq_enqueuer_free(struct rq_enqueuer *enqueuer);

/*
 * Adds a résumé record's tasks, one a job. text is the record as it came: it is
 * stored as it is when its ids are right, else record is changed and stored.
 * RQ_BAD_RECORD when it is no résumé; anything else is the store's.
 */
int rq_enqueuer_add(struct rq_enqueuer *enqueuer, json_t *record, const char *text, size_t length,
		    struct rq_error *err);

/* Commits what waits and writes its task records. */
int rq_enqueuer_flush(struct rq_enqueuer *enqueuer, struct rq_error *err);

#endif
