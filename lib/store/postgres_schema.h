#ifndef RQ_STORE_POSTGRES_SCHEMA_H
#define RQ_STORE_POSTGRES_SCHEMA_H

/*
 * The tables on the server, in numbered files (postgres_N.sql). A schema is changed in
 * two steps: first what is new is added, and older programs go on; later, when none is
 * left, what is old is taken away and rq_schema.oldest raised, which refuses them.
 */

#include "base/cipher.h"
#include "store/postgres_link.h"

enum { RQ_POSTGRES_SCHEMA = 3 };

/* Who makes or changes tables waits for whoever is at it. The number means nothing. */
#define RQ_POSTGRES_BEGIN_ALONE                                                                    \
	"BEGIN; " RQ_LINK_LET_GO "; SELECT pg_advisory_xact_lock(7277310211);"

/*
 * Whether this program can use what is there; makes the tables where none are, unless
 * must_exist: of a store under that key, or (NULL) a clear one. RQ_NOT_FOUND: no store.
 * RQ_STORE: newer, or older: to be migrated.
 */
int rq_postgres_schema_open(struct rq_link *link, bool must_exist, const struct rq_cipher *cipher,
			    struct rq_error *err);

/* Brings the tables up to date while others use them, or makes them, likewise. */
int rq_postgres_schema_migrate(struct rq_link *link, const struct rq_cipher *cipher,
			       struct rq_error *err);

#endif
