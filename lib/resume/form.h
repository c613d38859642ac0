#ifndef RQ_RESUME_FORM_H
#define RQ_RESUME_FORM_H

/*
 * What tells who somebody is by its form alone. Each returns where that ends which
 * begins at i, or 0. None reaches into a placeholder, which begins with "[".
 */

#include <stddef.h>

#include "resume/fold.h"
#include "resume/opening.h"

/* Adds how labels of a birth and of an address begin. */
void rq_form_openings(struct rq_openings *openings);

size_t rq_form_email(const struct rq_folded *folded, size_t i);

/* With a scheme, with "www.", or on a network that is known. */
size_t rq_form_link(const struct rq_folded *folded, size_t i);

/* A picture in a data URI (RFC 2397). */
size_t rq_form_picture(const struct rq_folded *folded, size_t i);

/* A date behind a label like "born" that begins at i; *first is where the date begins. */
size_t rq_form_birth(const struct rq_folded *folded, size_t i, size_t *first);

/*
 * A postal address, or its code, behind a label like "address:" that begins at i; *first is where
 * it begins.
 */
size_t rq_form_postal(const struct rq_folded *folded, size_t i, size_t *first);

/* What looks like a placeholder: "[NAME-1]". */
size_t rq_form_placeholder(const struct rq_folded *folded, size_t i);

#endif
