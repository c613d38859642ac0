#ifndef RQ_DOCUMENT_SIDEHEAD_H
#define RQ_DOCUMENT_SIDEHEAD_H

/*
 * Side heads: headings in a column of their own at the left of what they head, each beside the
 * first line of its block, set larger or bolder or in capitals. The rest of their column is empty.
 */

#include "document/word_box.h"

/*
 * When all that stands left of middle is such, puts each level with the first line of its block,
 * so that they are read together, and tells that it did. The words are then sorted by their top
 * edge. unit is the usual size of the type.
 */
bool rq_sidehead_level(struct rq_word_box *words, size_t count, double middle, double unit);

#endif
