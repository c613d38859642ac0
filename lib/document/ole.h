#ifndef RQ_DOCUMENT_OLE_H
#define RQ_DOCUMENT_OLE_H

/* Streams of a compound file ([MS-CFB], "OLE2"), by libgsf. */

#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

struct rq_ole;

/* Bytes are not copied: they must stay. RQ_DAMAGED. Free it. */
int rq_ole_open(const char *bytes, size_t length, struct rq_ole **ole, struct rq_error *err);
void rq_ole_free(struct rq_ole *ole);

/*
 * Appends the stream of that name in the root to the buffer, whose limit holds:
 * 1, 0 when there is none, -1 (RQ_DAMAGED, RQ_TOO_LARGE).
 */
int rq_ole_read(struct rq_ole *ole, const char *name, struct rq_buffer *buffer,
		struct rq_error *err);

#endif
