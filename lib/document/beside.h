#ifndef RQ_DOCUMENT_BESIDE_H
#define RQ_DOCUMENT_BESIDE_H

/*
 * Dates in a column of their own beside what they date, one cell a row. A cell may be of several
 * lines, as where a range is broken, and stand in the middle of its row's height, as tables of
 * office programs set it; so no line of the one side need be level with one of the other.
 */

#include "document/word_box.h"

/*
 * Whether all that stands at one side of middle is such dates; unit is the usual size of the type.
 */
bool rq_beside_has_dates(struct rq_word_box *words, size_t count, double middle, double unit);

/*
 * When it is so, puts each date level with the first line of its row, so that they are read
 * together as its cells, and tells that it did. The words are then sorted by their top edge.
 */
bool rq_beside_level(struct rq_word_box *words, size_t count, double middle, double unit);

#endif
