#ifndef RQ_REPORT_JSON_H
#define RQ_REPORT_JSON_H

/* The figures as one "report" record on one line; rq-report(1) lists its members. */

#include "io/output.h"
#include "report/summary.h"
#include "report/usage.h"

/* now (ms) is when the report was made; title may be NULL. */
int rq_report_json(struct rq_output *out, const struct rq_summary *summary, const char *title,
		   int64_t now, struct rq_error *err);

/* One usage record: what calls took and cost, by day, model and job. */
int rq_usage_json(struct rq_output *out, const struct rq_usage_figures *figures, const char *title,
		  int64_t now, struct rq_error *err);

#endif
