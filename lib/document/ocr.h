#ifndef RQ_DOCUMENT_OCR_H
#define RQ_DOCUMENT_OCR_H

/*
 * Pictures of pages to lines, by Tesseract. It finds the words; from there on
 * they go the way of a PDF's (document/layout). A page is turned upright and
 * set straight first. rq may be built without it: RQ_WITH_OCR is defined when it
 * is there.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "document/layout.h"
#include "document/pdf_picture.h"

struct rq_ocr;

/* Those of our seven languages that are installed. */
#define RQ_OCR_DEFAULT "auto"

/*
 * Loads languages, "eng+deu" (names as Tesseract's, "," will do, too): takes
 * tens of megabytes, which processes that are forked later share, and which
 * they need no file for. A page is read in the first one, and once more when
 * its text is of another; where it cannot tell (document/language does not know
 * all of them), Tesseract tries them word by word. RQ_USAGE when a language or
 * all of it is not installed. Free it.
 */
int rq_ocr_open(const char *languages, struct rq_ocr **ocr, struct rq_error *err);
void rq_ocr_free(struct rq_ocr *ocr);

/*
 * Appends the lines of a PNG, JPEG or TIFF file, which may have several pages.
 * RQ_DAMAGED, RQ_TOO_LARGE over RQ_MAX_SCAN_PIXELS, RQ_TOO_MANY over
 * RQ_MAX_SCAN_PAGES, or the limits of document/layout.
 */
int rq_ocr_read_file(struct rq_ocr *ocr, const char *bytes, size_t length,
		     struct rq_set_lines *lines, struct rq_error *err);

/* The same of one page of a PDF. */
int rq_ocr_read_page(struct rq_ocr *ocr, const struct rq_pdf_picture *page,
		     struct rq_set_lines *lines, struct rq_error *err);

/* How many lines have been left out so far because hardly a word in them was sure. */
size_t rq_ocr_unsure(const struct rq_ocr *ocr);

#endif
