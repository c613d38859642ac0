#ifndef RQ_DOCUMENT_PDF_FILE_H
#define RQ_DOCUMENT_PDF_FILE_H

/* PDF files as poppler opens them, and what it keeps while one is open. */

#include <poppler.h>
#include <stddef.h>

#include "base/error.h"

/* NULL when it cannot be opened, and *error says why. The bytes must outlive it. g_object_unref().
 */
PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, GError **error);

/* Says so: RQ_ENCRYPTED or RQ_DAMAGED. Returns -1. The error may be NULL. */
int rq_pdf_file_fail(const GError *error, struct rq_error *err);

#endif
