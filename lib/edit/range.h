#ifndef RQ_EDIT_RANGE_H
#define RQ_EDIT_RANGE_H

/*
 * Two quantities that say one thing: "from 1.2 to 1.7 million euros", "von 12 auf 8 kg",
 * "60-70 calls". What stands behind the second is of both, and of the first alone nothing is
 * told.
 */

#include "edit/reading.h"

/* Finds the ranges among the quantities of a reading, each of which is bound. */
void rq_range_find(struct rq_reading *reading);

#endif
