#ifndef RQ_REPORT_USAGE_TEXT_H
#define RQ_REPORT_USAGE_TEXT_H

/* Usage and cost for a person at a terminal: sums, the month, and a bar a day, model and job. */

#include "io/output.h"
#include "report/usage.h"

int rq_usage_text(struct rq_output *out, const struct rq_usage_figures *figures, const char *title,
		  size_t columns, struct rq_error *err);

#endif
