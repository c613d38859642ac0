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

/* A page as a picture. */
struct rq_pdf_picture {
	unsigned page;             /* from 1 */
	const unsigned char *gray; /* width x height values, row by row, 0 black */
	unsigned width, height;
};

/*
 * Draws the pages one by one, at a resolution that OCR reads best, and hands
 * each to see(), whose failure ends it. RQ_ENCRYPTED, RQ_DAMAGED, RQ_TOO_MANY
 * over RQ_MAX_SCAN_PAGES, or see()'s error.
 */
int rq_pdf_draw(const char *bytes, size_t length,
		int (*see)(void *context, const struct rq_pdf_picture *picture,
			   struct rq_error *err),
		void *context, struct rq_error *err);

/*
 * What poppler builds before it can read, and throws away with the last
 * document that is open: half of what a short one costs. Whoever reads many
 * keeps it; color profiles are ignored from then on (document/icc). Free it.
 */
struct rq_pdf_tables *rq_pdf_tables_new(void);
void rq_pdf_tables_free(struct rq_pdf_tables *tables);

#endif
