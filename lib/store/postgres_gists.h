#ifndef RQ_STORE_POSTGRES_GISTS_H
#define RQ_STORE_POSTGRES_GISTS_H

/* Gists on a server: whether they are of their results, and those that are not made anew. */

#include "store/check.h"
#include "store/postgres_transaction.h"

/* Complains of those that are missing or not of their results. */
int rq_postgres_check_gists(struct rq_transaction *txn, rq_gist_maker *make,
			    struct rq_complaints *complaints, struct rq_error *err);

/* Makes those anew, a page of results a transaction, whoever uses the store. */
int rq_postgres_mend_gists(struct rq_store *store, const struct rq_mending *mending,
			   struct rq_error *err);

#endif
