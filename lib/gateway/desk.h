#ifndef RQ_GATEWAY_DESK_H
#define RQ_GATEWAY_DESK_H

/* Where résumés and a job become tasks of the queue, by the operator's recipe. */

#include "gateway/setup.h"

struct rq_order {
	/* The job: one of these, the others NULL */
	const char *job_version; /* of a job that the store has */
	const char *posting;     /* its text */
	const json_t *job;       /* a job file or record */

	/* The résumés: a descriptor of "resume" records, one a line, at its start; or one that the
	   store has (records is -1 then) */
	int records;
	const char *resume_id;
	int priority;
};

/*
 * Queues them: appends the task records to tasks, and an error record to errors for each line that
 * is none. What was queued stays queued when it fails, and is the same task the next time.
 */
int rq_desk_take(const struct rq_setup *setup, const struct rq_order *order, json_t *tasks,
		 json_t *errors, struct rq_answer *answer);

#endif
