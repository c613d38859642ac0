#ifndef RQ_STORE_POSTGRES_LINK_H
#define RQ_STORE_POSTGRES_LINK_H

/*
 * A connection to a PostgreSQL server (libpq), and statements on it. Statements are
 * added, and go out together when the first answer is asked for (libpq's pipeline
 * mode), so a group of them costs one round trip. The server keeps their plans, unless a
 * pooler stands between: then nothing that outlives a transaction is left there, no named
 * statements, no settings (PgBouncer in transaction mode).
 *
 * Who the server is must be proven when it is on another host: sslmode is
 * verify-full there unless the URL, PGSSLMODE or a service says otherwise. All else
 * is as libpq has it: PG* variables, passfile, service file, several hosts.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "store/postgres_args.h"
#include "store/postgres_fetched.h"

struct rq_link;

/*
 * Connects: RQ_STORE with what the server, or the way to it, says. No secret is in that. A server
 * that answered and then went away leaves a link that is lost, which may be opened again.
 */
int rq_link_open(const char *url, bool read_only, struct rq_link **link, struct rq_error *err);
void rq_link_close(struct rq_link *link);

/* Connects again, after the connection was lost. */
int rq_link_reopen(struct rq_link *link, struct rq_error *err);

/*
 * What the server's clock shows (ms since 1970): looked at when the connection was made, and
 * carried on by the steady clock of this machine.
 */
int64_t rq_link_clock(const struct rq_link *link);

/* Looks at it again when that was a while ago, as far as it can be. */
void rq_link_keep_time(struct rq_link *link);

/* Whether a pooler stands between that gives each transaction a connection of its choice. */
bool rq_link_is_pooled(const struct rq_link *link);

/*
 * Waits for a notice on a channel, for so many ms at most, or until wake_fd can be read (-1:
 * none). 1: there was one, or there may have been, for so far nobody listened; 0; -1. Not
 * through a pooler: what is listened for is a session's there.
 */
int rq_link_await(struct rq_link *link, const char *channel, int milliseconds, int wake_fd,
		  struct rq_error *err);

/* Why a statement failed since all were well, as far as it matters for what to do. */
enum rq_link_state {
	RQ_LINK_WELL,
	RQ_LINK_LOST,  /* the connection is gone: whether a commit came through is unknown */
	RQ_LINK_CLASH, /* with another transaction: the same may go through the next time */
	RQ_LINK_WRONG, /* the statement itself */
};
enum rq_link_state rq_link_state(const struct rq_link *link);

/* How often the server was waited for since the link was opened, to measure what calls cost. */
uint64_t rq_link_trips(const struct rq_link *link);

/* Adds a statement with its args (NULL: none). Its answer comes in its turn. */
int rq_link_add(struct rq_link *link, const char *sql, struct rq_args *args, struct rq_error *err);

/* The answer to the next statement that was added. *rows are the caller's. */
int rq_link_get(struct rq_link *link, struct rq_fetched **rows, struct rq_error *err);

/* Waits for all answers that are due, and drops their rows. The first failure counts. */
int rq_link_settle(struct rq_link *link, struct rq_error *err);

/* One statement, now; rows may be NULL. */
int rq_link_ask(struct rq_link *link, const char *sql, struct rq_args *args,
		struct rq_fetched **rows, struct rq_error *err);

/*
 * In each transaction that locks something: of a host that was cut off in between, or stopped,
 * the server lets go of that, for others wait for it.
 */
#define RQ_LINK_LET_GO "SET LOCAL idle_in_transaction_session_timeout = '10s'"

/* Several statements in one text, without arguments. */
int rq_link_script(struct rq_link *link, const char *sql, struct rq_error *err);

#endif
