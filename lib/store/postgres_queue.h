#ifndef RQ_STORE_POSTGRES_QUEUE_H
#define RQ_STORE_POSTGRES_QUEUE_H

/* Submissions to tasks on the server. */

#include "store/postgres_transaction.h"

/* Puts submissions in the queue, as far as they may be; numbers are reserved, tasks are loaded. */
void rq_postgres_admit(struct rq_transaction *txn, const struct rq_submission *submission,
		       const struct rq_enqueue_options *options, enum rq_admission *admission);

/* Keeps the résumés of those that were admitted. */
int rq_postgres_keep_resumes(struct rq_transaction *txn, const struct rq_submission *const *list,
			     const enum rq_admission *admissions, size_t count, int64_t now,
			     struct rq_error *err);

/* Where whoever waits for tasks listens. */
#define RQ_POSTGRES_CHANNEL "rq_tasks"

/* Tells whoever waits for tasks that there are some, once the transaction is through. */
int rq_postgres_notify(struct rq_transaction *txn, struct rq_error *err);

#endif
