#ifndef RQ_REPORT_CSV_H
#define RQ_REPORT_CSV_H

/*
 * The table as CSV (RFC 4180): commas, CRLF, names in the first line; UTF-8. Texts are
 * quoted. Where a spreadsheet could take a text for a formula, an apostrophe stands
 * before it (io/formula). Decimals have a point, times are RFC 3339.
 */

#include "io/output.h"
#include "report/table.h"

int rq_csv_begin(struct rq_output *out, struct rq_error *err);

int rq_csv_add(struct rq_output *out, const struct rq_table_row *row, struct rq_error *err);

#endif
