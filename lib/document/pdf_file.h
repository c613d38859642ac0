#ifndef RQ_DOCUMENT_PDF_FILE_H
#define RQ_DOCUMENT_PDF_FILE_H

/* PDF files as poppler opens them, and what it keeps while one is open. */

#include <poppler.h>
#include <stddef.h>

#include "base/error.h"
#include "document/content.h"

/*
 * NULL when it cannot be opened, and *error says why. The bytes must outlive it. g_object_unref().
 */
PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, GError **error);

bool rq_pdf_file_has_pages(PopplerDocument *document);

/*
 * Opens the file again as it should be, where what is broken in it keeps poppler from
 * its pages, or poppler would show more or less than there is. Either may be NULL.
 * Returns whether that was done.
 */
bool rq_pdf_file_mend(PopplerDocument **document, struct rq_content *content);

/* Says so: RQ_ENCRYPTED or RQ_DAMAGED. Returns -1. The error may be NULL. */
int rq_pdf_file_fail(const GError *error, struct rq_error *err);

#endif
