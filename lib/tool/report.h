#ifndef RQ_TOOL_REPORT_H
#define RQ_TOOL_REPORT_H

/*
 * What rq-report does once its options are read: records from standard input or
 * from a store to figures, in one of its formats.
 */

#include <stdbool.h>
#include <stdint.h>

#include "tool/program.h"
#include "tool/storage.h"

/* In the order of RQ_REPORT_FORMATS. */
enum rq_report_format {
	RQ_REPORT_TEXT,
	RQ_REPORT_JSON,
	RQ_REPORT_HTML,
	RQ_REPORT_CSV,
	RQ_REPORT_XLSX,
	RQ_REPORT_PROMETHEUS,
};
#define RQ_REPORT_FORMATS "text|json|html|csv|xlsx|prometheus"

/* NULL and 0: not given. */
struct rq_report_wants {
	struct rq_storage_wants storage;
	const char *output, *title;
	const char *job, *status, *candidate; /* only results of these */
	int64_t since;                        /* and those finished since, ms */
	int format;                           /* enum rq_report_format */
	bool no_score;                        /* as if no result had one */
	bool bias_canary;                     /* these two instead of a report (tool/bias.h) */
	const char *groups;
	long sample;        /* for the bias canary */
	const char *verify; /* instead: a task_id, or "-" (tool/verify.h) */
	bool usage;         /* only what calls took and cost: text or JSON, from the store */
};

/* To standard output, or to a file that appears whole or not at all. */
int rq_report_run(struct rq_program *program, const struct rq_report_wants *wants,
		  struct rq_error *err);

#endif
