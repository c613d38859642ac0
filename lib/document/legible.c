#include "document/legible.h"

#include <math.h>

static const double USUAL = 10;     /* size of type that nothing tells */
static const double SMALLEST = 4;   /* nobody reads less */
static const double NARROWEST = 10; /* percent */
static const double CROWDED = -0.6; /* of the type's size: letters that close are a blot */
static const double RAISED = 200;   /* more than a page's margin */
static const double LEFT = -360;    /* five inches: no margin is wider, … */
static const double RIGHT = 864;    /* … and twelve: nobody has wider paper */
static const double LOWEST = 3;     /* a line in which nothing can be read */

bool rq_legible_size(double size)
{
	return size >= SMALLEST;
}

bool rq_legible_stretch(double percent)
{
	return percent >= NARROWEST;
}

bool rq_legible_spacing(double spacing, double size)
{
	return spacing >= CROWDED * (size > 0 ? size : USUAL);
}

bool rq_legible_raised(double raised)
{
	return fabs(raised) < RAISED;
}

bool rq_legible_left(double left)
{
	return left >= LEFT && left <= RIGHT;
}

bool rq_legible_line(double height)
{
	return height >= LOWEST;
}

enum rq_sight rq_legible_sight(const struct rq_type_setting *setting)
{
	double size = (double)setting->size, stretch = (double)setting->stretch;
	double line = (double)setting->line;

	if (!rq_legible_raised((double)setting->raised) || !rq_legible_left((double)setting->left))
		return RQ_OFF_PAGE;
	if (line > 0 && !rq_legible_line(line))
		return RQ_CLIPPED;
	if ((size > 0 && !rq_legible_size(size)) || (stretch > 0 && !rq_legible_stretch(stretch)) ||
	    !rq_legible_spacing((double)setting->spacing, size))
		return RQ_TINY;
	return RQ_SEEN;
}
