#ifndef RQ_STORE_REBUILD_H
#define RQ_STORE_REBUILD_H

/*
 * A store from its records alone: indexes, counters and dollars follow from them
 * and are made anew, and what refers to something that is missing is mended, so
 * that check.h finds nothing. By its side, which tables hold records.
 */

#include "store/session.h"

/* Whether a table follows from others, and is not to be copied before a rebuild. */
bool rq_rebuild_makes(enum rq_table_number table);

/* Of a store whose tables of records are filled and whose other tables are empty. */
int rq_rebuild(struct rq_embedded *store, const struct rq_mending *mending, struct rq_error *err);

#endif
