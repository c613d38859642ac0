#ifndef RQ_DOCUMENT_SIDENOTE_H
#define RQ_DOCUMENT_SIDENOTE_H

/*
 * Side notes: when and where, in a column of their own beside what they tell it of. Each is a few
 * short lines, the first of them level with the entry's first; most say a date. What is in the
 * head of the page, as contacts, may stand in that column, too.
 */

#include "document/word_box.h"

/*
 * When all that stands at one side of middle is such, puts its lines level with those that they
 * stand beside, so that they are read together as cells, and tells that it did. The words are then
 * sorted by their top edge. unit is the usual size of the type.
 */
bool rq_sidenote_level(struct rq_word_box *words, size_t count, double middle, double unit);

#endif
