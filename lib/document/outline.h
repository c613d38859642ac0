#ifndef RQ_DOCUMENT_OUTLINE_H
#define RQ_DOCUMENT_OUTLINE_H

/*
 * Boxes, and paths: the box around one, how much of it is filled, and as long as
 * it has few corners, these. Curves are a few lines.
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

/* For each height from 0 to below count whether an area stands there. Free it. */
bool *rq_areas_cover(const struct rq_areas *areas, size_t count);

enum { RQ_CORNERS = 64 }; /* that are kept of a path */

struct rq_corner {
	double x, y;
	bool begins; /* a part of the path: the line back to where the last one began ends that */
};

enum rq_place { RQ_OUTSIDE, RQ_INSIDE, RQ_PERHAPS };

struct rq_outline {
	struct rq_area box;
	double start_x, start_y, x, y; /* of the part that is open */
	double filled;                 /* twice the area inside, signed */
	size_t parts;                  /* that have a line */
	bool moved;                    /* the open part has none yet */
	struct rq_corner corners[RQ_CORNERS];
	size_t count; /* of all corners: those past RQ_CORNERS are not kept */
};

void rq_outline_begin(struct rq_outline *outline);
void rq_outline_move(struct rq_outline *outline, double x, double y);
void rq_outline_line(struct rq_outline *outline, double x, double y);
/* A cubic Bézier curve to the last of three points; its direction is that of the others. */
void rq_outline_curve(struct rq_outline *outline, const double points[6]);

/* Whether it fills its box, as a rectangle with corners of any kind does. */
bool rq_outline_is_box(const struct rq_outline *outline);

/*
 * Where a point is to the area that the corners enclose: RQ_PERHAPS where the two
 * rules of filling (ISO 32000-1, 8.5.3.3) differ.
 */
enum rq_place rq_outline_place(const struct rq_corner *corners, size_t count, double x, double y);

#endif
