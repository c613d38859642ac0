#ifndef RQ_REPORT_GATHER_H
#define RQ_REPORT_GATHER_H

/* What a store holds, as the records that rq-optimize prints, and in small. */

#include "base/json.h"
#include "report/usage.h"
#include "result/gist.h"
#include "store/store.h"

/* A result has a gist, other records have none; record is NULL where its gist is all there is. */
typedef int rq_gather_take(const json_t *record, const struct rq_gist *gist, void *context,
			   struct rq_error *err);

/* Hands on a record of any type, a result with its gist; one too large for that as an error. */
int rq_gather_record(const json_t *record, rq_gather_take *take, void *context,
		     struct rq_error *err);

/*
 * Calls take for the result of each task that is done and an error record for
 * each that is dead or cancelled, or whose result or review is damaged, among
 * those that the filter takes, oldest first; then one for all records that are no tasks. take
 * borrows what it is given and returns 0, or -1 to end.
 */
int rq_gather(struct rq_store *store, const struct rq_filter *filter, rq_gather_take *take,
	      void *context, struct rq_error *err);

/*
 * What calls cost, as far as the store knows, with the titles of the jobs; job_id may be
 * NULL, since 0. figures were initialised.
 */
int rq_gather_usage(struct rq_store *store, const char *job_id, int64_t since, int64_t now,
		    struct rq_usage_figures *figures, struct rq_error *err);

#endif
