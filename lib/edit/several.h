#ifndef RQ_EDIT_SEVERAL_H
#define RQ_EDIT_SEVERAL_H

/*
 * What was one stays one: who wrote a report wrote no reports, and who trained a colleague
 * trained no colleagues. An article tells that there was one; what was done weekly, or to each of
 * them, was done to several.
 */

#include "edit/rules.h"

/* Whether a word of the new text is a plural of what each cited line has only one of. */
bool rq_word_is_multiplied(const struct rq_case *c, size_t at);

#endif
