#ifndef RQ_REPORT_ROW_H
#define RQ_REPORT_ROW_H

/*
 * A candidate and an error as rows of the page's tables. A candidate has a row
 * of figures and, below it, all that stands behind them: what was changed and
 * from what, what was refused and why, what to ask, what was found where.
 */

#include "base/json.h"
#include "report/writer.h"
#include "result/gist.h"

/* The row of figures, and where it has details the beginning and the end of their row. */
void rq_row_begin(struct rq_writer *w, const struct rq_gist *gist);
void rq_row_end(struct rq_writer *w, const struct rq_gist *gist);

/* What comes between: the details, or where to find them. */
bool rq_row_has_details(const struct rq_gist *gist);
void rq_row_details(struct rq_writer *w, const json_t *record);
void rq_row_no_details(struct rq_writer *w, const struct rq_gist *gist);

/* record is an error. */
void rq_row_error(struct rq_writer *w, const json_t *record);

#endif
