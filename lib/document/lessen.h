#ifndef RQ_DOCUMENT_LESSEN_H
#define RQ_DOCUMENT_LESSEN_H

/*
 * Large pictures of a page that is to be drawn. Who draws it unpacks each of them whole, to four
 * bytes a pixel and more; here they are made smaller a few rows at a time, of whatever colors they
 * are, so that it shows the same. Only where rq is built with OCR.
 */

#include <stddef.h>

#include "document/content.h"

/*
 * Those that the page, by its number from 0, can show; in the content they are smaller from now on
 * (rq_content_is_lessened()). Returns the bytes that the largest takes when it is drawn then: those
 * that are packed in other ways stay as they are.
 */
double rq_lessen_page(struct rq_content *content, size_t page);

#endif
