#ifndef RQ_STORE_POSTGRES_REKEY_H
#define RQ_STORE_POSTGRES_REKEY_H

/* A store on a server while it moves to another key, and whether its values are sound. */

#include "store/check.h"
#include "store/postgres_transaction.h"

/* What rq_store_rekey() says, while others use it; one that was stopped on the way goes on. */
int rq_postgres_rekey(const char *url, const struct rq_keyring *keys, bool decrypt, bool *done,
		      struct rq_error *err);

/*
 * Complains of values of an encrypted store that do not open, and of records that are not the
 * JSON that they should be.
 */
int rq_postgres_check_values(struct rq_transaction *txn, struct rq_complaints *complaints,
			     struct rq_error *err);

#endif
