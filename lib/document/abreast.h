#ifndef RQ_DOCUMENT_ABREAST_H
#define RQ_DOCUMENT_ABREAST_H

/* Whether what stands at both sides of a gutter is read across it, as rows, or as columns. */

#include "document/word_box.h"

/*
 * Whether the words are rows, as dates, labels and page-wide tables are: the shorter side stands
 * line by line beside the other. A heading in the margin has nothing beside it. unit is the usual
 * size of the type. The words are then sorted by their top edge, and those of rows have their
 * cells told.
 */
bool rq_abreast_are_rows(struct rq_word_box *words, size_t count, double middle, double unit);

#endif
