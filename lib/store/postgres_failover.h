#ifndef RQ_STORE_POSTGRES_FAILOVER_H
#define RQ_STORE_POSTGRES_FAILOVER_H

/*
 * A server that went away: it comes back, or another takes its place, and what it was
 * told last is asked about rather than told again.
 */

#include "store/postgres.h"

/* What is lost so often, each time on a new connection, is what the server dies of. */
enum { RQ_MAX_LOSSES = 8 };

/* Connects again, for up to a minute. RQ_STORE: it did not come back. */
int rq_failover_reconnect(struct rq_postgres *store, struct rq_error *err);

/*
 * What became of a commit whose answer was lost (pg_xact_status); xid is its
 * transaction's. 1: it lasts, 0: it does not, -1: nobody could tell, RQ_STORE.
 */
int rq_failover_settle(struct rq_postgres *store, const char *xid, struct rq_error *err);

/* One statement that only reads, asked again after a reconnection; args are freed. */
int rq_postgres_ask(struct rq_postgres *store, const char *sql, struct rq_args *args,
		    struct rq_fetched **rows, struct rq_error *err);

#endif
