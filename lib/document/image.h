#ifndef RQ_DOCUMENT_IMAGE_H
#define RQ_DOCUMENT_IMAGE_H

/*
 * The images that a PDF's pages paint (ISO 32000-1, 8.9), in forms in which they can be
 * reduced while they are unpacked. Who draws the page unpacks them whole, to four bytes a pixel.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"

/*
 * What "/name Do" paints as a file: JPEG as it is, and what is packed as PNG is, as
 * PNG; in gray or RGB and without a mask, so that all of it is seen as it is. False when it is
 * none of these. The file's resources say nothing.
 */
bool rq_image_file(struct rq_content *content, unsigned resources, const char *name,
		   struct rq_stream *file);

/*
 * A PDF of that page alone, on which the image is a stencil through which black is painted:
 * the same to see where it is black and white, which it must be, and drawn by a byte a pixel. False
 * when it is not. From now on, it is a stencil in the content, too.
 */
bool rq_image_stencil(struct rq_content *content, size_t page, unsigned resources, const char *name,
		      struct rq_stream *pdf);

#endif
