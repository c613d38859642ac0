#include "document/surface.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

static const double NEAR = 0.12; /* two values of a color that may be taken for one */
static const double LEAST = 3;   /* points: a box that is lower or narrower is a rule */

struct rq_coat {
	struct rq_area area;
	struct rq_color color;
	bool whole, opaque;
	size_t image;        /* or 0 */
	size_t first, count; /* of the surface's corners; none: what of the area is not known */
};

/* What is out of bounds is the nearest that is in them (ISO 32000-1, 8.6.4). */
static double bounded(double value)
{
	return fmin(fmax(value, 0), 1);
}

struct rq_color rq_color_of(const double *numbers, size_t count, size_t components)
{
	struct rq_color color = { .known = true };

	if (components == 1 && count >= 1) {
		color.red = color.green = color.blue = bounded(numbers[0]);
	} else if (components == 3 && count >= 3) {
		color.red = bounded(numbers[0]);
		color.green = bounded(numbers[1]);
		color.blue = bounded(numbers[2]);
	} else if (components == 4 && count >= 4) {
		color.red = 1 - bounded(bounded(numbers[0]) + bounded(numbers[3]));
		color.green = 1 - bounded(bounded(numbers[1]) + bounded(numbers[3]));
		color.blue = 1 - bounded(bounded(numbers[2]) + bounded(numbers[3]));
	} else if (components == 0 || count > 0) {
		color.known = false;
	}
	return color;
}

void rq_surface_free(struct rq_surface *surface)
{
	free(surface->coats);
	free(surface->corners);
	rq_samples_free(&surface->samples);
	*surface = (struct rq_surface) { 0 };
}

bool rq_surface_matters(const struct rq_area *area)
{
	return area->right - area->left >= LEAST && area->bottom - area->top >= LEAST;
}

static void keep_corners(struct rq_surface *surface, struct rq_coat *coat,
			 const struct rq_outline *outline)
{
	if (coat->whole || !outline || outline->count > RQ_CORNERS)
		return;
	coat->first = surface->corner_count;
	coat->count = outline->count;
	for (size_t i = 0; i < outline->count; i++) {
		surface->corners = rq_grow(surface->corners, surface->corner_count,
					   &surface->corner_capacity, sizeof *surface->corners);
		surface->corners[surface->corner_count++] = outline->corners[i];
	}
}

void rq_surface_paint(struct rq_surface *surface, const struct rq_layer *layer)
{
	struct rq_coat coat = { .area = layer->area,
				.color = layer->color,
				.whole = layer->whole,
				.opaque = layer->opaque,
				.image = layer->image };

	keep_corners(surface, &coat, layer->outline);
	surface->coats = rq_grow(surface->coats, surface->count, &surface->capacity, sizeof coat);
	surface->coats[surface->count++] = coat;
}

static enum rq_place place_of(const struct rq_surface *surface, const struct rq_coat *coat,
			      double x, double y)
{
	if (!rq_area_holds(&coat->area, x, y))
		return RQ_OUTSIDE;
	if (coat->whole)
		return RQ_INSIDE;
	if (coat->count == 0)
		return RQ_PERHAPS;
	return rq_outline_place(surface->corners + coat->first, coat->count, x, y);
}

static bool are_near(const struct rq_color *a, const struct rq_color *b)
{
	return !a->known || !b->known ||
	       (fabs(a->red - b->red) < NEAR && fabs(a->green - b->green) < NEAR &&
		fabs(a->blue - b->blue) < NEAR);
}

static const struct rq_color paper = { 1, 1, 1, true };

/* The color of a coat around that place; false when it has none there. */
static bool color_at(const struct rq_surface *surface, const struct rq_coat *coat, double x,
		     double y, struct rq_color *color)
{
	struct rq_area around = { x - LEAST / 2, y - LEAST / 2, x + LEAST / 2, y + LEAST / 2 };
	enum rq_sample sample = RQ_SAMPLE_UNKNOWN;
	double rgb[3];

	*color = coat->color;
	if (coat->image > 0)
		sample = rq_samples_look(&surface->samples, coat->image, &around, rgb);
	if (sample == RQ_SAMPLE_COLOR)
		*color = rq_color_of(rgb, 3, 3);
	return sample != RQ_SAMPLE_CLEAR;
}

bool rq_surface_may_hide(const struct rq_surface *surface, size_t coats, double x, double y,
			 const struct rq_color *color)
{
	for (size_t i = coats; i-- > 0;) {
		const struct rq_coat *coat = &surface->coats[i];
		enum rq_place place = place_of(surface, coat, x, y);
		struct rq_color here;

		if (place == RQ_OUTSIDE || !color_at(surface, coat, x, y, &here))
			continue;
		if (are_near(&here, color))
			return true;
		if (place == RQ_INSIDE)
			return false;
	}
	return are_near(&paper, color);
}

bool rq_surface_may_hide_somewhere(const struct rq_surface *surface, const struct rq_color *color)
{
	for (size_t i = 0; i < surface->count; i++)
		if (are_near(&surface->coats[i].color, color))
			return true;
	return are_near(&paper, color);
}

enum rq_cover rq_surface_cover(const struct rq_surface *surface, size_t coats, double x, double y)
{
	enum rq_cover found = RQ_OPEN;

	for (size_t i = coats; i < surface->count; i++) {
		const struct rq_coat *coat = &surface->coats[i];
		enum rq_place place = place_of(surface, coat, x, y);

		if (place == RQ_INSIDE && coat->opaque)
			return RQ_COVERS;
		if (place != RQ_OUTSIDE)
			found = RQ_MAY_COVER;
	}
	return found;
}

static bool may_be_letters(const struct rq_coat *coat, double height)
{
	return coat->area.bottom - coat->area.top <= height &&
	       (!coat->whole || coat->area.right - coat->area.left <= height);
}

bool rq_surface_has_mark(const struct rq_surface *surface, double x, double y, double height)
{
	for (size_t i = surface->count; i-- > 0;) {
		const struct rq_coat *coat = &surface->coats[i];

		if (!rq_area_holds(&coat->area, x, y))
			continue;
		if (may_be_letters(coat, height))
			return !rq_surface_may_hide(surface, i, x, y, &coat->color);
		if (coat->whole)
			return false;
	}
	return false;
}
