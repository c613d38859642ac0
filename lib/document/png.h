#ifndef RQ_DOCUMENT_PNG_H
#define RQ_DOCUMENT_PNG_H

/*
 * PNG (ISO/IEC 15948) to gray on white paper, row by row: however large, it
 * takes the memory of a row. Only one that is interlaced takes a byte or two for each
 * pixel. Only where rq is built with OCR.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* A row from the top: width values, 0 black. */
typedef void rq_png_row(void *context, const unsigned char *gray, unsigned width);

/* Hands over the rows in order. False when it is damaged, also behind some of them. */
bool rq_png_read(const char *bytes, size_t length, rq_png_row *row, void *context);

enum { RQ_PNG_COLORS = 256 }; /* of a palette, at most */

/* Samples of an image, as PDF packs them by zlib: as PNG does, but for the filters. */
struct rq_png_samples {
	unsigned width, height;
	int bits;       /* of each sample */
	int components; /* of a pixel: 1 gray, or a number of the palette; 3 RGB */
	bool filtered;  /* each row begins with its filter, as in PNG */
	unsigned char palette[RQ_PNG_COLORS][3]; /* RGB */
	int colors;                              /* in it; 0: the samples are the colors */
};

/*
 * Appends a PNG of them, by a row at a time. False when they are damaged, when PNG has no
 * such samples, past the buffer's limit, and where rq is built without OCR.
 */
bool rq_png_pack(const struct rq_png_samples *samples, const char *packed, size_t length,
		 struct rq_buffer *png);

#endif
