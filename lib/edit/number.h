#ifndef RQ_EDIT_NUMBER_H
#define RQ_EDIT_NUMBER_H

/*
 * Quantities in a text: numerals in digits and in words ("two hundred and
 * fifty"), with their scale (50k), unit (45 %, 3x, $ 5 and 5 USD) and what
 * binds them (over, up to).
 */

#include "edit/reading.h"

/* Finds the quantities of a reading whose words are cut; numerals have their values for text. */
void rq_number_find(struct rq_reading *reading, const struct rq_wording *wording);

#endif
