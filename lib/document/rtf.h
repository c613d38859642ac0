#ifndef RQ_DOCUMENT_RTF_H
#define RQ_DOCUMENT_RTF_H

/*
 * RTF (Rich Text Format 1.9.1): paragraphs, rows, items, headers, footers and
 * boxes in reading order; any mix of code pages and Unicode; deleted text left
 * out, hidden and white text left out and counted.
 */

#include "document/document.h"

/*
 * What is cut off is read as far as it goes, with a warning. RQ_DAMAGED when
 * nothing is left then, RQ_TOO_DEEP, and the limits of text.
 */
int rq_rtf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err);

#endif
