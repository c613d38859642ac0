#include "store/postgres_failover.h"

#include <string.h>

#include "base/clock.h"

/* How long to look for a server that went away, ms. */
enum { PATIENCE = 60 * 1000, LONGEST_PAUSE = 2000 };

int rq_failover_reconnect(struct rq_postgres *store, struct rq_error *err)
{
	int64_t until = rq_clock_steady() + PATIENCE, wait = 50;
	struct rq_error why = { 0 };

	while (rq_link_reopen(store->link, &why) == -1) {
		if (rq_clock_steady() >= until) {
			*err = why;
			return -1;
		}
		why = (struct rq_error) { 0 };
		rq_clock_sleep(wait);
		wait = wait * 2 < LONGEST_PAUSE ? wait * 2 : LONGEST_PAUSE;
	}
	return 0;
}

/*
 * A server that took over may never have heard of it, and would not say so but fail. A number
 * that it gives now is greater than all of which it has.
 */
static const char what_became[] =
    "SELECT CASE WHEN $1::xid8 < pg_current_xact_id() THEN pg_xact_status($1::xid8) END";

/* *status: "committed", "aborted", "in progress"; "": the server knows of none, or too old. */
static int ask_status(struct rq_postgres *store, const char *xid, char status[16],
		      struct rq_error *err)
{
	struct rq_args *args = rq_args_new();
	struct rq_fetched *rows;
	int result;

	rq_args_text(args, xid);
	result = rq_link_ask(store->link, what_became, args, &rows, err);
	rq_args_free(args);
	if (result == -1)
		return -1;
	(void)rq_fetched_copy(rows, 0, 0, status, 16);
	rq_fetched_free(rows);
	return 0;
}

int rq_failover_settle(struct rq_postgres *store, const char *xid, struct rq_error *err)
{
	int64_t until = rq_clock_steady() + PATIENCE;

	while (rq_clock_steady() < until) {
		struct rq_error why = { 0 };
		char status[16] = "";

		if (ask_status(store, xid, status, &why) == 0) {
			if (strcmp(status, "in progress") != 0)
				return strcmp(status, "committed") == 0;
		} else if (rq_link_state(store->link) == RQ_LINK_LOST &&
			   rq_failover_reconnect(store, err) == -1) {
			return -1;
		}
		rq_clock_sleep(100);
	}
	return rq_fail(err, RQ_STORE, "PostgreSQL: whether a commit came through cannot be told");
}

int rq_postgres_ask(struct rq_postgres *store, const char *sql, struct rq_args *args,
		    struct rq_fetched **rows, struct rq_error *err)
{
	int result = -1;

	for (int losses = 0;;) {
		struct rq_error why = { 0 };

		result = rq_link_ask(store->link, sql, args, rows, &why);
		if (result == 0)
			break;
		if (rq_link_state(store->link) != RQ_LINK_LOST || ++losses == RQ_MAX_LOSSES) {
			*err = why;
			break;
		}
		if (rq_failover_reconnect(store, err) == -1)
			break;
	}
	rq_args_free(args);
	return result;
}
