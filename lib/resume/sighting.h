#ifndef RQ_RESUME_SIGHTING_H
#define RQ_RESUME_SIGHTING_H

/*
 * Where a text tells who somebody is: what a persona knows, and whatever has
 * the form of an e-mail address, a link, a phone number, a birth date or a
 * postal address behind its label, a house in its street, an account or the number of
 * a paper behind its label, an age, marriage and children, a referee's name, a picture,
 * or of a placeholder.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/fold.h"
#include "resume/persona.h"

struct rq_sighting {
	enum rq_trait trait;
	size_t first, last; /* folded characters, last is one behind */
};

/* Makes that a persona is looked for in less time; what is found stays the same. */
void rq_sighting_prepare(struct rq_persona *persona);

/* The first one at or after from; the longest where several begin. */
bool rq_sighting_find(const struct rq_persona *persona, const struct rq_folded *folded, size_t from,
		      struct rq_sighting *sighting);

#endif
