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
