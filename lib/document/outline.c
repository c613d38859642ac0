#include "document/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const double WHOLE = 0.9; /* of its box: corners may be round */

enum { CHORDS = 4 }; /* of a curve */

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

bool *rq_areas_cover(const struct rq_areas *areas, size_t count)
{
	long *begun = rq_alloc(count + 1, sizeof *begun), open = 0;
	bool *covered = rq_alloc(count, sizeof *covered);

	for (size_t i = 0; i < areas->count; i++) {
		double top = fmax(0, floor(areas->list[i].top));
		double bottom = fmin((double)count, ceil(areas->list[i].bottom));

		if (!(top < bottom))
			continue;
		begun[(size_t)top]++;
		begun[(size_t)bottom]--;
	}
	for (size_t i = 0; i < count; i++) {
		open += begun[i];
		covered[i] = open > 0;
	}
	free(begun);
	return covered;
}

/* --- paths ------------------------------------------------------------------------------- */

void rq_outline_begin(struct rq_outline *outline)
{
	outline->box = rq_area_none;
	outline->start_x = outline->start_y = outline->x = outline->y = outline->filled = 0;
	outline->parts = outline->count = 0;
	outline->moved = false;
}

static void add_corner(struct rq_outline *outline, double x, double y, bool begins)
{
	if (outline->count < RQ_CORNERS)
		outline->corners[outline->count] = (struct rq_corner) { x, y, begins };
	outline->count++;
	rq_area_add(&outline->box, x, y);
}

void rq_outline_move(struct rq_outline *outline, double x, double y)
{
	outline->start_x = outline->x = x;
	outline->start_y = outline->y = y;
	outline->moved = true;
}

/* The triangles between the start and each line, by the shoelace formula. */
void rq_outline_line(struct rq_outline *outline, double x, double y)
{
	if (outline->moved || outline->parts == 0) {
		add_corner(outline, outline->start_x, outline->start_y, true);
		outline->parts++;
		outline->moved = false;
	}
	outline->filled += (outline->x - outline->start_x) * (y - outline->start_y) -
			   (x - outline->start_x) * (outline->y - outline->start_y);
	outline->x = x;
	outline->y = y;
	add_corner(outline, x, y, false);
}

void rq_outline_curve(struct rq_outline *outline, const double points[6])
{
	double from_x = outline->x, from_y = outline->y;

	for (int i = 1; i <= CHORDS; i++) {
		double t = (double)i / CHORDS, u = 1 - t;
		double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

		rq_outline_line(outline, a * from_x + b * points[0] + c * points[2] + d * points[4],
				a * from_y + b * points[1] + c * points[3] + d * points[5]);
	}
}

bool rq_outline_is_box(const struct rq_outline *outline)
{
	return outline->parts == 1 &&
	       fabs(outline->filled) / 2 >= WHOLE * rq_area_size(&outline->box);
}

/* How often, and which way, the line passes at the right of the point from below to above. */
static int crossing(const struct rq_corner *from, const struct rq_corner *to, double x, double y)
{
	if ((from->y <= y) == (to->y <= y) ||
	    x >= from->x + (y - from->y) / (to->y - from->y) * (to->x - from->x))
		return 0;
	return from->y <= y ? 1 : -1;
}

enum rq_place rq_outline_place(const struct rq_corner *corners, size_t count, double x, double y)
{
	size_t start = 0;
	int around = 0;

	for (size_t i = 0; i < count; i++) {
		bool last = i + 1 == count || corners[i + 1].begins;

		if (corners[i].begins)
			start = i;
		around += crossing(&corners[i], &corners[last ? start : i + 1], x, y);
	}
	if (around == 0)
		return RQ_OUTSIDE;
	return around % 2 == 0 ? RQ_PERHAPS : RQ_INSIDE;
}
