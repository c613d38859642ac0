#ifndef RQ_REPORT_TABLE_H
#define RQ_REPORT_TABLE_H

/*
 * A result or an error as a row of a table, for a person's own sums: the same
 * columns whichever program shows them, and kinds by which they can be formatted.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "base/limits.h"
#include "result/gist.h"

enum rq_cell_kind {
	RQ_CELL_TEXT,
	RQ_CELL_COUNT,
	RQ_CELL_PERCENT, /* in basis points */
	RQ_CELL_MONEY,   /* in micro-dollars */
	RQ_CELL_SECONDS, /* in ms */
	RQ_CELL_TIME,    /* ms since 1970 (UTC) */
};

struct rq_column {
	const char *name;  /* for programs: "literal_before" */
	const char *title; /* for people: "Literal before" */
	enum rq_cell_kind kind;
	int width; /* in characters */
};

enum { RQ_COLUMNS = 37 };

struct rq_cell {
	bool empty;                   /* the record does not say */
	int64_t number;               /* of every kind but text */
	char text[RQ_MAX_CELL_BYTES]; /* of RQ_CELL_TEXT: one line, safe to show */
	const char *words;            /* for people, instead of the text for programs; or NULL */
};

struct rq_table_row {
	struct rq_cell cell[RQ_COLUMNS];
};

/* The columns, RQ_COLUMNS of them; static. */
const struct rq_column *rq_table_columns(void);

/* The row of a result. */
void rq_table_result(const struct rq_gist *gist, struct rq_table_row *row);

/* That of an error; false when the record is none. */
bool rq_table_error(const json_t *record, struct rq_table_row *row);

#endif
