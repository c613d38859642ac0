#ifndef RQ_REPORT_OVERVIEW_HTML_H
#define RQ_REPORT_OVERVIEW_HTML_H

/*
 * What all results come to, what people decided, and the queue: a line, and the page's last
 * sections.
 */

#include "report/summary.h"
#include "report/writer.h"

/* "26 candidates, 31 tailored, 2 need review", as a list. */
void rq_overview_glance(struct rq_writer *w, const struct rq_summary *summary);

void rq_overview_html(struct rq_writer *w, const struct rq_summary *summary);

#endif
