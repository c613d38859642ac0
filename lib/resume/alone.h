#ifndef RQ_RESUME_ALONE_H
#define RQ_RESUME_ALONE_H

/* A text by itself, as a sheet of one line: members of JSON are read as lines of a file are. */

#include <stdbool.h>

#include "document/document.h"
#include "resume/sheet.h"

/* All of it is its own. */
struct rq_alone {
	struct rq_document document;
	struct rq_sheet sheet;
	struct rq_slice whole;
};

/* False when the text, which may be NULL, is none of one line; close it in any case. */
bool rq_alone_open(struct rq_alone *alone, const char *text);
void rq_alone_close(struct rq_alone *alone);

#endif
