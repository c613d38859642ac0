#ifndef RQ_REPORT_USAGE_HTML_H
#define RQ_REPORT_USAGE_HTML_H

/* Usage and cost as a section of the page. Nothing where there were no calls. */

#include "report/usage.h"
#include "report/writer.h"

void rq_usage_html(struct rq_writer *w, const struct rq_usage_figures *figures);

#endif
