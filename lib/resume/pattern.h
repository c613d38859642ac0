#ifndef RQ_RESUME_PATTERN_H
#define RQ_RESUME_PATTERN_H

/*
 * What the headers of a section have in common. Whoever wrote them put title, employer and place
 * at the same places of each: where the words of some headers tell what stands at a place, they
 * tell it of the others too, whose names no list knows.
 */

#include <stddef.h>

#include "resume/header.h"

/*
 * Tells the pieces of jobs' headers what they are by what stands at their places in the others.
 * A header that has no like, or whose own words say the opposite, stays as it is.
 */
void rq_pattern_settle(const struct rq_sheet *sheet, struct rq_header *const *headers,
		       size_t count);

#endif
