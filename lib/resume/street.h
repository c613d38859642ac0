#ifndef RQ_RESUME_STREET_H
#define RQ_RESUME_STREET_H

/*
 * A house in its street, as addresses have it without a label: "14 Oak Lane", "8 rue Crébillon,
 * 44000", "Calle Real 9", "Gartenstraße 17", "Dorpsstraat 3, 4811 AB"; and British post codes,
 * which tell a street. A town alone may stay.
 */

#include <stddef.h>

#include "resume/fold.h"
#include "resume/opening.h"

/* Adds how what stands in front of a street's name begins. */
void rq_street_openings(struct rq_openings *openings);

/*
 * Where that ends which begins at the word at i, with a post code behind it; or 0. A street that
 * begins with what it is ("rue", "calle"), or any other.
 */
size_t rq_street_named_end(const struct rq_folded *folded, size_t i);
size_t rq_street_end(const struct rq_folded *folded, size_t i);

#endif
