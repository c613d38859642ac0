#ifndef RQ_BASE_JSON_WRITER_H
#define RQ_BASE_JSON_WRITER_H

/*
 * JSON to text, byte by byte what Jansson writes, in a fraction of its time: that
 * looks with each value whether it holds itself, which ours never do.
 */

#include "base/json.h"

/*
 * Appends a value, compact, its keys in their order. -1: past the buffer's limit
 * (RQ_TOO_LARGE), or no JSON; the buffer then has a part of it.
 */
int rq_json_write(const json_t *value, struct rq_buffer *buffer, struct rq_error *err);

#endif
