#ifndef RQ_DOCUMENT_PNG_H
#define RQ_DOCUMENT_PNG_H

/*
 * PNG (ISO/IEC 15948) to gray on white paper, row by row: however large, it
 * takes the memory of a row. Only one that is interlaced takes a byte or two for each
 * pixel. Only where rq is built with OCR.
 */

#include <stdbool.h>
#include <stddef.h>

/* A row from the top: width values, 0 black. */
typedef void rq_png_row(void *context, const unsigned char *gray, unsigned width);

/* Hands over the rows in order. False when it is damaged, also behind some of them. */
bool rq_png_read(const char *bytes, size_t length, rq_png_row *row, void *context);

#endif
