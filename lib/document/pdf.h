#ifndef RQ_DOCUMENT_PDF_H
#define RQ_DOCUMENT_PDF_H

/*
 * PDF: its text in reading order, column before column, with the facts of
 * layout; hidden text left out and counted.
 */

#include "document/document.h"

/* RQ_ENCRYPTED, RQ_DAMAGED, RQ_NO_TEXT of a scan, RQ_GARBLED_TEXT, RQ_TOO_MANY pages. */
int rq_pdf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err);

#endif
