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
#include "report/table.h"

struct rq_workbook;

/* *workbook is the caller's; free it, also after a failure. RQ_SYSTEM. */
int rq_workbook_open(struct rq_workbook **workbook, const char *title, struct rq_error *err);
void rq_workbook_free(struct rq_workbook *workbook);

/*
 * A row for a result, after it was added to the summary; its job, by which it finds its
 * sheet, is as rq_summary_job() has it. Jobs past RQ_MAX_SHEETS share a sheet. RQ_USAGE
 * when a sheet is full.
 */
int rq_workbook_result(struct rq_workbook *workbook, const struct rq_summary *summary, long job,
		       const struct rq_table_row *row, struct rq_error *err);

/* A row for an error. */
int rq_workbook_error(struct rq_workbook *workbook, const struct rq_table_row *row,
		      struct rq_error *err);

/* The whole file; nothing can be added any more. RQ_SYSTEM (disk full ...). */
int rq_workbook_write(struct rq_workbook *workbook, struct rq_output *out, struct rq_error *err);

#endif
