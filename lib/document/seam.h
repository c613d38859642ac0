#ifndef RQ_DOCUMENT_SEAM_H
#define RQ_DOCUMENT_SEAM_H

/*
 * Where a line was wrapped: what its end and the beginning of the next one say, and how they are
 * put together again, with a space, without one, or without the hyphen. Lengths are bytes.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Whether it begins with a letter that is not a capital. */
bool rq_seam_begins_small(const char *text, size_t length);

/* Whether it ends in a hyphen behind a letter, white space left aside. */
bool rq_seam_is_hyphen(const char *text, size_t length);

/* Adds what follows to a text. RQ_TOO_LARGE. */
int rq_seam_join(struct rq_buffer *text, const char *next, size_t length, struct rq_error *err);

#endif
