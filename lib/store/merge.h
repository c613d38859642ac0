#ifndef RQ_STORE_MERGE_H
#define RQ_STORE_MERGE_H

/* How runs (strewn.h) come, and become one where they are many of about the same size. */

#include "store/run.h"

/* The lines of one index, in order. */
struct rq_sheet {
	size_t table;
	struct rq_line *lines;
	size_t count;
};

/*
 * A run of what is settled by this session: sheets have the lines of all records from the marks on,
 * which are moved next. Then merge.
 */
int rq_runs_add(struct rq_session *session, const struct rq_sheet *sheets, size_t count,
		struct rq_error *err);
int rq_runs_merge(struct rq_session *session, struct rq_error *err);

/* All sieves anew, after records were erased: so that none tells what there was. */
int rq_runs_sift(struct rq_session *session, struct rq_error *err);

#endif
