#ifndef RQ_DOCUMENT_PACKED_H
#define RQ_DOCUMENT_PACKED_H

/*
 * What a PDF's streams are packed by (ISO 32000-1, 7.4). A kilobyte may come to a
 * megabyte, and two filters to a thousand of them: here that is told before anybody makes room.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/*
 * How many bytes a filter, "/FlateDecode", makes of these; any number above most when it
 * is more. Of filters for pictures, and of those nobody knows, as many as there are.
 */
size_t rq_packed_size(const char *filter, const char *packed, size_t length, size_t most);

/*
 * Appends what Flate packed, without looking at its checksum, as readers do; false past the
 * buffer's limit. What is broken is unpacked up to there, and not whole; what ends too early is.
 */
bool rq_packed_inflate(const char *packed, size_t length, struct rq_buffer *out, bool *whole);

#endif
