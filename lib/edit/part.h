#ifndef RQ_EDIT_PART_H
#define RQ_EDIT_PART_H

/*
 * A thing plays the part in the new text that it plays in the cited ones: what stood beside a
 * deed, behind a preposition, does not become its object.
 */

#include "edit/rules.h"

/* Whether the word at does, or is none that could play another. */
bool rq_word_keeps_part(const struct rq_case *c, size_t at);

#endif
