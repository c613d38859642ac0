#ifndef RQ_REPORT_ROW_H
#define RQ_REPORT_ROW_H

/*
 * A candidate and an error as rows of the page's tables. A candidate has a row
 * of figures and, below it, all that stands behind them: what was changed and
 * from what, what was refused and why, what to ask, what was found where.
 */

#include "base/json.h"
#include "report/finding.h"
#include "report/writer.h"

/* finding was read from record, a result. */
void rq_row_candidate(struct rq_writer *w, const json_t *record, const struct rq_finding *finding);

/* record is an error. */
void rq_row_error(struct rq_writer *w, const json_t *record);

/* <svg> of a score (before, after, ceiling: basis points) as a bar; decoration only. */
void rq_row_bar(struct rq_writer *w, int before, int after, int ceiling);

#endif
