#include "document/css.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const double TINY = 4;     /* points: nobody reads less */
static const double FAR = -500.0; /* so far left of or above the page nothing is seen */
static const double PIXEL = 0.75; /* points (CSS Values 3, 6.2) */
static const double MEDIUM = 12;  /* points: browsers begin with it */

static const double FAINT = 0.05; /* share of the ink that is there */

static bool begins(const char *value, const char *text)
{
	return value && strncmp(value, text, strlen(text)) == 0;
}

static bool is_one_of(const char *value, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(value, *names) == 0)
			return true;
	return false;
}

static bool is_general(const char *value)
{
	static const char *const names[] = { "inherit", "initial",      "unset",
					     "revert",  "revert-layer", NULL };

	return is_one_of(value, names) || begins(value, "var(");
}

/* --- lengths ---------------------------------------------------------------------- */

/* A size of type in points; negative when it is none. */
static double read_size(const char *value, double parent)
{
	char *unit;
	double number = strtod(value, &unit);

	if (unit == value) /* "small", "larger", "calc(…)": nobody makes type vanish by these */
		return isalpha((unsigned char)*value) ? MEDIUM : -1;
	if (number == 0 || strcmp(unit, "pt") == 0)
		return number;
	if (strcmp(unit, "px") == 0)
		return number * PIXEL;
	if (strcmp(unit, "em") == 0)
		return number * parent;
	if (strcmp(unit, "%") == 0)
		return number * parent / 100;
	if (strcmp(unit, "rem") == 0)
		return number * MEDIUM;
	return isalpha((unsigned char)*unit) ? (number < 0.05 ? 0 : MEDIUM) : -1;
}

static bool is_far(const char *distance)
{
	return distance && strtod(distance, NULL) < FAR;
}

/* No more than a pixel, which screen readers want. */
static bool is_none(const char *length)
{
	char *end;

	return length && strtod(length, &end) <= 1 && end != length &&
	       (*end == '\0' || begins(end, "px") || strtod(length, NULL) == 0);
}

/* --- declarations ------------------------------------------------------------------- */

static const char *const names[RQ_CSS_PROPERTIES] = {
	[RQ_CSS_DISPLAY] = "display",
	[RQ_CSS_VISIBILITY] = "visibility",
	[RQ_CSS_FONT_SIZE] = "font-size",
	[RQ_CSS_OPACITY] = "opacity",
	[RQ_CSS_COLOR] = "color",
	[RQ_CSS_BACKGROUND] = "background-color",
	[RQ_CSS_BACKGROUND_IMAGE] = "background-image",
	[RQ_CSS_LEFT] = "left",
	[RQ_CSS_TOP] = "top",
	[RQ_CSS_MARGIN_LEFT] = "margin-left",
	[RQ_CSS_TEXT_INDENT] = "text-indent",
	[RQ_CSS_CLIP] = "clip",
	[RQ_CSS_CLIP_PATH] = "clip-path",
	[RQ_CSS_OVERFLOW] = "overflow",
	[RQ_CSS_WIDTH] = "width",
	[RQ_CSS_HEIGHT] = "height",
	[RQ_CSS_MAX_HEIGHT] = "max-height",
	[RQ_CSS_TRANSFORM] = "transform",
	[RQ_CSS_FLOAT] = "float",
};

/* CSS Display 3: what browsers would not know does not show what is hidden. */
static bool is_display(const char *value)
{
	static const char *const kinds[] = { "none",        "block",        "inline",
					     "contents",    "flow-root",    "list-item",
					     "flex",        "grid",         "inline-block",
					     "inline-flex", "run-in",       "inline-grid",
					     "-webkit-box", "-webkit-flex", "-ms-flexbox",
					     "ruby",        "inline-table", NULL };

	return is_one_of(value, kinds) || begins(value, "table");
}

static bool is_valid(const struct rq_css_declaration *declaration)
{
	static const char *const visible[] = { "visible", "hidden", "collapse", NULL };
	const char *value = declaration->value;
	struct rq_color color;
	char *end;

	if (is_general(value))
		return true;
	switch ((int)declaration->property) {
	case RQ_CSS_DISPLAY:
		return is_display(value);
	case RQ_CSS_VISIBILITY:
		return is_one_of(value, visible);
	case RQ_CSS_FONT_SIZE:
		return read_size(value, MEDIUM) >= 0;
	case RQ_CSS_OPACITY:
		return strtod(value, &end), end != value;
	case RQ_CSS_COLOR:
		return rq_color_is_clear(value) || rq_color_read(value, &color) ||
		       strchr(value, '(') || (isalpha((unsigned char)*value) && strlen(value) > 2);
	default:
		return *value != '\0';
	}
}

static bool find_property(const char *name, enum rq_css_property *property)
{
	for (int i = 0; i < RQ_CSS_PROPERTIES; i++)
		if (strcmp(names[i], name) == 0) {
			*property = (enum rq_css_property)i;
			return true;
		}
	*property = RQ_CSS_BACKGROUND;
	return strcmp(name, "background") == 0;
}

/* Lowers the case, and leaves of white space one where it parts values. */
static void squeeze(char *text)
{
	char *start = text, *to = text;

	for (const char *from = text; *from; from++) {
		if (isspace((unsigned char)*from)) {
			if (to > start && !strchr("( ,/!", to[-1]))
				*to++ = ' ';
			continue;
		}
		if (to > start && to[-1] == ' ' && strchr("),/!", *from))
			to--;
		*to++ = (char)tolower((unsigned char)*from);
	}
	to -= to > start && to[-1] == ' ';
	*to = '\0';
}

/* Where a declaration ends: at a semicolon outside of parentheses and strings. */
static char *end_of(char *text)
{
	unsigned depth = 0;
	char quote = '\0';

	for (; *text; text++) {
		if (quote && *text == quote)
			quote = '\0';
		else if (quote)
			continue;
		else if (*text == '"' || *text == '\'')
			quote = *text;
		else if (*text == ';' && depth == 0)
			return text;
		else if (*text == '(')
			depth++;
		else if (*text == ')')
			depth -= depth > 0;
	}
	return text;
}

bool rq_css_next(char **rest, struct rq_css_declaration *declaration)
{
	while (**rest) {
		char *name = *rest, *end = end_of(name), *value, *important;

		*rest = *end ? end + 1 : end;
		*end = '\0';
		value = strchr(name, ':');
		if (!value)
			continue;
		*value++ = '\0';
		squeeze(name);
		if (!find_property(name, &declaration->property))
			continue;
		squeeze(value);
		important = strstr(value, "!important");
		declaration->important = important != NULL;
		if (important)
			*important = '\0';
		declaration->value = value;
		if (is_valid(declaration))
			return true;
	}
	return false;
}

void rq_css_apply(struct rq_css_style *style, const struct rq_css_declaration *declaration,
		  uint32_t weight)
{
	if (weight < style->weights[declaration->property])
		return;
	style->weights[declaration->property] = weight;
	style->values[declaration->property] = declaration->value;
}

/* --- looks -------------------------------------------------------------------------- */

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

static bool is_clipped(const struct rq_css_style *style)
{
	const char *clip = style->values[RQ_CSS_CLIP], *path = style->values[RQ_CSS_CLIP_PATH];
	const char *overflow = style->values[RQ_CSS_OVERFLOW];

	if (begins(clip, "rect(") && is_nothing(clip + strlen("rect(")))
		return true;
	if (begins(path, "inset(50%") || begins(path, "inset(100%") || begins(path, "circle(0"))
		return true;
	return (begins(overflow, "hidden") || begins(overflow, "clip")) &&
	       (is_none(style->values[RQ_CSS_WIDTH]) || is_none(style->values[RQ_CSS_HEIGHT]) ||
		is_none(style->values[RQ_CSS_MAX_HEIGHT]));
}

static bool is_moved_away(const struct rq_css_style *style)
{
	const char *transform = style->values[RQ_CSS_TRANSFORM];

	if (begins(transform, "translate"))
		transform = strchr(transform, '(');
	else
		transform = NULL;
	return is_far(style->values[RQ_CSS_LEFT]) || is_far(style->values[RQ_CSS_TOP]) ||
	       is_far(style->values[RQ_CSS_MARGIN_LEFT]) ||
	       is_far(style->values[RQ_CSS_TEXT_INDENT]) ||
	       is_far(transform ? transform + 1 : NULL);
}

/* What hides an element with all that is in it. */
static bool is_gone(const struct rq_css_style *style, enum rq_hidden_kind *how)
{
	const char *opacity = style->values[RQ_CSS_OPACITY];
	const char *scale = style->values[RQ_CSS_TRANSFORM];

	if (begins(style->values[RQ_CSS_DISPLAY], "none"))
		*how = RQ_HIDDEN_VANISH;
	else if ((opacity && !is_general(opacity) && strtod(opacity, NULL) < FAINT) ||
		 (begins(scale, "scale(") && strtod(scale + 6, NULL) == 0))
		*how = RQ_HIDDEN_INVISIBLE;
	else if (is_moved_away(style))
		*how = RQ_HIDDEN_OFF_PAGE;
	else if (is_clipped(style))
		*how = RQ_HIDDEN_CLIPPED;
	else
		return false;
	return true;
}

bool rq_css_takes_away(const struct rq_css_declaration *declaration)
{
	struct rq_css_look page = rq_css_page(), look;
	struct rq_css_style style = { 0 };
	enum rq_hidden_kind kind;

	style.values[declaration->property] = declaration->value;
	look = rq_css_inside(&page, &style);
	return rq_css_hides(&look, &kind);
}

struct rq_css_look rq_css_page(void)
{
	return (struct rq_css_look) { .points = MEDIUM,
				      .color = { .known = true },
				      .behind = { true, 255, 255, 255 } };
}

/* What a background leaves behind the text: a color of its own, a picture, or what was there. */
static void paint_behind(struct rq_color *behind, const char *background)
{
	size_t length;
	char part[64];

	if (rq_color_is_clear(background) || strcmp(background, "none") == 0 ||
	    (is_general(background) && !begins(background, "var(")))
		return;
	*behind = (struct rq_color) { 0 };
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

static void paint(struct rq_css_look *look, const struct rq_css_style *style)
{
	const char *color = style->values[RQ_CSS_COLOR];
	const char *image = style->values[RQ_CSS_BACKGROUND_IMAGE];

	if (color && !begins(color, "inherit") && !begins(color, "unset") &&
	    !begins(color, "currentcolor")) {
		look->transparent = rq_color_is_clear(color);
		(void)rq_color_read(color, &look->color);
	}
	if (style->values[RQ_CSS_BACKGROUND])
		paint_behind(&look->behind, style->values[RQ_CSS_BACKGROUND]);
	if (image && strcmp(image, "none") != 0 && !is_general(image))
		look->behind.known = false;
}

struct rq_css_look rq_css_inside(const struct rq_css_look *parent, const struct rq_css_style *style)
{
	struct rq_css_look look = *parent;
	const char *visibility = style->values[RQ_CSS_VISIBILITY];
	const char *size = style->values[RQ_CSS_FONT_SIZE];

	look.floats = begins(style->values[RQ_CSS_FLOAT], "left") ||
		      begins(style->values[RQ_CSS_FLOAT], "right");
	look.gone = parent->gone || is_gone(style, &look.how);
	if (parent->gone)
		look.how = parent->how;
	if (visibility && !begins(visibility, "inherit") && !begins(visibility, "unset"))
		look.invisible = begins(visibility, "hidden") || begins(visibility, "collapse");
	if (size && !begins(size, "inherit") && !begins(size, "unset"))
		look.points = read_size(size, parent->points);
	paint(&look, style);
	return look;
}

bool rq_css_hides(const struct rq_css_look *look, enum rq_hidden_kind *kind)
{
	if (look->gone)
		*kind = look->how;
	else if (look->invisible)
		*kind = RQ_HIDDEN_VANISH;
	else if (look->points < TINY)
		*kind = RQ_HIDDEN_TINY;
	else if (look->transparent)
		*kind = RQ_HIDDEN_INVISIBLE;
	else if (rq_color_is_near(&look->color, &look->behind))
		*kind = RQ_HIDDEN_WHITE;
	else
		return false;
	return true;
}
