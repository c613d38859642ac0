#ifndef RQ_EDIT_INTENT_H
#define RQ_EDIT_INTENT_H

/*
 * What somebody meant to do is not done: who negotiated with hotels in order to lower prices may
 * have lowered none, and who applied for a grant to renovate the library has renovated nothing.
 * What a tool was used for was done with it.
 */

#include "edit/rules.h"

/* Whether a deed of the new text is in every cited line only what something else was done for. */
bool rq_word_is_only_meant(const struct rq_case *c, size_t at);

#endif
