#ifndef RQ_STORE_POSTGRES_REPAIR_H
#define RQ_STORE_POSTGRES_REPAIR_H

#include "store/postgres.h"

/*
 * What follows from the records of a store on a server, made anew while others use it: indexes,
 * counters, reserved dollars, gists. RQ_STORE when something is wrong behind that, which was said.
 */
int rq_postgres_repair(const char *url, const struct rq_keyring *keys,
		       const struct rq_mending *mending, struct rq_error *err);

#endif
