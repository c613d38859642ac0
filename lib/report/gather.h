#ifndef RQ_REPORT_GATHER_H
#define RQ_REPORT_GATHER_H

/* What a store holds, as the records that rq-optimize prints. */

#include "base/json.h"
#include "store/store.h"

/*
 * Calls take for the result of each task that is done and an error record for
 * each that is dead or cancelled, among those that the filter takes, oldest
 * first. take borrows the record and returns 0, or -1 to end.
 */
int rq_gather(struct rq_store *store, const struct rq_filter *filter,
	      int (*take)(const json_t *record, void *context, struct rq_error *err), void *context,
	      struct rq_error *err);

#endif
