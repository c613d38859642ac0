#include "document/css.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "document/color.h"

static const double MEDIUM = 12; /* points: browsers begin with it */

bool rq_css_begins(const char *value, const char *text)
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

bool rq_css_is_general(const char *value)
{
	static const char *const names[] = { "inherit", "initial",      "unset",
					     "revert",  "revert-layer", NULL };

	return is_one_of(value, names) || rq_css_begins(value, "var(");
}

/* --- sizes ------------------------------------------------------------------------ */

/* What the unit that a number ends in comes to in points; negative when it is none. */
static double points_in(const char *unit, double parent)
{
	static const struct {
		const char *name;
		double points;
	} units[] = {
		{ "pt", 1 },     { "px", 0.75 },  { "rem", 12 },   { "in", 72 },
		{ "cm", 28.35 }, { "mm", 2.835 }, { "pc", 12 },    { "vw", 9.6 },
		{ "vh", 5.4 },   { "vmin", 5.4 }, { "vmax", 9.6 },
	};
	size_t length = strspn(unit, "abcdefghijklmnopqrstuvwxyz");

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strlen(units[i].name) == length && strncmp(units[i].name, unit, length) == 0)
			return units[i].points;
	if (*unit == '%')
		return parent / 100;
	if (rq_css_begins(unit, "em"))
		return parent;
	return length > 0 ? parent / 2 : -1; /* as wide, or as high, as a letter is */
}

static double number_size(const char *value, double parent)
{
	char *unit;
	double number = strtod(value, &unit), points;

	if (unit == value)
		return -1;
	if (number == 0)
		return 0;
	points = points_in(unit, parent);
	if (points < 0)
		return -1;
	unit = strchr(unit, '*');
	return number * points * (unit ? strtod(unit + 1 + strspn(unit + 1, " "), NULL) : 1);
}

/* "min(1px,2vw)": the least of the arguments, of max() the most. */
static double function_size(const char *arguments, bool most, double parent)
{
	double best = -1, one;

	do {
		one = number_size(arguments, parent);
		if (one >= 0 && (best < 0 || (most ? one > best : one < best)))
			best = one;
		arguments += strcspn(arguments, ",)");
	} while (*arguments++ == ',');
	return best < 0 ? MEDIUM : best;
}

double rq_css_size(const char *value, double parent)
{
	if (rq_css_begins(value, "calc(") || rq_css_begins(value, "min("))
		return function_size(strchr(value, '(') + 1, false, parent);
	if (rq_css_begins(value, "max(") || rq_css_begins(value, "clamp("))
		return function_size(strchr(value, '(') + 1, true, parent);
	if (isalpha((unsigned char)*value)) /* "small", "larger": nobody vanishes by these */
		return MEDIUM;
	return number_size(value, parent);
}

/* --- declarations ------------------------------------------------------------------- */

static const char *const names[RQ_CSS_PROPERTIES] = {
	[RQ_CSS_DISPLAY] = "display",
	[RQ_CSS_VISIBILITY] = "visibility",
	[RQ_CSS_FONT_SIZE] = "font-size",
	[RQ_CSS_OPACITY] = "opacity",
	[RQ_CSS_ZOOM] = "zoom",
	[RQ_CSS_LETTER_SPACING] = "letter-spacing",
	[RQ_CSS_CONTENT_VISIBILITY] = "content-visibility",
	[RQ_CSS_FILTER] = "filter",
	[RQ_CSS_MASK] = "mask",
	[RQ_CSS_BLEND] = "mix-blend-mode",
	[RQ_CSS_COLOR] = "color",
	[RQ_CSS_TEXT_FILL] = "-webkit-text-fill-color",
	[RQ_CSS_BACKGROUND] = "background-color",
	[RQ_CSS_BACKGROUND_IMAGE] = "background-image",
	[RQ_CSS_BACKGROUND_CLIP] = "background-clip",
	[RQ_CSS_POSITION] = "position",
	[RQ_CSS_LEFT] = "left",
	[RQ_CSS_TOP] = "top",
	[RQ_CSS_RIGHT] = "right",
	[RQ_CSS_INSET] = "inset",
	[RQ_CSS_MARGIN] = "margin",
	[RQ_CSS_MARGIN_TOP] = "margin-top",
	[RQ_CSS_MARGIN_LEFT] = "margin-left",
	[RQ_CSS_TEXT_INDENT] = "text-indent",
	[RQ_CSS_CLIP] = "clip",
	[RQ_CSS_CLIP_PATH] = "clip-path",
	[RQ_CSS_OVERFLOW] = "overflow",
	[RQ_CSS_WIDTH] = "width",
	[RQ_CSS_HEIGHT] = "height",
	[RQ_CSS_MAX_WIDTH] = "max-width",
	[RQ_CSS_MAX_HEIGHT] = "max-height",
	[RQ_CSS_TRANSFORM] = "transform",
	[RQ_CSS_SCALE] = "scale",
	[RQ_CSS_TRANSLATE] = "translate",
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

	return is_one_of(value, kinds) || rq_css_begins(value, "table");
}

static bool is_valid(const struct rq_css_declaration *declaration)
{
	static const char *const visible[] = { "visible", "hidden", "collapse", NULL };
	const char *value = declaration->value;
	struct rq_color color;
	char *end;

	if (rq_css_is_general(value))
		return true;
	switch ((int)declaration->property) {
	case RQ_CSS_DISPLAY:
		return is_display(value);
	case RQ_CSS_VISIBILITY:
		return is_one_of(value, visible);
	case RQ_CSS_FONT_SIZE:
		return rq_css_size(value, MEDIUM) >= 0;
	case RQ_CSS_OPACITY:
		return rq_css_begins(value, "calc(") || (strtod(value, &end), end != value);
	case RQ_CSS_COLOR:
		return rq_color_is_clear(value) || rq_color_read(value, &color) ||
		       strchr(value, '(') || (isalpha((unsigned char)*value) && strlen(value) > 2);
	default:
		return *value != '\0';
	}
}

/* Other names of the same, or of what comes to the same here. */
static const struct {
	const char *name;
	enum rq_css_property property;
} others[] = {
	{ "background", RQ_CSS_BACKGROUND },
	{ "-webkit-background-clip", RQ_CSS_BACKGROUND_CLIP },
	{ "font", RQ_CSS_FONT_SIZE },
	{ "overflow-x", RQ_CSS_OVERFLOW },
	{ "overflow-y", RQ_CSS_OVERFLOW },
	{ "inline-size", RQ_CSS_WIDTH },
	{ "block-size", RQ_CSS_HEIGHT },
	{ "mask-image", RQ_CSS_MASK },
	{ "-webkit-mask", RQ_CSS_MASK },
	{ "-webkit-mask-image", RQ_CSS_MASK },
	{ "-webkit-transform", RQ_CSS_TRANSFORM },
	{ "-webkit-clip-path", RQ_CSS_CLIP_PATH },
};

static bool find_property(const char *name, enum rq_css_property *property)
{
	if (rq_css_begins(name, "--")) {
		*property = RQ_CSS_VARIABLE;
		return true;
	}
	for (int i = 0; i < RQ_CSS_PROPERTIES; i++)
		if (strcmp(names[i], name) == 0) {
			*property = (enum rq_css_property)i;
			return true;
		}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strcmp(others[i].name, name) == 0) {
			*property = others[i].property;
			return true;
		}
	return false;
}

/* Whether a size begins there, and not how heavy the type is. */
static bool is_size(const char *value)
{
	if (rq_css_begins(value, "calc(") || rq_css_begins(value, "min(") ||
	    rq_css_begins(value, "max(") || rq_css_begins(value, "clamp("))
		return true;
	return (isdigit((unsigned char)*value) || *value == '.') &&
	       value[strspn(value, "0123456789")] != ' ';
}

/* The size in the shorthand "font", which has the height of a line behind it. */
static char *size_in_font(char *value)
{
	while (*value && !is_size(value)) {
		value += strcspn(value, " ");
		value += *value == ' ';
	}
	value[strcspn(value, "/ ")] = '\0';
	return value;
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
		declaration->name = name;
		declaration->value = strcmp(name, "font") == 0 ? size_in_font(value) : value;
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
