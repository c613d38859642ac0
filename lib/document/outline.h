#ifndef RQ_DOCUMENT_OUTLINE_H
#define RQ_DOCUMENT_OUTLINE_H

/* Boxes, and paths of which no more is kept than the box around them and how much of it they fill.
 */

#include <stdbool.h>
#include <stddef.h>

struct rq_area {
	double left, top, right, bottom;
};

/* To begin with, and to add points to. */
extern const struct rq_area rq_area_none;

void rq_area_add(struct rq_area *area, double x, double y);
struct rq_area rq_area_common(const struct rq_area *a, const struct rq_area *b);
bool rq_area_holds(const struct rq_area *area, double x, double y);
double rq_area_size(const struct rq_area *area);

/* Boxes to find again. Zero is none. */
struct rq_areas {
	struct rq_area *list; /* sorted */
	size_t count;
};

void rq_areas_add(struct rq_areas *areas, const struct rq_area *added, size_t count);
bool rq_areas_hold(const struct rq_areas *areas, const struct rq_area *area); /* the very same */
void rq_areas_free(struct rq_areas *areas);

struct rq_outline {
	struct rq_area box;
	double start_x, start_y, x, y; /* of the part that is open */
	double filled;                 /* twice the area inside, signed */
	size_t parts;
};

void rq_outline_begin(struct rq_outline *outline);
void rq_outline_move(struct rq_outline *outline, double x, double y);
void rq_outline_line(struct rq_outline *outline, double x, double y);

/* Whether it fills its box, as a rectangle with corners of any kind does. */
bool rq_outline_is_box(const struct rq_outline *outline);

#endif
