#ifndef RQ_DOCUMENT_SURFACE_H
#define RQ_DOCUMENT_SURFACE_H

/*
 * What has been painted on a page so far, as boxes with colors: enough to tell
 * what is behind a text. Points from the page's upper left corner; the paper is
 * white.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/outline.h"

struct rq_color {
	double red, green, blue; /* 0 to 1 */
	bool known;
};

/*
 * The color of that many components (1 gray, 3 RGB, 4 CMYK); numbers that are
 * not there are those of a new color space, which is black. Unknown when the
 * components are.
 */
struct rq_color rq_color_of(const double *numbers, size_t count, size_t components);

/* Boxes in the order in which they were painted. Zero is white paper. */
struct rq_surface {
	struct rq_coat *coats;
	size_t count, capacity;
};

void rq_surface_free(struct rq_surface *surface);

/* Whether the box is large enough to be behind text, or over it; a rule is not. */
bool rq_surface_matters(const struct rq_area *area);

/* Paints a box; color NULL is a picture, or anything else of more than one color. */
void rq_surface_paint(struct rq_surface *surface, const struct rq_area *area,
		      const struct rq_color *color, bool whole);

/* Whether text of that color may not be seen there: it may be as what is behind it. */
bool rq_surface_may_hide(const struct rq_surface *surface, double x, double y,
			 const struct rq_color *color);

/*
 * Whether something of one color stands out from what is behind it there, no
 * higher than that: a letter drawn as a shape.
 */
bool rq_surface_has_mark(const struct rq_surface *surface, double x, double y, double height);

#endif
