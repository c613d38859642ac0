#include "document/surface.h"

#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"

static const double NEAR = 0.12; /* two values of a color that may be taken for one */
static const double LEAST = 3;   /* points: a box that is lower or narrower is a rule */

struct rq_coat {
	struct rq_area area;
	struct rq_color color;
	bool whole; /* the box is all of it: nothing behind shows */
};

struct rq_color rq_color_of(const double *numbers, size_t count, size_t components)
{
	struct rq_color color = { .known = true };

	if (components == 1 && count >= 1) {
		color.red = color.green = color.blue = numbers[0];
	} else if (components == 3 && count >= 3) {
		color.red = numbers[0];
		color.green = numbers[1];
		color.blue = numbers[2];
	} else if (components == 4 && count >= 4) {
		color.red = 1 - fmin(1, numbers[0] + numbers[3]);
		color.green = 1 - fmin(1, numbers[1] + numbers[3]);
		color.blue = 1 - fmin(1, numbers[2] + numbers[3]);
	} else if (components == 0 || count > 0) {
		color.known = false;
	}
	return color;
}

void rq_surface_free(struct rq_surface *surface)
{
	free(surface->coats);
	*surface = (struct rq_surface) { 0 };
}

bool rq_surface_matters(const struct rq_area *area)
{
	return area->right - area->left >= LEAST && area->bottom - area->top >= LEAST;
}

void rq_surface_paint(struct rq_surface *surface, const struct rq_area *area,
		      const struct rq_color *color, bool whole)
{
	struct rq_coat coat = { .area = *area, .whole = whole };

	if (color)
		coat.color = *color;
	surface->coats = rq_grow(surface->coats, surface->count, &surface->capacity, sizeof coat);
	surface->coats[surface->count++] = coat;
}

static bool are_near(const struct rq_color *a, const struct rq_color *b)
{
	return !a->known || !b->known ||
	       (fabs(a->red - b->red) < NEAR && fabs(a->green - b->green) < NEAR &&
		fabs(a->blue - b->blue) < NEAR);
}

/* The same with what was painted first only, up to that many boxes. */
static bool may_hide(const struct rq_surface *surface, size_t count, double x, double y,
		     const struct rq_color *color)
{
	static const struct rq_color paper = { 1, 1, 1, true };

	for (size_t i = count; i-- > 0;) {
		const struct rq_coat *coat = &surface->coats[i];

		if (!rq_area_holds(&coat->area, x, y))
			continue;
		if (are_near(&coat->color, color))
			return true;
		if (coat->whole)
			return false;
	}
	return are_near(&paper, color);
}

bool rq_surface_may_hide(const struct rq_surface *surface, double x, double y,
			 const struct rq_color *color)
{
	return may_hide(surface, surface->count, x, y, color);
}

bool rq_surface_has_mark(const struct rq_surface *surface, double x, double y, double height)
{
	for (size_t i = surface->count; i-- > 0;) {
		const struct rq_coat *coat = &surface->coats[i];

		if (rq_area_holds(&coat->area, x, y) &&
		    coat->area.bottom - coat->area.top <= height)
			return !may_hide(surface, i, x, y, &coat->color);
	}
	return false;
}
