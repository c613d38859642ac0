#ifndef RQ_DOCUMENT_SURFACE_H
#define RQ_DOCUMENT_SURFACE_H

/*
 * What is painted on a page, as shapes with colors in their order: enough to
 * tell what is behind a glyph, and what is over it. Points from the page's upper
 * left corner; the paper is white.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/outline.h"
#include "document/sample.h"

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

/* Zero is white paper. */
struct rq_surface {
	struct rq_coat *coats; /* in the order in which they were painted */
	size_t count, capacity;
	struct rq_corner *corners; /* of their shapes */
	size_t corner_count, corner_capacity;
	struct rq_samples samples; /* of images */
};

/* What is painted at once. */
struct rq_layer {
	struct rq_area area;
	const struct rq_outline *outline; /* inside of the area; NULL: as the next member says */
	bool whole;                       /* it fills its area; else nobody knows how much of it */
	struct rq_color color; /* unknown: a picture, or anything of more than one color */
	bool opaque;           /* nobody sees what it covers */
	size_t image;          /* its number among the samples, or 0 */
};

void rq_surface_free(struct rq_surface *surface);

/* Whether the box is large enough to be behind text, or over it; a rule is not. */
bool rq_surface_matters(const struct rq_area *area);

void rq_surface_paint(struct rq_surface *surface, const struct rq_layer *layer);

/* Whether text of that color, painted after so many coats, may not be seen there. */
bool rq_surface_may_hide(const struct rq_surface *surface, size_t coats, double x, double y,
			 const struct rq_color *color);

/* The same for some place on the page, wherever that is. */
bool rq_surface_may_hide_somewhere(const struct rq_surface *surface, const struct rq_color *color);

/* Whether one that was painted after so many coats covers what is there. */
enum rq_cover { RQ_OPEN, RQ_MAY_COVER, RQ_COVERS };
enum rq_cover rq_surface_cover(const struct rq_surface *surface, size_t coats, double x, double y);

/*
 * Whether something of one color stands out from what is behind it there, no
 * higher than that, and no bar: a letter drawn as a shape, or several.
 */
bool rq_surface_has_mark(const struct rq_surface *surface, double x, double y, double height);

#endif
