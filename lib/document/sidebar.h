#ifndef RQ_DOCUMENT_SIDEBAR_H
#define RQ_DOCUMENT_SIDEBAR_H

/*
 * A sidebar that goes on from page to page, and the text beside it: each is one column that pages
 * cut, so the whole of the one is read before the other.
 */

#include "document/layout.h"

/*
 * Puts the lines of such columns in that order: where a page ends in two columns and the next one
 * begins with two that stand alike, or with lines that stand below the wider one alone. Columns of
 * like width are read page by page, as they were laid.
 */
void rq_sidebar_gather(struct rq_set_lines *lines);

#endif
