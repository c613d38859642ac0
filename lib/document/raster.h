#ifndef RQ_DOCUMENT_RASTER_H
#define RQ_DOCUMENT_RASTER_H

/*
 * Pictures of pages, made ready to be read, by Leptonica: PNG, JPEG, JPEG 2000 and TIFF
 * to gray, large enough, upright and straight. Only where rq is built with OCR.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct Pix; /* Leptonica's, which Tesseract takes */

/*
 * The next page of a file; *offset begins with 0 and is 0 again behind the last
 * one. What its header claims is checked before a pixel is unpacked. All but TIFF
 * come as gray, and reduced while they are unpacked when they are much larger than what is
 * read at once. RQ_DAMAGED, RQ_TOO_LARGE over RQ_MAX_SCAN_PIXELS or RQ_MAX_TIFF_BYTES. Free it.
 */
int rq_raster_read(const char *bytes, size_t length, size_t *offset, struct Pix **picture,
		   struct rq_error *err);

/* The same of gray values, row by row, 0 black. */
int rq_raster_of_gray(const unsigned char *gray, unsigned width, unsigned height,
		      struct Pix **picture, struct rq_error *err);

void rq_raster_free(struct Pix *picture);

/* To gray on white paper. */
void rq_raster_whiten(struct Pix **picture);

/*
 * The same, and white where the mask is black, or with cut, where it is white. The larger of both
 * is how large it is then. Takes the mask.
 */
void rq_raster_mask(struct Pix **picture, struct Pix *mask, bool cut);

/*
 * Takes what is read at once from the top of a whitened picture: all of it, or of
 * one that is longer than any page the rows above a gap between lines. *rest is
 * then what is left, in the end NULL. Free both; NULL without memory.
 */
struct Pix *rq_raster_band(struct Pix **rest);

/*
 * Enlarged when the page, so many pixels broad, has few of them, and reduced to
 * RQ_MAX_READ_PIXELS. Returns how many times as large it is now.
 */
double rq_raster_scale(struct Pix **picture, int breadth);

/* Turned clockwise by so many quarters, and by the few degrees that its lines stand askew. */
void rq_raster_turn(struct Pix **picture, int quarters);

/* Pixels of the shorter side of the page, of which it may be a piece. */
int rq_raster_breadth(struct Pix *picture);
int rq_raster_height(struct Pix *picture);

/* Leptonica says nothing on standard error from now on. */
void rq_raster_hush(void);

#endif
