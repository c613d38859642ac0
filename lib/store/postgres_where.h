#ifndef RQ_STORE_POSTGRES_WHERE_H
#define RQ_STORE_POSTGRES_WHERE_H

/* Where a server is, as its URL and libpq's variables say. */

#include <stdbool.h>

#include "base/error.h"

struct pg_conn; /* libpq's */

/*
 * Connects, to a host of several that takes writes unless it is read_only; the server has to
 * prove who it is (sslmode=verify-full) when it is on another host, and neither the URL, nor
 * PGSSLMODE, nor a service says how it is to be trusted. The connection is the caller's,
 * PQfinish() it; whether it came about, PQstatus() says. NULL: the URL is none (RQ_USAGE; no
 * secret is in the message).
 */
struct pg_conn *rq_postgres_connect(const char *url, bool read_only, struct rq_error *err);

#endif
