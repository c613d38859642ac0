#ifndef RQ_STORE_POSTGRES_PREPARED_H
#define RQ_STORE_POSTGRES_PREPARED_H

/*
 * Statements in libpq's pipeline mode, of which the server is asked to keep the plans under names:
 * planning one takes longer than many a statement itself. How the preparation went comes back
 * between the answers, in the order in which all went out.
 */

#include <stdbool.h>

#include "store/postgres_args.h"

struct pg_conn; /* of libpq */
struct pg_result;
struct rq_prepared;

/* What is known to the server of a new connection, and what is to come: nothing. */
struct rq_prepared *rq_prepared_new(void);
void rq_prepared_free(struct rq_prepared *prepared);
void rq_prepared_forget(struct rq_prepared *prepared);

/*
 * Sends a statement, under a name if it may be kept there: not through a pooler, where the next
 * transaction may be on another connection. False when the connection failed; an answer is due
 * nevertheless.
 */
bool rq_prepared_send(struct rq_prepared *prepared, struct pg_conn *connection, const char *sql,
		      const struct rq_args_view *view, bool may_keep);

/*
 * The answer to the next statement that was sent; of one that could not be prepared, why. The
 * caller's; NULL when the connection is gone. One must be due.
 */
struct pg_result *rq_prepared_take(struct rq_prepared *prepared, struct pg_conn *connection);

#endif
