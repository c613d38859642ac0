#ifndef RQ_STORE_POSTGRES_SCHEMA_H
#define RQ_STORE_POSTGRES_SCHEMA_H

/*
 * The tables on the server, in numbered files (postgres_N.sql). A schema is changed in
 * two steps: first what is new is added, and older programs go on; later, when none is
 * left, what is old is taken away and rq_schema.oldest raised, which refuses them.
 */

#include "store/postgres_link.h"

enum { RQ_POSTGRES_SCHEMA = 2 };

/*
 * Whether this program can use what is there; makes the tables where none are, unless
 * must_exist. RQ_NOT_FOUND: no store. RQ_STORE: newer, or older: to be migrated.
 */
int rq_postgres_schema_open(struct rq_link *link, bool must_exist, struct rq_error *err);

/* Brings the tables up to date while others use them; *from is what they were. */
int rq_postgres_schema_migrate(struct rq_link *link, int64_t *from, struct rq_error *err);

#endif
