#ifndef RQ_DOCUMENT_PLAIN_H
#define RQ_DOCUMENT_PLAIN_H

/*
 * Plain text in any encoding, and Markdown (CommonMark's marks: headings,
 * items, emphasis, links, tables) as what a reader of the page would see.
 */

#include "document/document.h"

/* Appends to a document that is initialised. The limits of text and lines. */
int rq_plain_read(const char *bytes, size_t length, bool markdown, struct rq_document *document,
		  struct rq_error *err);

/*
 * The bytes as UTF-8 in any encoding (document/encoding.h), appended to text;
 * what was guessed or lost becomes a warning of the document. declared may be
 * NULL.
 */
int rq_plain_decode(const char *bytes, size_t length, const char *declared, struct rq_buffer *text,
		    struct rq_document *document, struct rq_error *err);

#endif
