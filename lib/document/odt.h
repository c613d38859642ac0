#ifndef RQ_DOCUMENT_ODT_H
#define RQ_DOCUMENT_ODT_H

/*
 * OpenDocument text (ISO/IEC 26300), packed and flat: headings, paragraphs,
 * items, rows, boxes, headers and footers in reading order; tracked changes as
 * accepted, hidden and white text left out and counted.
 */

#include "document/document.h"

/* RQ_ENCRYPTED, RQ_UNSUPPORTED of what is no text, RQ_DAMAGED, and the limits. */
int rq_odt_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err);

/* The same of flat XML: a file of its own (.fodt). */
int rq_odt_read_flat(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err);

#endif
