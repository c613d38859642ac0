#ifndef RQ_TOOL_REPORTING_H
#define RQ_TOOL_REPORTING_H

/* A report while it is made: what is wanted, and what there is so far. */

#include "report/html.h"
#include "report/redone.h"
#include "report/sheet.h"
#include "tool/loop.h"
#include "tool/report.h"

struct rq_report_form;

struct rq_reporting {
	struct rq_program *program;
	const struct rq_report_wants *wants;
	const struct rq_report_form *form;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_summary summary;
	struct rq_usage_figures usage;
	struct rq_redone redone;
	struct rq_roster *roster;     /* only for HTML */
	struct rq_workbook *workbook; /* only for XLSX */
	struct rq_storage storage;
	struct rq_store *store;
	size_t records, pages; /* pages: of HTML */
};

/* The store that it is of, for reading. */
int rq_reporting_open_store(struct rq_reporting *work, struct rq_error *err);

/*
 * The whole of a result of which only the gist was read: context is the reporting. *record is
 * new, and left as it is when the result is gone meanwhile.
 */
int rq_reporting_result(void *context, const char *task_id, json_t **record, struct rq_error *err);

#endif
