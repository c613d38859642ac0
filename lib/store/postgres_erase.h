#ifndef RQ_STORE_POSTGRES_ERASE_H
#define RQ_STORE_POSTGRES_ERASE_H

/* Records that leave a store on a server, with all that follows from them. */

#include "store/postgres_transaction.h"

/* One transaction erases so many tasks or résumés, and no more. */
enum { RQ_POSTGRES_ERASE_AT_ONCE = 512 };

/* As SQL, in a statement about tasks: a hold keeps it. */
#define RQ_POSTGRES_HELD                                                                           \
	"EXISTS (SELECT FROM holds WHERE (id = tasks.task_id AND candidate = 0) "                  \
	"OR (id = tasks.candidate_id AND candidate = 1))"

/* The number that a statement answers, or -1; args are freed. It may write. */
int64_t rq_postgres_count_rows(struct rq_transaction *txn, const char *sql, struct rq_args *args,
			       struct rq_error *err);

/*
 * The tasks rows[first] and on, their results, reviews and permits; why is
 * RQ_AUDIT_EXPIRED or RQ_AUDIT_FORGOTTEN. Adds what is gone to *swept.
 */
int rq_postgres_erase_tasks(struct rq_transaction *txn, size_t first, int64_t now,
			    enum rq_audit_action why, struct rq_swept *swept, struct rq_error *err);

/* Those of the résumés that there are; ids is one array, and freed. why, swept: likewise. */
int rq_postgres_erase_resumes(struct rq_transaction *txn, struct rq_args *ids,
			      enum rq_audit_action why, struct rq_swept *swept,
			      struct rq_error *err);

/* Recipes that hold somebody's notes (they speak of one person) and that no task needs. */
int rq_postgres_erase_notes(struct rq_transaction *txn, struct rq_swept *swept,
			    struct rq_error *err);

#endif
