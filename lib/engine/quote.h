#ifndef RQ_ENGINE_QUOTE_H
#define RQ_ENGINE_QUOTE_H

/* A stranger's text inside a line that a model reads. */

#include "base/buffer.h"

/*
 * Appends a text so that it cannot end the line or hide in it: line ends and tabs
 * become spaces; what is invisible or turns the direction of writing is "\u{..}".
 */
int rq_quote(struct rq_buffer *buffer, const char *text, struct rq_error *err);

#endif
