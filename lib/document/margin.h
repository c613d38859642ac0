#ifndef RQ_DOCUMENT_MARGIN_H
#define RQ_DOCUMENT_MARGIN_H

/* What stands on every page above or below the text, kept once. */

#include "document/layout.h"

/*
 * Takes out, in the outer parts of pages that are so high, lines that an
 * earlier page has, too (but for digits), and page numbers.
 */
void rq_margin_drop(struct rq_set_lines *lines, double height);

#endif
