#ifndef RQ_STORE_POSTGRES_ROW_H
#define RQ_STORE_POSTGRES_ROW_H

/* A task as a row of the server's table, and back. */

#include "store/pack.h"
#include "store/postgres_vault.h"
#include "store/scope.h"

struct rq_row {
	struct rq_stored stored;
	bool exists;                /* it is in the table */
	bool changed;               /* and is to be written */
	enum rq_task_status status; /* as it stands there */
	bool granted;               /* its call has a permit: */
	struct rq_grant grant;
};

/* The columns of tasks that rq_row_read() takes, in their order. */
#define RQ_ROW_COLUMNS                                                                             \
	"task_id, candidate_id, resume_id, job_id, job_version, recipe, engine, model, source, "   \
	"status, batch_id, failures, number, priority, attempts, run_at, created_at, "             \
	"finished_at, fence, provisional, deadline, host, start, pid, permit"
enum { RQ_ROW_WIDTH = 25, RQ_ROW_NUMBER = 12 };

/* RQ_STORE when the row is no task, or its texts cannot be opened; else free row->stored.task. */
int rq_row_read(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		struct rq_row *row, struct rq_error *err);

/* A copy of its task, the caller's: rq_task_free(). */
struct rq_task rq_row_task(const struct rq_row *row);

/* One array for each column, without elements; and the elements of a row. */
struct rq_args *rq_row_args(void);
void rq_row_push(const struct rq_vault *vault, struct rq_args *args, const struct rq_row *row);

/* Statements that take such arrays: new rows, and changed ones. */
extern const char rq_row_insert[], rq_row_update[];

#endif
