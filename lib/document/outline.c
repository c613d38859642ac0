#include "document/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const double WHOLE = 0.9; /* of its box: corners may be round */

const struct rq_area rq_area_none = { HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL };

void rq_area_add(struct rq_area *area, double x, double y)
{
	area->left = fmin(area->left, x);
	area->top = fmin(area->top, y);
	area->right = fmax(area->right, x);
	area->bottom = fmax(area->bottom, y);
}

struct rq_area rq_area_common(const struct rq_area *a, const struct rq_area *b)
{
	return (struct rq_area) { fmax(a->left, b->left), fmax(a->top, b->top),
				  fmin(a->right, b->right), fmin(a->bottom, b->bottom) };
}

bool rq_area_holds(const struct rq_area *area, double x, double y)
{
	return x >= area->left && x <= area->right && y >= area->top && y <= area->bottom;
}

double rq_area_size(const struct rq_area *area)
{
	return fmax(0, area->right - area->left) * fmax(0, area->bottom - area->top);
}

/* --- areas ------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
	const struct rq_area *one = a, *two = b;
	const double ones[] = { one->left, one->top, one->right, one->bottom };
	const double twos[] = { two->left, two->top, two->right, two->bottom };

	for (size_t i = 0; i < 4; i++)
		if (ones[i] != twos[i])
			return ones[i] < twos[i] ? -1 : 1;
	return 0;
}

void rq_areas_add(struct rq_areas *areas, const struct rq_area *added, size_t count)
{
	if (count == 0)
		return;
	areas->list = rq_resize(areas->list, areas->count + count, sizeof *areas->list);
	memcpy(areas->list + areas->count, added, count * sizeof *added);
	areas->count += count;
	qsort(areas->list, areas->count, sizeof *areas->list, compare);
}

bool rq_areas_hold(const struct rq_areas *areas, const struct rq_area *area)
{
	return areas->count > 0 &&
	       bsearch(area, areas->list, areas->count, sizeof *area, compare) != NULL;
}

void rq_areas_free(struct rq_areas *areas)
{
	free(areas->list);
	*areas = (struct rq_areas) { 0 };
}

/* --- paths ------------------------------------------------------------------------------- */

void rq_outline_begin(struct rq_outline *outline)
{
	*outline = (struct rq_outline) { .box = rq_area_none };
}

void rq_outline_move(struct rq_outline *outline, double x, double y)
{
	outline->start_x = outline->x = x;
	outline->start_y = outline->y = y;
	outline->parts++;
	rq_area_add(&outline->box, x, y);
}

/* The triangles between the start and each line, by the shoelace formula. */
void rq_outline_line(struct rq_outline *outline, double x, double y)
{
	outline->filled += (outline->x - outline->start_x) * (y - outline->start_y) -
			   (x - outline->start_x) * (outline->y - outline->start_y);
	outline->x = x;
	outline->y = y;
	rq_area_add(&outline->box, x, y);
}

bool rq_outline_is_box(const struct rq_outline *outline)
{
	return outline->parts == 1 &&
	       fabs(outline->filled) / 2 >= WHOLE * rq_area_size(&outline->box);
}
