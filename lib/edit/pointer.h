#ifndef RQ_EDIT_POINTER_H
#define RQ_EDIT_POINTER_H

/*
 * JSON Pointer (RFC 6901), read strictly: it comes from an engine's answer. An
 * array index is digits without a leading zero; "-" (the element after the
 * last) names nothing here, because no edit may add one.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

/* Our deepest path is /work/0/highlights/1; a longer or deeper one is no path of ours. */
enum { RQ_POINTER_DEPTH = 8, RQ_POINTER_BYTES = 256 };

struct rq_pointer {
	const char *segment[RQ_POINTER_DEPTH]; /* unescaped; they point into text */
	size_t depth;
	char text[RQ_POINTER_BYTES];
};

/* Cuts a pointer; false when it is malformed, too long or too deep. "" is the whole document. */
bool rq_pointer_parse(const char *text, struct rq_pointer *pointer);

/* Whether a segment is an array index (RFC 6901 section 4, below 10^9). */
bool rq_pointer_index(const char *segment, size_t *index);

/* The value there, or NULL; of the whole document ("") too. Borrowed. */
json_t *rq_pointer_get(const json_t *document, const struct rq_pointer *pointer);

/* Parse and get in one. Borrowed. */
json_t *rq_pointer_find(const json_t *document, const char *text);

#endif
