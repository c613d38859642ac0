#ifndef RQ_DOCUMENT_UNPACK_H
#define RQ_DOCUMENT_UNPACK_H

/*
 * A container's documents, one at a time, with containers inside it opened on
 * the way. It runs wherever it is called; the tools call it in a worker only.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct rq_unpack;

struct rq_unpacked {
	const char *name; /* "team a/jane.pdf", "inner.zip!/jane.pdf"; the unpacker's, until
			     the next one */
	int fd;           /* its bytes in a file of memory, the caller's to close; or -1, … */
	struct rq_error error; /* … and this is why */
};

/*
 * Begins with the container that fd holds (stays the caller's, must stay open).
 * name is that of the container's file: it names the content of "cv.pdf.gz".
 * Never fails; what is wrong comes out of rq_unpack_next(). Free it.
 */
struct rq_unpack *rq_unpack_new(int fd, const char *name);
void rq_unpack_free(struct rq_unpack *unpack);

/* The next document, or what could not be read: true; false at the end. */
bool rq_unpack_next(struct rq_unpack *unpack, struct rq_unpacked *unpacked);

/* How many members were skipped as droppings (document/paths.h). */
size_t rq_unpack_skipped(const struct rq_unpack *unpack);

#endif
