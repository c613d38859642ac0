#ifndef RQ_DOCUMENT_PICTURE_H
#define RQ_DOCUMENT_PICTURE_H

/* A page as it is drawn. Places are points from its upper left corner. */

#include <cairo.h>
#include <stdbool.h>

struct rq_picture;

/* White paper of that size in points, with so many pixels in each. Free it. */
struct rq_picture *rq_picture_new(double width, double height, double scale);
void rq_picture_free(struct rq_picture *picture);

/* Pixels in a point that OCR reads best, or as many as are allowed of a large page. */
double rq_picture_resolution(double width, double height);

/* To draw on it, in points; borrowed. */
cairo_t *rq_picture_cairo(struct rq_picture *picture);

/* Whether the box has more than one color, as one with writing in it does. */
bool rq_picture_has_ink(const struct rq_picture *picture, double left, double top, double right,
			double bottom);

/* Frees it, all but its gray values (0 black), row by row, of so many pixels; free() them. */
unsigned char *rq_picture_take_gray(struct rq_picture *picture, unsigned *width, unsigned *height);

#endif
