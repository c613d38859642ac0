#ifndef RQ_REPORT_TEXT_H
#define RQ_REPORT_TEXT_H

/* The figures as a table for a terminal: no colour, names escaped, lines as wide as it is. */

#include <stddef.h>

#include "io/output.h"
#include "report/summary.h"

/* title may be NULL; columns is the width of the terminal. */
int rq_report_text(struct rq_output *out, const struct rq_summary *summary, const char *title,
		   size_t columns, struct rq_error *err);

/* How wide the terminal on fd is; 80 when fd is none; never below 40 or above 160. */
size_t rq_report_columns(int fd);

#endif
