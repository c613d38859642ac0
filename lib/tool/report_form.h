#ifndef RQ_TOOL_REPORT_FORM_H
#define RQ_TOOL_REPORT_FORM_H

/* The formats of a report. */

#include "tool/reporting.h"

/* NULL: nothing is to be done then. */
struct rq_report_form {
	int (*begin)(struct rq_reporting *work, struct rq_error *err);
	/* gist: of a result; NULL for a record of another type */
	int (*add)(struct rq_reporting *work, const json_t *record, const struct rq_gist *gist,
		   struct rq_error *err);
	int (*write)(struct rq_reporting *work, struct rq_error *err);
	bool takes_no_records;
	bool lists_all; /* also what was sent back and done again */
};

/* Static. */
const struct rq_report_form *rq_report_form(enum rq_report_format format);

/* Instead of a report: what calls took and cost. RQ_USAGE for formats that do not have it. */
int rq_report_usage(struct rq_reporting *work, struct rq_error *err);

#endif
