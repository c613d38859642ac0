#ifndef RQ_DOCUMENT_REPEATED_H
#define RQ_DOCUMENT_REPEATED_H

/*
 * JSON in which a key stands twice in an object. RFC 8259 does not say what that means; what was
 * meant is that both are told: lists and objects are one, of two values the later one stands, as
 * for most who read JSON, and the texts of the other in "unplaced".
 */

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"

/*
 * Sets document->json to what the text says, which is changed; warns of each key that stands
 * twice. What base/json refuses of it, such as more keys than RQ_MAX_JSON_AGAIN, fails.
 */
int rq_repeated_read(struct rq_buffer *text, struct rq_document *document, struct rq_error *err);

#endif
