#ifndef RQ_RESUME_ASIDE_H
#define RQ_RESUME_ASIDE_H

/*
 * What a line tells beside the work: how old somebody is ("34 years old", "âgée de 34 ans",
 * "Alter: 34"), and who may be asked about them ("Reference: Dr. Mary Smith"). Each returns where
 * that ends which is to be hidden, or 0. None reaches into a placeholder.
 */

#include <stddef.h>

#include "resume/fold.h"
#include "resume/opening.h"

/* Adds how labels of an age and of a referee begin. */
void rq_aside_openings(struct rq_openings *openings);

/* An age of 16 to 99 that begins at i and says so itself, and one behind a label at i. */
size_t rq_aside_age(const struct rq_folded *folded, size_t i);
size_t rq_aside_age_behind_label(const struct rq_folded *folded, size_t i, size_t *first);

/* Two names or more, in capitals, behind a label at i; a title counts, and is hidden too. */
size_t rq_aside_referee(const struct rq_folded *folded, size_t i, size_t *first);

#endif
