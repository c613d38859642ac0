#ifndef RQ_DOCUMENT_PDF_PICTURE_H
#define RQ_DOCUMENT_PDF_PICTURE_H

/* A PDF's pages as pictures. */

#include <stddef.h>

#include "base/error.h"
#include "document/image.h"

/* Either an image, as it was scanned, or what was drawn. */
struct rq_pdf_picture {
	unsigned page;                /* from 1 */
	const struct rq_image *image; /* NULL: it was drawn */
	int quarters;                 /* that the image is turned clockwise for display */
	const unsigned char *gray;    /* width x height values, row by row, 0 black */
	unsigned width, height;
};

/*
 * Hands the pages one by one to see(): those that are one picture as an image, the
 * others drawn at a resolution that OCR reads best. see()'s failure ends it, but
 * for RQ_DAMAGED of an image: then the page is drawn. RQ_ENCRYPTED, RQ_DAMAGED,
 * RQ_TOO_MANY over RQ_MAX_SCAN_PAGES, or see()'s error.
 */
int rq_pdf_draw(const char *bytes, size_t length,
		int (*see)(void *context, const struct rq_pdf_picture *picture,
			   struct rq_error *err),
		void *context, struct rq_error *err);

#endif
