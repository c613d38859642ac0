#ifndef RQ_DOCUMENT_PDF_FILE_H
#define RQ_DOCUMENT_PDF_FILE_H

/* PDF files as poppler opens them, and what it keeps while one is open. */

#include <poppler.h>
#include <stddef.h>

#include "base/error.h"
#include "document/content.h"
#include "document/document.h"

/*
 * Opens the file with what its content, which may be NULL, says that there is to see: as it should
 * be where that is more or less than poppler would show, or what is broken keeps poppler from its
 * pages. NULL when it cannot be opened, and *error, which may be NULL, says why. The bytes must
 * outlive it. g_object_unref().
 */
PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, struct rq_content *content,
				  GError **error);

/* The same for who wants nothing but its text; not to be drawn. */
PopplerDocument *rq_pdf_file_open_bare(const char *bytes, size_t length, struct rq_content *content,
				       GError **error);

bool rq_pdf_file_has_pages(PopplerDocument *document);

/* The file as its content says that it should be; NULL when that cannot be had. */
PopplerDocument *rq_pdf_file_mend(struct rq_content *content);

/* What the file says of itself beside its pages, as document/metadata keeps it. */
void rq_pdf_file_describe(PopplerDocument *document, struct rq_document *out);

/* Says so: RQ_ENCRYPTED or RQ_DAMAGED. Returns -1. The error may be NULL. */
int rq_pdf_file_fail(const GError *error, struct rq_error *err);

#endif
