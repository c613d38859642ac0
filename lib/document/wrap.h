#ifndef RQ_DOCUMENT_WRAP_H
#define RQ_DOCUMENT_WRAP_H

/*
 * Whether a line, as it was set, goes on in the next one. It was wrapped when the first word of
 * the next would not have fitted behind it; that is told by widths alone, in any unit, so PDF and
 * plain text share it. What begins as an entry, an item or a heading does goes on with nothing.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/set_line.h"

/* What of a paragraph the next line goes on with. */
enum rq_wrap {
	RQ_WRAP_NONE,
	RQ_WRAP_HEAD, /* what stands before the first wide gap; all of it where there is none */
	RQ_WRAP_TAIL, /* what stands behind */
};

/* How the lines of a region are set. */
struct rq_wrap_habit {
	bool prose;  /* some were wrapped where nothing else can be meant */
	bool headed; /* some begin bold, and begin a paragraph where nothing else can be meant */
};

/* Of the region that the first line is in; count: of the lines that there are. */
struct rq_wrap_habit rq_wrap_habit(const struct rq_set_line *lines, size_t count);

/*
 * Whether next goes on where line, the one before it, broke off; first is the first line of its
 * paragraph, and may be line.
 */
enum rq_wrap rq_wrap_joint(const struct rq_set_line *first, const struct rq_set_line *line,
			   const struct rq_set_line *next, struct rq_wrap_habit habit);

#endif
