#include "store/postgres_prepared.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* So many statements are prepared, under names by their places; texts are few in a process. */
enum { MAX_PREPARED = 64, NAME_SIZE = 16, ANSWER = -1 };

struct rq_prepared {
	char *texts[MAX_PREPARED]; /* of statements that the server knows by a name */
	int *order; /* what comes: an answer, or how the preparation of that statement went */
	size_t at, count, capacity;
};

struct rq_prepared *rq_prepared_new(void)
{
	return rq_alloc(1, sizeof(struct rq_prepared));
}

void rq_prepared_free(struct rq_prepared *prepared)
{
	if (!prepared)
		return;
	rq_prepared_forget(prepared);
	free(prepared->order);
	free(prepared);
}

static void drop(struct rq_prepared *prepared, int at)
{
	free(prepared->texts[at]);
	prepared->texts[at] = NULL;
}

void rq_prepared_forget(struct rq_prepared *prepared)
{
	for (int i = 0; i < MAX_PREPARED; i++)
		drop(prepared, i);
	prepared->at = prepared->count = 0;
}

/* --- sending ------------------------------------------------------------------------ */

/* Its place, or the first that is free, or MAX_PREPARED. */
static int find(const struct rq_prepared *prepared, const char *sql)
{
	int i = 0;

	while (i < MAX_PREPARED && prepared->texts[i] && strcmp(prepared->texts[i], sql) != 0)
		i++;
	return i;
}

static void expect(struct rq_prepared *prepared, int what)
{
	prepared->order =
	    rq_grow(prepared->order, prepared->count, &prepared->capacity, sizeof *prepared->order);
	prepared->order[prepared->count++] = what;
}

static bool send_named(struct rq_prepared *prepared, PGconn *connection, int at, const char *sql,
		       const struct rq_args_view *view)
{
	char name[NAME_SIZE];

	(void)snprintf(name, NAME_SIZE, "rq%d", at);
	if (!prepared->texts[at]) {
		prepared->texts[at] = rq_strdup(sql);
		expect(prepared, at);
		if (!PQsendPrepare(connection, name, sql, view->count, view->types))
			return false;
	}
	return PQsendQueryPrepared(connection, name, view->count, view->values, view->lengths,
				   view->formats, 1) == 1;
}

bool rq_prepared_send(struct rq_prepared *prepared, PGconn *connection, const char *sql,
		      const struct rq_args_view *view, bool may_keep)
{
	int at = may_keep && view->count > 0 ? find(prepared, sql) : MAX_PREPARED;
	bool sent = at < MAX_PREPARED
			? send_named(prepared, connection, at, sql, view)
			: PQsendQueryParams(connection, sql, view->count, view->types, view->values,
					    view->lengths, view->formats, 1) == 1;

	expect(prepared, ANSWER);
	return sent;
}

/* --- taking answers ------------------------------------------------------------------- */

static PGresult *take_next(PGconn *connection)
{
	PGresult *result = PQgetResult(connection), *more;

	while ((more = PQgetResult(connection)))
		PQclear(more);
	return result;
}

PGresult *rq_prepared_take(struct rq_prepared *prepared, PGconn *connection)
{
	PGresult *result, *failed = NULL;
	int what;

	while ((what = prepared->order[prepared->at++]) != ANSWER) {
		result = take_next(connection);
		if (PQresultStatus(result) == PGRES_COMMAND_OK) {
			PQclear(result);
			continue;
		}
		drop(prepared, what);
		failed = result;
	}
	if (prepared->at == prepared->count)
		prepared->at = prepared->count = 0;
	result = take_next(connection);
	if (!failed)
		return result;
	PQclear(result);
	return failed;
}
