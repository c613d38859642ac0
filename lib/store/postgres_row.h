#ifndef RQ_STORE_POSTGRES_ROW_H
#define RQ_STORE_POSTGRES_ROW_H

/* A task as a row of the server's table, and back. */

#include "store/pack.h"
#include "store/postgres_vault.h"
#include "store/scope.h"

struct rq_row {
	struct rq_stored stored;
	bool exists;  /* it is in the table */
	bool damaged; /* there, parts of it cannot be read: its texts are left as they are */
	bool changed; /* and is to be written */
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

/*
 * Free row->stored.task. Of a damaged row that is told as its one failure (RQ_DAMAGED), by who
 * reads it and when it is written again; what cannot be read is empty. RQ_STORE: its texts are
 * under a key that is not at hand, or it has no status.
 */
int rq_row_read(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		struct rq_row *row, struct rq_error *err);

/* A copy of its task, the caller's: rq_task_free(). */
struct rq_task rq_row_task(const struct rq_row *row);

/*
 * One array for each column, without elements; and the elements of a row. New rows, those that
 * exist and damaged ones do not go into the same arrays: of the second only what may change is
 * sent, and of the last no text that could not be read; its permit is, for what it reserved is
 * given back once.
 */
struct rq_args *rq_row_args(void);
void rq_row_push(const struct rq_vault *vault, struct rq_args *args, const struct rq_row *row);

/*
 * The statement that writes the rows of such arrays, at least one: new ones, or those that exist.
 * What they have in common becomes one value: the server takes apart and joins again each array,
 * which costs it as much as the row itself when all are arrays. New; free().
 */
char *rq_row_insert(struct rq_args *args);
char *rq_row_update(struct rq_args *args);

#endif
