#ifndef RQ_STORE_USAGE_H
#define RQ_STORE_USAGE_H

/* What answers cost, summed per day (UTC) and model. */

#include "store/store.h"
#include "store/table.h"

/* Adds to the day of now; a usage of zeros is none. */
int rq_usage_add(struct rq_txn *txn, int64_t now, const char *model, const struct rq_usage *usage,
		 struct rq_error *err);

/* All of it: [{"day":"2026-11-24","model":…,"calls":n,…}], oldest first. New. */
int rq_usage_list(struct rq_txn *txn, json_t **list, struct rq_error *err);

#endif
