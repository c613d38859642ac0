#include "document/word_shape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	VALUE_SIZE = 64,
	STYLE_SIZE = 1024,
	WHOLE = 100000,     /* shares of colors are told in thousandths of a percent */
	ROOM = 2743200,     /* EMU, three inches: no margin is wider */
	LARGEST = 20116800, /* EMU, 22 inches: no page is longer */
	LEAST = 25400,      /* EMU, two points: nothing can be read in a lower or narrower box */
	FAR = -500,         /* points: so far left of or above a margin there is no page */
};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool is_set(const struct rq_xml_element *element, const char *name)
{
	char value[VALUE_SIZE];

	return rq_xml_attribute(element, name, value, sizeof value) &&
	       (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void hide(struct rq_word_shape *shape, enum rq_hidden_kind how)
{
	shape->gone = true;
	shape->how = how;
}

/* Another one begins; what is known of its drawing stays. */
static void begin_shape(struct rq_word_shape *shape)
{
	shape->fill = (struct rq_word_color) { 0 };
	shape->properties = shape->line = shape->filling = false;
}

static void see_fill(struct rq_word_shape *shape)
{
	shape->backs = shape->backs || (shape->behind && shape->fill.said &&
					!rq_color_is_white(&shape->fill.color));
}

static void fill(struct rq_word_shape *shape, struct rq_color color)
{
	shape->fill = (struct rq_word_color) { true, color };
	see_fill(shape);
}

/* --- DrawingML ------------------------------------------------------------------------------ */

static void set_color(struct rq_word_shape *shape, const struct rq_xml_element *element,
		      const struct rq_theme *theme)
{
	struct rq_color color = { 0 };
	char value[VALUE_SIZE];

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	if (strcmp(element->name, "srgbClr") == 0)
		(void)rq_color_read_digits(value, &color);
	else if (strcmp(element->name, "schemeClr") == 0)
		color = rq_theme_find(theme, value);
	fill(shape, color);
}

/* A darker one is told; any other change of a color, or how much of it shows, is not reckoned. */
static void change_color(struct rq_word_shape *shape, const struct rq_xml_element *element)
{
	struct rq_color *color = &shape->fill.color;
	char value[VALUE_SIZE];
	long share;

	(void)rq_xml_attribute(element, "val", value, sizeof value);
	share = strtol(value, NULL, 10);
	if (strcmp(element->name, "lumMod") == 0 && share >= 0 && share <= WHOLE) {
		color->red = (unsigned char)(color->red * share / WHOLE);
		color->green = (unsigned char)(color->green * share / WHOLE);
		color->blue = (unsigned char)(color->blue * share / WHOLE);
	} else if (share != WHOLE) {
		color->known = false;
	}
	see_fill(shape);
}

static void begin_property(struct rq_word_shape *shape, const struct rq_xml_element *element,
			   const struct rq_theme *theme)
{
	static const char *const other[] = { "noFill",   "gradFill", "blipFill",
					     "pattFill", "grpFill",  NULL };
	const char *name = element->name;
	size_t length = strlen(name);

	if (strcmp(name, "ln") == 0 || strcmp(name, "effectLst") == 0)
		shape->line = true;
	else if (shape->line)
		return;
	else if (strcmp(name, "solidFill") == 0)
		shape->filling = true;
	else if (is_one_of(name, other))
		fill(shape, (struct rq_color) { 0 });
	else if (shape->filling && length > 3 && strcmp(name + length - 3, "Clr") == 0)
		set_color(shape, element, theme);
	else if (shape->filling)
		change_color(shape, element);
}

/* What the theme has for shapes: "0" is nothing. */
static void fill_by_theme(struct rq_word_shape *shape, const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];

	if (!shape->fill.said && rq_xml_attribute(element, "idx", value, sizeof value) &&
	    strcmp(value, "0") != 0)
		fill(shape, (struct rq_color) { 0 });
}

static void begin_place(struct rq_word_shape *shape, const struct rq_xml_element *element,
			bool down)
{
	char value[VALUE_SIZE];

	(void)rq_xml_attribute(element, "relativeFrom", value, sizeof value);
	shape->down = down;
	shape->paged[down] = strcmp(value, "page") == 0;
}

static void read_extent(struct rq_word_shape *shape, const struct rq_xml_element *element)
{
	static const char *const names[] = { "cx", "cy" };
	char value[VALUE_SIZE];

	for (size_t i = 0; i < 2; i++)
		if (rq_xml_attribute(element, names[i], value, sizeof value)) {
			shape->extent[i] = strtol(value, NULL, 10);
			if (shape->extent[i] < LEAST)
				hide(shape, RQ_HIDDEN_CLIPPED);
		}
}

static void end_place(struct rq_word_shape *shape)
{
	for (size_t i = 0; i < 2; i++)
		if (shape->place[i] > LARGEST ||
		    shape->place[i] + shape->extent[i] < (shape->paged[i] ? 0 : -ROOM))
			hide(shape, RQ_HIDDEN_OFF_PAGE);
}

static void start_drawing(struct rq_word_shape *shape, const struct rq_xml_element *element,
			  const struct rq_theme *theme)
{
	const char *name = element->name;

	if (strcmp(name, "anchor") == 0 || strcmp(name, "inline") == 0)
		*shape = (struct rq_word_shape) { .behind = is_set(element, "behindDoc"),
						  .backs = shape->backs };
	else if (strcmp(name, "positionH") == 0 || strcmp(name, "positionV") == 0)
		begin_place(shape, element, name[8] == 'V');
	else if (strcmp(name, "posOffset") == 0)
		shape->offset = true;
	else if (strcmp(name, "extent") == 0)
		read_extent(shape, element);
	else if (strcmp(name, "docPr") == 0 && is_set(element, "hidden"))
		hide(shape, RQ_HIDDEN_VANISH);
	else if (strcmp(name, "graphic") == 0)
		end_place(shape);
	else if (strcmp(name, "wsp") == 0)
		begin_shape(shape);
	else if (strcmp(name, "blip") == 0)
		fill(shape, (struct rq_color) { 0 });
	else if (strcmp(name, "spPr") == 0)
		shape->properties = true;
	else if (strcmp(name, "fillRef") == 0)
		fill_by_theme(shape, element);
	else if (shape->properties)
		begin_property(shape, element, theme);
}

/* --- VML ------------------------------------------------------------------------------------ */

static void see_style(struct rq_word_shape *shape, char *style)
{
	char *rest = style, *one;

	while ((one = strsep(&rest, ";"))) {
		char *value = strchr(one, ':');

		one += strspn(one, " ");
		if (!value)
			continue;
		*value++ = '\0';
		if (strcmp(one, "visibility") == 0 && strcmp(value, "hidden") == 0)
			hide(shape, RQ_HIDDEN_VANISH);
		else if ((strcmp(one, "margin-left") == 0 || strcmp(one, "margin-top") == 0) &&
			 strtod(value, NULL) < FAR)
			hide(shape, RQ_HIDDEN_OFF_PAGE);
		else if (strcmp(one, "z-index") == 0 && *value == '-')
			shape->behind = true;
	}
}

/* "white", "#fff", "black [3213]"; without any it is white. */
static void start_vml_shape(struct rq_word_shape *shape, const struct rq_xml_element *element)
{
	struct rq_color color = { true, 255, 255, 255 };
	char value[STYLE_SIZE];

	*shape = (struct rq_word_shape) { .backs = shape->backs };
	if (rq_xml_attribute(element, "style", value, sizeof value))
		see_style(shape, value);
	if (rq_xml_attribute(element, "fillcolor", value, sizeof value)) {
		value[strcspn(value, " ")] = '\0';
		for (char *at = value; *at; at++)
			*at = (char)tolower((unsigned char)*at);
		(void)rq_color_read(value, &color);
	}
	if (rq_xml_attribute(element, "filled", value, sizeof value) && *value != 't' &&
	    *value != '1')
		color.known = false;
	fill(shape, color);
}

static void start_vml(struct rq_word_shape *shape, const struct rq_xml_element *element)
{
	static const char *const shapes[] = { "shape", "rect", "roundrect", "oval", NULL };

	if (is_one_of(element->name, shapes))
		start_vml_shape(shape, element);
	else if (strcmp(element->name, "fill") == 0 || strcmp(element->name, "imagedata") == 0)
		fill(shape, (struct rq_color) { 0 });
}

/* --- both ----------------------------------------------------------------------------------- */

void rq_word_shape_start(struct rq_word_shape *shape, const struct rq_xml_element *element,
			 const struct rq_theme *theme)
{
	if (element->space && strcmp(element->space, "urn:schemas-microsoft-com:vml") == 0)
		start_vml(shape, element);
	else
		start_drawing(shape, element, theme);
}

void rq_word_shape_end(struct rq_word_shape *shape, const char *name)
{
	if (strcmp(name, "spPr") == 0)
		shape->properties = false;
	else if (strcmp(name, "ln") == 0 || strcmp(name, "effectLst") == 0)
		shape->line = false;
	else if (strcmp(name, "solidFill") == 0)
		shape->filling = false;
	else if (strcmp(name, "posOffset") == 0)
		shape->offset = false;
}

void rq_word_shape_text(struct rq_word_shape *shape, const char *text, size_t length)
{
	char value[VALUE_SIZE];

	if (!shape->offset || length >= sizeof value)
		return;
	memcpy(value, text, length);
	value[length] = '\0';
	shape->place[shape->down] = strtol(value, NULL, 10);
}
