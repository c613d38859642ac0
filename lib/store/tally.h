#ifndef RQ_STORE_TALLY_H
#define RQ_STORE_TALLY_H

/*
 * Counters: tasks per status, for all and for each job. A transaction's changes
 * come together here and are written once, with its commit.
 */

#include <stdint.h>

#include "store/table.h"
#include "store/task.h"

struct rq_tally;

struct rq_tally *rq_tally_new(void);
void rq_tally_free(struct rq_tally *tally);

/* So many more (or fewer) tasks of a job have this status. */
void rq_tally_add(struct rq_tally *tally, const char *job_id, enum rq_task_status status,
		  int64_t count);

/* Adds the changes to the counters in the store. */
int rq_tally_write(const struct rq_tally *tally, struct rq_txn *txn, struct rq_error *err);

/* A counter: of a job, or of all when job_id is "". */
struct rq_tally_line {
	char job_id[RQ_ID_SIZE];
	int64_t tasks[RQ_TASK_STATUSES];
};

/* What has come together here: one line for each job, and all. For the check. */
const struct rq_tally_line *rq_tally_lines(const struct rq_tally *tally, size_t *count);

/* Reads an entry of the counters; RQ_STORE when it is damaged. */
int rq_tally_read(struct rq_span key, struct rq_span value, struct rq_tally_line *line,
		  struct rq_error *err);

/* Reads the counter of a job (or of all); zeros when there is none. */
int rq_tally_get(struct rq_txn *txn, const char *job_id, struct rq_tally_line *line,
		 struct rq_error *err);

#endif
