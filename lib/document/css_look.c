#include "document/css_look.h"

#include <stdlib.h>
#include <string.h>

#include "document/css_place.h"
#include "document/legible.h"

static const double MEDIUM = 12; /* points: browsers begin with it */

/* Whether the value is one, and not that of what is around the element. */
static bool is_own(const char *value)
{
	return value && !rq_css_begins(value, "inherit") && !rq_css_begins(value, "unset");
}

/* --- what hides an element with all that is in it ------------------------------------------------
 */

static bool is_faint(const char *share)
{
	double number;

	if (!share || rq_css_is_general(share))
		return false;
	share += rq_css_begins(share, "calc(") ? strlen("calc(") : 0;
	return rq_color_read_share(share, &number) && rq_color_is_faint(number);
}

static bool is_gone(const struct rq_css_style *style, enum rq_hidden_kind *how)
{
	const char *filter = style->values[RQ_CSS_FILTER], *mask = style->values[RQ_CSS_MASK];
	struct rq_color color;

	filter = filter ? strstr(filter, "opacity(") : NULL;
	*how = RQ_HIDDEN_VANISH;
	if (rq_css_begins(style->values[RQ_CSS_DISPLAY], "none") ||
	    rq_css_begins(style->values[RQ_CSS_CONTENT_VISIBILITY], "hidden"))
		return true;
	*how = RQ_HIDDEN_INVISIBLE;
	if (is_faint(style->values[RQ_CSS_OPACITY]) ||
	    (filter && is_faint(filter + strlen("opacity("))))
		return true;
	if (mask && rq_color_of_gradient(mask, &color) && !color.known)
		return true;
	return rq_css_is_away(style, how);
}

/* --- colors ------------------------------------------------------------------------------------
 */

/* What a background leaves behind the text: a color of its own, a picture, or what was there. */
static void paint_behind(struct rq_color *behind, const char *background)
{
	size_t length;
	char part[64];

	if (rq_color_is_clear(background) || rq_css_begins(background, "none") ||
	    (rq_css_is_general(background) && !rq_css_begins(background, "var(")))
		return;
	*behind = (struct rq_color) { 0 };
	if (strstr(background, "gradient(") && rq_color_of_gradient(background, behind))
		return;
	if (strstr(background, "url(") || strstr(background, "gradient("))
		return;
	for (; *background && !behind->known; background += length + (background[length] == ' ')) {
		length = strcspn(background, "( ");
		if (background[length] == '(')
			length = strcspn(background, ")") + (strchr(background, ')') != NULL);
		if (length < sizeof part) {
			memcpy(part, background, length);
			part[length] = '\0';
			(void)rq_color_read(part, behind);
		}
	}
}

static void paint_ink(struct rq_css_look *look, const char *color)
{
	if (!is_own(color) || rq_css_begins(color, "currentcolor"))
		return;
	look->transparent = rq_color_is_clear(color);
	(void)rq_color_read(color, &look->color);
}

/* Blending that leaves nothing of dark letters on light paper (Compositing 1, 9.1). */
static bool is_blended_away(const char *blend, const struct rq_color *behind)
{
	return rq_color_is_white(behind) &&
	       (rq_css_begins(blend, "screen") || rq_css_begins(blend, "lighten") ||
		rq_css_begins(blend, "color-dodge"));
}

static void paint(struct rq_css_look *look, const struct rq_css_style *style)
{
	const char *background = style->values[RQ_CSS_BACKGROUND];
	const char *image = style->values[RQ_CSS_BACKGROUND_IMAGE];

	if (style->values[RQ_CSS_COLOR] && !look->filled)
		paint_ink(look, style->values[RQ_CSS_COLOR]);
	look->filled = look->filled || is_own(style->values[RQ_CSS_TEXT_FILL]);
	paint_ink(look, style->values[RQ_CSS_TEXT_FILL]);
	if (rq_css_begins(style->values[RQ_CSS_BACKGROUND_CLIP], "text") ||
	    (background && strstr(background, ") text"))) {
		look->lettered = true;
		return;
	}
	if (background)
		paint_behind(&look->behind, background);
	if (image && !rq_css_is_general(image) && !rq_css_begins(image, "none"))
		paint_behind(&look->behind, image);
}

/* --- looks -------------------------------------------------------------------------------------
 */

struct rq_css_look rq_css_page(void)
{
	return (struct rq_css_look) { .points = MEDIUM,
				      .zoom = 1,
				      .color = { .known = true },
				      .behind = { true, 255, 255, 255 } };
}

static void set_type(struct rq_css_look *look, const struct rq_css_style *style, double outer)
{
	const char *size = style->values[RQ_CSS_FONT_SIZE], *zoom = style->values[RQ_CSS_ZOOM];
	const char *spacing = style->values[RQ_CSS_LETTER_SPACING];

	if (is_own(size))
		look->points = rq_css_size(size, outer);
	if (zoom && strtod(zoom, NULL) > 0)
		look->zoom *= strtod(zoom, NULL) / (strchr(zoom, '%') ? 100 : 1);
	if (is_own(spacing))
		look->crowded =
		    *spacing == '-' &&
		    !rq_legible_spacing(-rq_css_size(spacing + 1, look->points), look->points);
}

struct rq_css_look rq_css_inside(const struct rq_css_look *parent, const struct rq_css_style *style)
{
	struct rq_css_look look = *parent;
	const char *visibility = style->values[RQ_CSS_VISIBILITY];

	look.floats = rq_css_begins(style->values[RQ_CSS_FLOAT], "left") ||
		      rq_css_begins(style->values[RQ_CSS_FLOAT], "right");
	look.gone = parent->gone || is_gone(style, &look.how);
	if (parent->gone)
		look.how = parent->how;
	if (is_own(visibility))
		look.invisible =
		    rq_css_begins(visibility, "hidden") || rq_css_begins(visibility, "collapse");
	set_type(&look, style, parent->points);
	paint(&look, style);
	if (!look.gone && is_blended_away(style->values[RQ_CSS_BLEND], &look.behind)) {
		look.gone = true;
		look.how = RQ_HIDDEN_INVISIBLE;
	}
	return look;
}

bool rq_css_hides(const struct rq_css_look *look, enum rq_hidden_kind *kind)
{
	if (look->gone)
		*kind = look->how;
	else if (look->invisible)
		*kind = RQ_HIDDEN_VANISH;
	else if (!rq_legible_size(look->points * look->zoom) || look->crowded)
		*kind = RQ_HIDDEN_TINY;
	else if (look->transparent && !look->lettered)
		*kind = RQ_HIDDEN_INVISIBLE;
	else if (!look->lettered && rq_color_is_near(&look->color, &look->behind))
		*kind = RQ_HIDDEN_WHITE;
	else
		return false;
	return true;
}

bool rq_css_takes_away(const struct rq_css_declaration *declaration)
{
	struct rq_css_look page = rq_css_page(), look;
	struct rq_css_style style = { 0 };
	enum rq_hidden_kind kind;

	style.values[RQ_CSS_POSITION] = "absolute";
	style.values[declaration->property] = declaration->value;
	look = rq_css_inside(&page, &style);
	return rq_css_hides(&look, &kind);
}
