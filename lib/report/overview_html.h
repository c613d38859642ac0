#ifndef RQ_REPORT_OVERVIEW_HTML_H
#define RQ_REPORT_OVERVIEW_HTML_H

/* What all results come to, what people decided, and the queue: the page's first sections. */

#include "report/summary.h"
#include "report/writer.h"

void rq_overview_html(struct rq_writer *w, const struct rq_summary *summary);

#endif
