#include "document/css_place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double NEAR_LEFT = -500;  /* pixels: so far left of or above the page … */
static const double NEAR_RIGHT = 5000; /* … or right of it nothing is seen, … */
static const double MOVED = -150;      /* … nor is what is moved by such a percentage, … */
static const double SHIFTED = 300;     /* … or that */
static const double EM = 16;           /* pixels in one of usual type */
static const double SCREEN = 12.8;     /* pixels in a hundredth of the width of a screen */
static const double SQUASHED = 0.05;   /* nobody reads type that is drawn to that share */
static const double STEEP = 0.05;      /* cosine: so steep it is as narrow */
static const double SLIT = 3;          /* pixels: no line can be read in a lower room */

enum { SIDES = 4 };

/* --- lengths -------------------------------------------------------------------------------- */

/* In pixels; of a percentage, what is as far as it is from being in sight. */
static double pixels_of(const char *length)
{
	char *unit;
	double number = strtod(length, &unit);

	if (rq_css_begins(unit, "em") || rq_css_begins(unit, "rem") || rq_css_begins(unit, "ch"))
		return number * EM;
	if (rq_css_begins(unit, "vw") || rq_css_begins(unit, "vh"))
		return number * SCREEN;
	if (*unit == '%')
		return number < MOVED ? NEAR_LEFT - 1 : number > SHIFTED ? NEAR_RIGHT + 1 : 0;
	return number;
}

static bool is_far(const char *distance)
{
	double pixels = distance ? pixels_of(distance) : 0;

	return pixels < NEAR_LEFT || pixels > NEAR_RIGHT;
}

/* The number-th of values that are parted by that sign, or NULL. */
static const char *part_of(const char *values, size_t number, char sign)
{
	while (values && number-- > 0) {
		values = strchr(values, sign);
		if (values)
			values++;
	}
	return values;
}

/* As far as there are sides. */
static size_t count_parts(const char *values)
{
	size_t count = 1;

	while (count <= SIDES && part_of(values, count, ' '))
		count++;
	return count;
}

/* One of the sides of a shorthand, from the top clockwise (CSS 2.2, 8.3). */
static const char *side_of(const char *values, size_t side)
{
	static const size_t which[SIDES][SIDES] = {
		{ 0, 0, 0, 0 }, { 0, 1, 0, 1 }, { 0, 1, 2, 1 }, { 0, 1, 2, 3 }
	};
	size_t count = values ? count_parts(values) : 0;

	return count <= SIDES && count > 0 ? part_of(values, which[count - 1][side], ' ') : NULL;
}

/* --- far away ------------------------------------------------------------------------------- */

/* Moved up or to the left by a margin; the same one at the other side widens it. */
static bool is_pushed(const char *margin)
{
	for (size_t side = 0; side < SIDES; side += 3) {
		const char *one = side_of(margin, side), *other = side_of(margin, side ? 1 : 2);

		if (is_far(one) && !is_far(other))
			return true;
	}
	return false;
}

static bool is_placed_away(const struct rq_css_style *style)
{
	const char *position = style->values[RQ_CSS_POSITION];
	const char *inset = style->values[RQ_CSS_INSET];

	if (!position || rq_css_begins(position, "static"))
		return false;
	for (size_t side = 0; inset && side < SIDES; side++)
		if (is_far(side_of(inset, side)))
			return true;
	if (rq_css_begins(position, "fixed") && rq_css_begins(style->values[RQ_CSS_LEFT], "-100v"))
		return true;
	return is_far(style->values[RQ_CSS_LEFT]) || is_far(style->values[RQ_CSS_TOP]) ||
	       is_far(style->values[RQ_CSS_RIGHT]);
}

/* Indented by all the width that it has, and cut off there. */
static bool is_indented_away(const struct rq_css_style *style)
{
	const char *indent = style->values[RQ_CSS_TEXT_INDENT];

	return is_far(indent) || (rq_css_begins(indent, "100%") &&
				  rq_css_begins(style->values[RQ_CSS_OVERFLOW], "hidden"));
}

/* --- drawn together --------------------------------------------------------------------------- */

static bool is_squashed(const char *share)
{
	char *end;
	double number = share ? fabs(strtod(share, &end)) : 1;

	return share && end != share && number < (*end == '%' ? SQUASHED * 100 : SQUASHED);
}

static bool is_edgewise(const char *angle)
{
	char *unit;
	double turn = strtod(angle, &unit);

	if (rq_css_begins(unit, "deg"))
		turn *= M_PI / 180;
	else if (rq_css_begins(unit, "turn"))
		turn *= 2 * M_PI;
	else if (!rq_css_begins(unit, "rad"))
		return false;
	return fabs(cos(turn)) < STEEP;
}

static bool is_flat_matrix(const char *numbers)
{
	double matrix[4] = { 0 };

	for (size_t i = 0; i < 4; i++) {
		const char *one = part_of(numbers, i, ',');

		if (!one)
			return false;
		matrix[i] = strtod(one, NULL);
	}
	return fabs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < SQUASHED * SQUASHED;
}

/* One function of "transform" (CSS Transforms 1, 13), from its name on. */
static bool function_hides(const char *function, enum rq_hidden_kind *how)
{
	const char *first = strchr(function, '(') + 1, *second = part_of(first, 1, ',');
	bool depth = rq_css_begins(function, "scalez") || rq_css_begins(function, "translatez");

	if (depth)
		return false;
	if (second && second > strchr(first, ')'))
		second = NULL;
	*how = RQ_HIDDEN_OFF_PAGE;
	if (rq_css_begins(function, "translate"))
		return is_far(first) || is_far(second);
	*how = RQ_HIDDEN_INVISIBLE;
	if (rq_css_begins(function, "scale"))
		return is_squashed(first) || is_squashed(second);
	if (rq_css_begins(function, "rotatex(") || rq_css_begins(function, "rotatey("))
		return is_edgewise(first);
	return rq_css_begins(function, "matrix(") && is_flat_matrix(first);
}

static bool is_transformed_away(const struct rq_css_style *style, enum rq_hidden_kind *how)
{
	const char *scale = style->values[RQ_CSS_SCALE], *move = style->values[RQ_CSS_TRANSLATE];
	const char *at = style->values[RQ_CSS_TRANSFORM], *end;

	for (; at && strchr(at, '(') && (end = strchr(at, ')')); at = end + 1) {
		at += strspn(at, ", ");
		if (strchr(at, '(') < end && function_hides(at, how))
			return true;
	}
	*how = RQ_HIDDEN_INVISIBLE;
	if (is_squashed(scale) || is_squashed(part_of(scale, 1, ' ')))
		return true;
	*how = RQ_HIDDEN_OFF_PAGE;
	return is_far(move) || is_far(part_of(move, 1, ' '));
}

/* --- cut off -------------------------------------------------------------------------------- */

/* No more than a few pixels, as screen readers want it. */
static bool is_slit(const char *length)
{
	char *end;
	double number = length ? strtod(length, &end) : 0;

	if (!length || end == length || *end == '%')
		return length && end != length && number == 0;
	return pixels_of(length) < SLIT;
}

/* "0,0,0,0)", "1px 1px 1px 1px)": a rectangle of no size (CSS 2.2, 11.1.2). */
static bool is_nothing(const char *edges)
{
	char *end;
	double first = strtod(edges, &end), edge = first;

	for (int i = 1; i < 4 && end != edges && edge == first; i++) {
		edges = end + strspn(end, "px, ");
		edge = strtod(edges, &end);
	}
	return end != edges && edge == first;
}

/* "100%)", "0 50% 0 50%)": edges that meet, of a rectangle inside of the element. */
static bool meet(const char *edges)
{
	char values[64];
	size_t length = strcspn(edges, ")");

	if (length >= sizeof values)
		return false;
	memcpy(values, edges, length);
	values[length] = '\0';
	for (size_t side = 0; side < 2; side++) {
		const char *one = side_of(values, side), *other = side_of(values, side + 2);
		double sum = 0;

		sum += one && one[strspn(one, "0123456789.")] == '%' ? strtod(one, NULL) : 0;
		sum +=
		    other && other[strspn(other, "0123456789.")] == '%' ? strtod(other, NULL) : 0;
		if (sum >= 100)
			return true;
	}
	return false;
}

/* "0 0,0 0,0 0)": all corners are one. */
static bool is_point(const char *corners)
{
	size_t length = strcspn(corners, ",)");
	const char *first = corners;

	while (corners[strcspn(corners, ",)")] == ',') {
		corners += strcspn(corners, ",)") + 1;
		if (strcspn(corners, ",)") != length || strncmp(corners, first, length) != 0)
			return false;
	}
	return true;
}

static bool is_clipped_by_path(const char *path)
{
	if (rq_css_begins(path, "inset("))
		return meet(path + strlen("inset("));
	if (rq_css_begins(path, "circle(") || rq_css_begins(path, "ellipse("))
		return is_slit(strchr(path, '(') + 1);
	return rq_css_begins(path, "polygon(") && is_point(path + strlen("polygon("));
}

static bool is_clipped(const struct rq_css_style *style)
{
	const char *clip = style->values[RQ_CSS_CLIP], *overflow = style->values[RQ_CSS_OVERFLOW];

	if (rq_css_begins(clip, "rect(") && is_nothing(clip + strlen("rect(")))
		return true;
	if (is_clipped_by_path(style->values[RQ_CSS_CLIP_PATH]))
		return true;
	if (!overflow || rq_css_is_general(overflow) || rq_css_begins(overflow, "visible"))
		return false;
	return is_slit(style->values[RQ_CSS_WIDTH]) || is_slit(style->values[RQ_CSS_HEIGHT]) ||
	       is_slit(style->values[RQ_CSS_MAX_WIDTH]) ||
	       is_slit(style->values[RQ_CSS_MAX_HEIGHT]);
}

bool rq_css_is_away(const struct rq_css_style *style, enum rq_hidden_kind *how)
{
	if (is_transformed_away(style, how))
		return true;
	*how = RQ_HIDDEN_OFF_PAGE;
	if (is_placed_away(style) || is_indented_away(style) ||
	    is_pushed(style->values[RQ_CSS_MARGIN]) || is_far(style->values[RQ_CSS_MARGIN_LEFT]) ||
	    is_far(style->values[RQ_CSS_MARGIN_TOP]))
		return true;
	*how = RQ_HIDDEN_CLIPPED;
	return is_clipped(style);
}
