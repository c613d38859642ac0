#include "document/legible.h"

#include <math.h>

static const float USUAL = 10;      /* size of type that nothing tells */
static const float SMALLEST = 4;    /* nobody reads less */
static const float NARROWEST = 10;  /* percent of a letter's width */
static const float CROWDED = -0.6F; /* of the type's size: letters that close are a blot */
static const float RAISED = 200;    /* more than a page's margin */
static const float LEFT = -360;     /* five inches: no margin is wider, … */
static const float RIGHT = 864;     /* … and twelve: nobody has wider paper */
static const float LOWEST = 3;      /* a line in which nothing can be read */

enum rq_sight rq_legible_sight(const struct rq_type_setting *setting)
{
	float size = setting->size > 0 ? setting->size : USUAL;

	if (fabsf(setting->raised) >= RAISED || setting->left < LEFT || setting->left > RIGHT)
		return RQ_OFF_PAGE;
	if (setting->line > 0 && setting->line < LOWEST)
		return RQ_CLIPPED;
	if (size < SMALLEST || (setting->stretch > 0 && setting->stretch < NARROWEST) ||
	    setting->spacing < CROWDED * size)
		return RQ_TINY;
	return RQ_SEEN;
}
