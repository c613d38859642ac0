#ifndef RQ_DOCUMENT_IMAGE_H
#define RQ_DOCUMENT_IMAGE_H

/*
 * The images that a PDF's pages paint (ISO 32000-1, 8.9), in forms in which they can be
 * reduced while they are unpacked. Who draws the page unpacks them whole, to four bytes a pixel.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"

struct rq_image {
	struct rq_stream file; /* JPEG, JPEG 2000 or PNG; its resources say nothing */
	struct rq_stream mask; /* likewise, in gray; no bytes: all of it is seen */
	bool cut;              /* it is seen where the mask is black, otherwise where it is white */
};

/*
 * What "/name Do" paints as a file: JPEG and JPEG 2000 as they are, and what is packed as PNG is,
 * as PNG; in gray, RGB or a palette. False when it, or what masks it, is none of these. Free it.
 */
bool rq_image_read(struct rq_content *content, unsigned resources, const char *name,
		   struct rq_image *image);
void rq_image_free(struct rq_image *image);

/*
 * Makes an image, by its handle, in black and white a stencil through which black is painted: it is
 * drawn by a byte a pixel, and shows the same where nothing is behind it. False when it is none.
 */
bool rq_image_make_stencil(struct rq_content *content, unsigned image);

/*
 * A PDF of that page alone, on which the image is a stencil through which black is painted:
 * the same to see where it is black and white, which it must be, and drawn by a byte a pixel. False
 * when it is not. From now on, it is a stencil in the content, too.
 */
bool rq_image_stencil(struct rq_content *content, size_t page, unsigned resources, const char *name,
		      struct rq_stream *pdf);

#endif
