#ifndef RQ_EDIT_SHARE_H
#define RQ_EDIT_SHARE_H

/* What was done a part of the time, or to a part of all: one week in five, 3 of the 12 machines. */

#include "edit/rules.h"

/*
 * Whether a number of the text that the edit replaces is such a whole, and the new text tells
 * no more that it was a part only. Of "3 of the 12" the 3 says enough, of "one in five" the five.
 */
bool rq_share_is_lost(const struct rq_case *c, const struct rq_quantity *whole);

#endif
