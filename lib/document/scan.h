#ifndef RQ_DOCUMENT_SCAN_H
#define RQ_DOCUMENT_SCAN_H

/*
 * Documents that are pictures of text: PNG, JPEG, TIFF, and PDFs whose pages
 * have no text of their own but in the margins. What was read in them is told by
 * a warning, because letters may be wrong.
 */

#include "document/detect.h"
#include "document/document.h"
#include "document/ocr.h"

/* Whether a document that has no text may be such a one. */
bool rq_scan_may_be(struct rq_detected detected);

/*
 * Fills the document, which has no lines, but may know what hides in the file.
 * Errors as rq_ocr_read_file(), RQ_NO_TEXT.
 */
int rq_scan_read(struct rq_ocr *ocr, struct rq_detected detected, const char *bytes, size_t length,
		 struct rq_document *document, struct rq_error *err);

#endif
