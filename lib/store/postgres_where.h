#ifndef RQ_STORE_POSTGRES_WHERE_H
#define RQ_STORE_POSTGRES_WHERE_H

/* Where a server is, as its URL and libpq's variables say. */

#include <stdbool.h>

#include "base/error.h"

/*
 * Whether it has to prove who it is (sslmode=verify-full): when it is on another host, and
 * neither the URL, nor PGSSLMODE, nor a service says how it is to be trusted. RQ_USAGE when
 * the URL is none; no secret is in the message.
 */
int rq_postgres_must_verify(const char *url, bool *verify, struct rq_error *err);

#endif
