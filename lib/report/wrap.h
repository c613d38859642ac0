#ifndef RQ_REPORT_WRAP_H
#define RQ_REPORT_WRAP_H

/*
 * A text to the rows of a terminal: broken at spaces, beside wide characters (CJK has no
 * spaces), and inside of what is longer than a row, never inside of a character with its
 * accents. What goes on stands two columns to the right of where its line began. Styles (ECMA-48's
 * SGR sequences, "\033[...m") take no room, end with each row and go on in the next.
 */

#include "report/writer.h"

struct rq_wrap_row {
	size_t start, end; /* bytes of the text */
	size_t indent;     /* columns before them */
	size_t style;      /* where in the text the style is that it begins with; 0: plain */
};

struct rq_wrap {
	const char *text; /* borrowed; it begins with no style */
	struct rq_wrap_row *row;
	size_t count, capacity;
};

/* Begins as { 0 }, or with what was made before. The text is safe to show. Free it. */
void rq_wrap_make(struct rq_wrap *wrap, const char *text, size_t columns);
void rq_wrap_free(struct rq_wrap *wrap);

/* Rows from first on, so many of them, each with its newline. */
void rq_wrap_write(struct rq_writer *w, const struct rq_wrap *wrap, size_t first, size_t count);

/* The row that a byte of the text is in. */
size_t rq_wrap_find(const struct rq_wrap *wrap, size_t byte);

#endif
