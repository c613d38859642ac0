#ifndef RQ_DOCUMENT_JPEG_H
#define RQ_DOCUMENT_JPEG_H

/*
 * JPEG (ISO/IEC 10918-1) row by row, reduced while it is unpacked, in the components that it has:
 * what these mean is not looked at. Only where rq is built with OCR.
 */

#include <stdbool.h>
#include <stddef.h>

struct rq_jpeg {
	unsigned width, height; /* reduced */
	unsigned components;
	size_t kept; /* bytes of it that are in memory before there is a row: none, or all */
};

/* Only what its header says; by is 1, 2, 4 or 8. False when it is damaged. */
bool rq_jpeg_look(const char *bytes, size_t length, unsigned by, struct rq_jpeg *jpeg);

/* A row from the top: of each pixel all components. */
typedef void rq_jpeg_row(void *context, const unsigned char *samples);

/* The same, and hands over its rows in order. What is missing at its end is gray. */
bool rq_jpeg_read(const char *bytes, size_t length, unsigned by, rq_jpeg_row *row, void *context);

#endif
