#include "store/postgres_link.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/postgres_prepared.h"
#include "store/postgres_where.h"

/* Quartz strays by a few ms within that time. */
enum { LOOK_AT_CLOCK_MS = 60 * 1000 };

struct rq_link {
	PGconn *connection;
	char *url;
	bool read_only;
	size_t due; /* answers that have not been taken */
	struct rq_prepared *prepared;
	bool synced; /* the server was told that no more statements come with them */
	enum rq_link_state state;
	int64_t ahead;  /* the server's clock, of our steady one */
	int64_t looked; /* at it: steady */
	bool pooled;
	bool listening;
	bool noticed; /* what somebody waits for has come, while nobody waited */
	uint64_t trips;
};

/* --- connecting ------------------------------------------------------------------ */

static void ignore_notice(void *context, const PGresult *result)
{
	(void)context;
	(void)result;
}

static int fail_connection(const struct rq_link *link, struct rq_error *err)
{
	const char *message = PQerrorMessage(link->connection);

	return rq_fail(err, RQ_STORE, "PostgreSQL: %.*s", (int)strcspn(message, "\n"), message);
}

/*
 * Two things only the server knows. A pooler hands out a process number of its own, for it
 * does not know yet which connection a transaction will be on.
 */
static int get_acquainted(struct rq_link *link, struct rq_error *err)
{
	int64_t before = rq_clock_steady();
	struct rq_fetched *rows = NULL;

	if (rq_link_ask(link,
			"SELECT pg_backend_pid(), "
			"(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
			NULL, &rows, err) == -1)
		return -1;
	link->pooled = rq_fetched_number(rows, 0, 0) != PQbackendPID(link->connection);
	link->looked = rq_clock_steady();
	link->ahead = rq_fetched_number(rows, 0, 1) - (before + link->looked) / 2;
	rq_fetched_free(rows);
	return 0;
}

void rq_link_keep_time(struct rq_link *link)
{
	struct rq_error ignored = { 0 };

	if (rq_clock_steady() - link->looked >= LOOK_AT_CLOCK_MS)
		(void)get_acquainted(link, &ignored);
}

int64_t rq_link_clock(const struct rq_link *link)
{
	return link->ahead + rq_clock_steady();
}

bool rq_link_is_pooled(const struct rq_link *link)
{
	return link->pooled;
}

/*
 * Who holds a lock for so long is no worker: a person in psql, a change of the tables. Nobody
 * hangs for ever on that. What the URL or the role says stands.
 */
static const char limit_waits[] = "SELECT set_config('lock_timeout', '60s', false) "
				  "WHERE current_setting('lock_timeout') = '0'";

static int connect_to(struct rq_link *link, struct rq_error *err)
{
	PQfinish(link->connection);
	rq_prepared_forget(link->prepared);
	link->pooled = true; /* for all that is known */
	link->due = 0;
	link->synced = false;
	link->listening = false;
	link->state = RQ_LINK_LOST;
	link->connection = rq_postgres_connect(link->url, link->read_only, err);
	if (!link->connection)
		return -1;
	if (PQstatus(link->connection) != CONNECTION_OK)
		return fail_connection(link, err);
	(void)PQsetNoticeReceiver(link->connection, ignore_notice, NULL);
	if (!PQenterPipelineMode(link->connection))
		return fail_connection(link, err);
	link->state = RQ_LINK_WELL;
	return 0;
}

static int greet(struct rq_link *link, struct rq_error *err)
{
	if (get_acquainted(link, err) == -1)
		return -1;
	return link->pooled ? 0 : rq_link_ask(link, limit_waits, NULL, NULL, err);
}

int rq_link_open(const char *url, bool read_only, struct rq_link **link, struct rq_error *err)
{
	struct rq_link *opened = rq_alloc(1, sizeof *opened);
	struct rq_error why = { 0 };

	opened->url = rq_strdup(url);
	opened->read_only = read_only;
	opened->prepared = rq_prepared_new();
	if (connect_to(opened, &why) == 0 &&
	    (greet(opened, &why) == 0 || opened->state == RQ_LINK_LOST)) {
		*link = opened;
		return 0;
	}
	*err = why;
	rq_link_close(opened);
	return -1;
}

int rq_link_reopen(struct rq_link *link, struct rq_error *err)
{
	return connect_to(link, err) == -1 ? -1 : greet(link, err);
}

void rq_link_close(struct rq_link *link)
{
	if (!link)
		return;
	PQfinish(link->connection);
	rq_prepared_free(link->prepared);
	free(link->url);
	free(link);
}

enum rq_link_state rq_link_state(const struct rq_link *link)
{
	return link->state;
}

uint64_t rq_link_trips(const struct rq_link *link)
{
	return link->trips;
}

/* --- failures ---------------------------------------------------------------------- */

/* By SQLSTATE (PostgreSQL's manual, appendix A). */
static enum rq_link_state state_of(const PGconn *connection, const char *code)
{
	if (PQstatus(connection) != CONNECTION_OK || !code || strncmp(code, "08", 2) == 0 ||
	    strncmp(code, "57P", 3) == 0)
		return RQ_LINK_LOST;
	if (strcmp(code, "40001") == 0 || strcmp(code, "40P01") == 0 || strcmp(code, "23505") == 0)
		return RQ_LINK_CLASH;
	return RQ_LINK_WRONG;
}

/* By lock_timeout, statement_timeout, or somebody's hand: it may go through later. */
static bool was_cut_short(const char *code)
{
	return code && (strcmp(code, "55P03") == 0 || strcmp(code, "57014") == 0);
}

/* The message without its details: those would show what is in the rows. */
static int fail_statement(struct rq_link *link, const PGresult *result, struct rq_error *err)
{
	const char *code = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	link->state = state_of(link->connection, code);
	if (!message)
		return fail_connection(link, err);
	if (code && strcmp(code, "53100") == 0)
		return rq_fail(err, RQ_STORE, "PostgreSQL: no space left on the disk");
	return rq_fail(err, was_cut_short(code) ? RQ_AGAIN : RQ_STORE, "PostgreSQL: %.*s",
		       (int)strcspn(message, "\n"), message);
}

/* --- statements --------------------------------------------------------------------- */

/* They would be kept until somebody waits; only that there were some matters. */
static void take_notices(struct rq_link *link)
{
	PGnotify *notice;

	while ((notice = PQnotifies(link->connection))) {
		PQfreemem(notice);
		link->noticed = true;
	}
}

int rq_link_add(struct rq_link *link, const char *sql, struct rq_args *args, struct rq_error *err)
{
	struct rq_args_view view = { .count = 0 };

	if (link->due == 0 && link->state != RQ_LINK_LOST) {
		link->state = RQ_LINK_WELL;
		take_notices(link);
	}
	if (args && rq_args_view(args, &view, err) == -1) {
		link->state = RQ_LINK_WRONG;
		return -1;
	}
	link->due++;
	link->synced = false;
	return rq_prepared_send(link->prepared, link->connection, sql, &view, !link->pooled)
		   ? 0
		   : fail_statement(link, NULL, err);
}

/* Behind the last answer comes that to the sync. */
static void take_sync(struct rq_link *link)
{
	PGresult *result = PQgetResult(link->connection);

	while (result && PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
		PQclear(result);
		result = PQgetResult(link->connection);
	}
	PQclear(result);
}

static PGresult *take_answer(struct rq_link *link)
{
	PGresult *result = rq_prepared_take(link->prepared, link->connection);

	if (--link->due == 0)
		take_sync(link);
	return result;
}

int rq_link_get(struct rq_link *link, struct rq_fetched **rows, struct rq_error *err)
{
	PGresult *result;
	ExecStatusType status;

	if (!link->synced) {
		if (!PQpipelineSync(link->connection))
			return fail_statement(link, NULL, err);
		link->synced = true;
		link->trips++;
	}
	result = take_answer(link);
	status = PQresultStatus(result);
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		*rows = (struct rq_fetched *)(void *)result;
		return 0;
	}
	if (status != PGRES_PIPELINE_ABORTED)
		(void)fail_statement(link, result, err);
	PQclear(result);
	return rq_fail(err, RQ_STORE, "PostgreSQL: a statement before this one failed");
}

int rq_link_settle(struct rq_link *link, struct rq_error *err)
{
	int result = 0;

	while (link->due > 0) {
		struct rq_fetched *rows = NULL;

		if (rq_link_get(link, &rows, err) == -1)
			result = -1;
		rq_fetched_free(rows);
		if (link->state == RQ_LINK_LOST)
			return -1;
	}
	return result;
}

int rq_link_ask(struct rq_link *link, const char *sql, struct rq_args *args,
		struct rq_fetched **rows, struct rq_error *err)
{
	struct rq_fetched *dropped = NULL;

	if (rq_link_add(link, sql, args, err) == -1 ||
	    rq_link_get(link, rows ? rows : &dropped, err) == -1)
		return -1;
	rq_fetched_free(dropped);
	return 0;
}

int rq_link_script(struct rq_link *link, const char *sql, struct rq_error *err)
{
	PGresult *result;
	int failed;

	if (!PQexitPipelineMode(link->connection))
		return fail_statement(link, NULL, err);
	result = PQexec(link->connection, sql);
	link->trips++;
	failed =
	    PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK;
	if (failed)
		(void)fail_statement(link, result, err);
	PQclear(result);
	(void)PQenterPipelineMode(link->connection);
	return failed ? -1 : 0;
}

/* --- notices ---------------------------------------------------------------------------- */

static bool has_notice(struct rq_link *link)
{
	bool any;

	take_notices(link);
	any = link->noticed;
	link->noticed = false;
	return any;
}

static int listen_to(struct rq_link *link, const char *channel, struct rq_error *err)
{
	char *sql = rq_printf("LISTEN %s", channel);
	int result = rq_link_ask(link, sql, NULL, NULL, err);

	free(sql);
	link->listening = result == 0;
	return result;
}

int rq_link_await(struct rq_link *link, const char *channel, int milliseconds, int wake_fd,
		  struct rq_error *err)
{
	struct pollfd polled[2] = { { .fd = PQsocket(link->connection), .events = POLLIN },
				    { .fd = wake_fd, .events = POLLIN } };

	if (!link->listening)
		return listen_to(link, channel, err) == -1 ? -1 : 1;
	if (has_notice(link))
		return 1;
	if (poll(polled, 2, milliseconds) <= 0 || polled[0].revents == 0)
		return 0;
	if (PQconsumeInput(link->connection))
		return has_notice(link);
	link->state = RQ_LINK_LOST;
	return fail_connection(link, err);
}
