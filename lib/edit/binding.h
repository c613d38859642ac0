#ifndef RQ_EDIT_BINDING_H
#define RQ_EDIT_BINDING_H

/*
 * What binds a number: from, over, almost, up to, on average, the end of a range. Read from the
 * words around it, in the order of edit/number.h.
 */

#include "edit/reading.h"

/* Sets the binder by what stands before the number; that becomes part of it where it only bounds.
 */
void rq_binding_find(struct rq_reading *reading, struct rq_quantity *quantity);

/* Likewise what its unit or the rest of the sentence tells, of a number that nothing binds yet. */
void rq_binding_complete(const struct rq_reading *reading, struct rq_quantity *quantity);

/* "More" of "more than 20": it is of the number, which is judged for itself. */
bool rq_binding_is_more_than(const struct rq_reading *reading, size_t at);

#endif
