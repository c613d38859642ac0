#ifndef RQ_REPORT_SHEET_H
#define RQ_REPORT_SHEET_H

/*
 * The table as a workbook (XLSX, by libxlsxwriter): a sheet for each job and one for errors,
 * each with a header that stays, filters, and numbers that are numbers. Texts are
 * texts, never formulas or links. Rows go to temporary files as they come, so
 * its memory does not grow with them.
 */

#include "io/output.h"
#include "report/summary.h"

struct rq_workbook;

/* *workbook is the caller's; free it, also after a failure. RQ_SYSTEM. */
int rq_workbook_open(struct rq_workbook **workbook, const char *title, struct rq_error *err);
void rq_workbook_free(struct rq_workbook *workbook);

/*
 * A row for a result or an error, after it was added to the summary. Jobs past RQ_MAX_SHEETS
 * share a sheet. RQ_USAGE when a sheet is full.
 */
int rq_workbook_add(struct rq_workbook *workbook, const struct rq_summary *summary,
		    const json_t *record, struct rq_error *err);

/* The whole file; nothing can be added any more. RQ_SYSTEM (disk full ...). */
int rq_workbook_write(struct rq_workbook *workbook, struct rq_output *out, struct rq_error *err);

#endif
