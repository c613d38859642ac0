#ifndef RQ_DOCUMENT_DOC_H
#define RQ_DOCUMENT_DOC_H

/*
 * Documents of Word 97 to 2003 ([MS-DOC]): paragraphs, rows, items, headers,
 * footers, notes and boxes; deleted text left out, hidden and white text left
 * out and counted.
 */

#include "document/document.h"

/* RQ_ENCRYPTED, RQ_UNSUPPORTED of older versions, RQ_DAMAGED, and the limits of text. */
int rq_doc_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err);

#endif
