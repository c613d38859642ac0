#ifndef RQ_RESUME_FAMILY_H
#define RQ_RESUME_FAMILY_H

/*
 * Marriage and children, as people tell them beside their work: "married, two children",
 * "verheiratet mit 2 Kindern", "mère de deux enfants". Only a clause that tells nothing else, from
 * one comma, bullet or line's end to the next: there is work about families.
 */

#include <stddef.h>

#include "resume/fold.h"
#include "resume/opening.h"

/* Adds how its words begin. */
void rq_family_openings(struct rq_openings *openings);

/* Where such a clause ends that begins at the word at i, or 0. It has no placeholder in it. */
size_t rq_family_end(const struct rq_folded *folded, size_t i);

#endif
