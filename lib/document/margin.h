#ifndef RQ_DOCUMENT_MARGIN_H
#define RQ_DOCUMENT_MARGIN_H

/* What stands above and below the text of pages: kept once, or all that they have. */

#include "document/layout.h"

/*
 * Takes out page numbers and running headers and footers: what stands at an end of pages that are
 * so high, with white between it and the text, and on an earlier page at the same height, but for
 * a number that counts the pages. A line that two pages share inside of their text is kept.
 */
void rq_margin_drop(struct rq_set_lines *lines, double height);

/* Whether words stand nowhere but at the upper and lower edge of a page that is so high. */
bool rq_margin_holds(const struct rq_word_box *words, size_t count, double height);

#endif
