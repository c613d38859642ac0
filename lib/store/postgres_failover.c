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

int rq_failover_settle(struct rq_postgres *store, const char *xid, struct rq_error *err)
{
	int64_t until = rq_clock_steady() + PATIENCE;

	while (rq_clock_steady() < until) {
		struct rq_args *args = rq_args_new();
		struct rq_error why = { 0 };
		struct rq_fetched *rows;
		char status[16] = "";
		int result;

		rq_args_text(args, xid);
		result =
		    rq_link_ask(store->link, "SELECT pg_xact_status($1::xid8)", args, &rows, &why);
		rq_args_free(args);
		/* A server that took over may never have heard of it. */
		if (result == -1 && rq_link_state(store->link) == RQ_LINK_WRONG)
			return 0;
		if (result == -1 && rq_failover_reconnect(store, err) == -1)
			return -1;
		if (result == -1)
			continue;
		(void)rq_fetched_copy(rows, 0, 0, status, sizeof status);
		rq_fetched_free(rows);
		if (strcmp(status, "in progress") != 0)
			return strcmp(status, "committed") == 0;
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
