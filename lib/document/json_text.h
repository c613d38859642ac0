#ifndef RQ_DOCUMENT_JSON_TEXT_H
#define RQ_DOCUMENT_JSON_TEXT_H

/*
 * What the grammar of JSON allows (RFC 8259) and base/json refuses: half a
 * surrogate pair as an escape, an escaped NUL, a number that no double or 64-bit
 * integer holds. In a stranger's file none of them is worth losing the rest.
 */

#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/*
 * Appends the text with such escapes as U+FFFD and such numbers as strings of
 * the same characters to mended, whose limit holds. Returns how many there were,
 * -1 on error. What is no JSON stays as it is.
 */
long rq_json_text_mend(const char *text, size_t length, struct rq_buffer *mended,
		       struct rq_error *err);

#endif
