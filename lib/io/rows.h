#ifndef RQ_IO_ROWS_H
#define RQ_IO_ROWS_H

/*
 * Rows of CSV (RFC 4180) as spreadsheets save it: fields may be quoted and then hold
 * separators, quotes (doubled) and line ends; the separator is a comma, or, as the first line
 * tells, a semicolon or a tab; a byte order mark is passed over; the apostrophe that keeps a
 * text from being a formula is taken off (formula.h). UTF-8.
 */

#include "io/input.h"

struct rq_rows {
	struct rq_input *input; /* borrowed */
	size_t number;          /* of the line that the row begins in */
	char separator;
	char *text; /* of the row, cut up */
	char **field;
	size_t count, capacity;
};

/* Reads nothing yet. Free it. */
void rq_rows_init(struct rq_rows *rows, struct rq_input *input);
void rq_rows_free(struct rq_rows *rows);

/*
 * The next row that is not empty, its fields terminated, the rows' until the next call.
 * 1, 0 at the end, -1: RQ_BAD_RECORD (not UTF-8, a quote out of place), RQ_TOO_LARGE (go on with
 * the next), what rq_input_line() fails with.
 */
int rq_rows_read(struct rq_rows *rows, struct rq_error *err);

#endif
