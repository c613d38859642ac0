#ifndef RQ_EXPORT_PASSAGE_H
#define RQ_EXPORT_PASSAGE_H

/*
 * A text with marked pieces, onto a line: as it is, or briefly. Then long
 * passages between the marks are told by their ends ("… from the nightly … to
 * the queue …"), and what is marked as far as there is room for it.
 */

#include <stdbool.h>

#include "export/lines.h"
#include "report/difference.h"

struct rq_passages {
	struct rq_lines *lines;
	bool brief;
	bool full;   /* there was no room for something: the line ends with " …" */
	size_t room; /* bytes of marked text that the line still takes */
};

/* For the line that was begun. It owns nothing. */
struct rq_passages rq_passages_on(struct rq_lines *lines, bool brief);

/* Appends a text, its marked pieces in a style of their own. 0, or -1 as rq_lines_run(). */
int rq_passages_put(struct rq_passages *passages, const char *text, const struct rq_marked *marked,
		    enum rq_run_style style);

/* Appends a text that is marked as a whole; " …" stands for what there is no room for. */
int rq_passages_put_marked(struct rq_passages *passages, const char *text, size_t length,
			   enum rq_run_style style);

#endif
