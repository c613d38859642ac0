#ifndef RQ_STORE_HOSTED_H
#define RQ_STORE_HOSTED_H

/*
 * Stores on a server, by their URL. rq may be built without libpq (RQ_WITH_POSTGRES is
 * not defined then), and says so when one is asked for.
 */

#include "store/care.h"

/* As rq_store_open(); RQ_USAGE in an rq without libpq, here and below. */
int rq_hosted_open(const char *url, const struct rq_store_options *options, struct rq_store **store,
		   struct rq_error *err);

/* Vacuums the tables, whoever uses them. */
int rq_hosted_compact(const char *url, struct rq_compaction *sizes, struct rq_error *err);

/* Makes anew what follows from the records, likewise (postgres_repair.h). */
int rq_hosted_repair(const char *url, const struct rq_keyring *keys,
		     const struct rq_mending *mending, struct rq_error *err);

/* Brings the tables up to date, likewise. */
int rq_hosted_migrate(const char *url, const struct rq_keyring *keys, struct rq_error *err);

/* Moves its records to another key, likewise. */
int rq_hosted_rekey(const char *url, const struct rq_keyring *keys, bool decrypt, bool *done,
		    struct rq_error *err);

#endif
