#ifndef RQ_DOCUMENT_UPRIGHT_H
#define RQ_DOCUMENT_UPRIGHT_H

/*
 * Pages of a PDF whose text lies on its side or stands on its head when they are
 * displayed: who reads them turns them, and so do we, in the file.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"
#include "document/paint.h"

/* How many quarters clockwise nearly all text of a page is turned: 0, 1, 2, 3. */
int rq_upright_quarters(const struct rq_paint *paint);

/* Turns those of the pages from that number on, from 0, that are not upright. */
void rq_upright_turn(struct rq_content *content, size_t from, size_t count);

#endif
