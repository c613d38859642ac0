#ifndef RQ_DOCUMENT_FLOW_H
#define RQ_DOCUMENT_FLOW_H

/*
 * Lines as they were set to lines as they were meant: a paragraph or item that
 * was wrapped becomes one line again, a word that was split at a line's end
 * becomes one word again, a bullet becomes the kind of its line. Which lines go
 * on is told by document/wrap.
 */

#include <stddef.h>

#include "document/document.h"
#include "document/set_line.h"

/* Adds the lines to the document. Errors as rq_document_add(). */
int rq_flow_add(struct rq_document *document, const struct rq_set_line *lines, size_t count,
		struct rq_error *err);

#endif
