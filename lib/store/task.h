#ifndef RQ_STORE_TASK_H
#define RQ_STORE_TASK_H

/*
 * A task: one résumé to be tailored to one job by one recipe. Its id is the
 * digest of all that shapes the answer, so it is at once the key of the queue,
 * of deduplication and of the cache.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"

enum rq_task_status {
	RQ_TASK_QUEUED,    /* may run at run_at */
	RQ_TASK_LEASED,    /* a worker has it until its lease ends */
	RQ_TASK_RETRY,     /* failed, may run again at run_at */
	RQ_TASK_SUBMITTED, /* in a provider's batch */
	RQ_TASK_DONE,      /* has a result */
	RQ_TASK_DEAD,      /* failed for good: the dead letters */
	RQ_TASK_CANCELLED, /* somebody said no */
};
enum { RQ_TASK_STATUSES = 7 };

/* One failed attempt. */
struct rq_failure {
	int64_t at;
	enum rq_code code;
	int attempt;
	char message[240];
};

struct rq_task {
	char task_id[RQ_ID_SIZE];
	char candidate_id[RQ_ID_SIZE];
	char resume_id[RQ_ID_SIZE];
	char job_id[RQ_ID_SIZE];
	char job_version[RQ_ID_SIZE];
	char recipe[RQ_ID_SIZE];
	char engine[32];  /* what the recipe names, to choose by */
	char model[96];   /* "" for none */
	char source[256]; /* where the résumé came from, for people; cut in front when long */
	enum rq_task_status status;
	int priority;              /* 0 first, RQ_MAX_PRIORITY last */
	int attempts;              /* begun so far */
	char batch_id[RQ_ID_SIZE]; /* the batch it was submitted with, or "" */
	int64_t run_at;            /* ms; not before */
	int64_t created_at;
	int64_t finished_at;         /* 0 until done, dead or cancelled */
	uint64_t fence;              /* of the current or last lease; grows with each claim */
	struct rq_failure *failures; /* oldest first, at most RQ_MAX_HISTORY */
	size_t failure_count;
};

void rq_task_free(struct rq_task *task); /* what it points to, not the struct */

/* Sets task_id from candidate, résumé, job, version and recipe. */
void rq_task_identify(struct rq_task *task);

/* "queued" and the like; static. Find returns -1 for an unknown name. */
const char *rq_task_status_name(enum rq_task_status status);
int rq_task_status_find(const char *name);

/* Whether nothing will become of it any more: done, dead or cancelled. */
bool rq_task_is_over(enum rq_task_status status);

/* The "task" record; status replaces the task's own when it is not NULL. New. */
json_t *rq_task_to_json(const struct rq_task *task, const char *status);

/* The task_id of a task record from outside: RQ_BAD_RECORD when it has none. Borrowed. */
int rq_task_id_of(const json_t *record, const char **task_id, struct rq_error *err);

#endif
