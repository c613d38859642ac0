#include "document/odt_style.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/color.h"

enum {
	MAX_STYLES = 16384, /* a long document of an office program has a thousand */
	MAX_BASES = 32,     /* styles based on each other */
	HEADS = 1024,
	FAMILY_SIZE = 16,
	VALUE_SIZE = 64,
	NONE = -1,
	RAISED = 1000, /* percent of the type's size above or below the line */
};

struct style {
	char family[FAMILY_SIZE];
	char name[RQ_ODT_NAME_SIZE];
	char base[RQ_ODT_NAME_SIZE];
	struct rq_odt_look look;
	bool automatic;
	int next; /* of the same hash, older */
};

struct rq_odt_styles {
	struct style *items;
	size_t count;
	size_t capacity;
	int heads[HEADS];
	bool open; /* properties belong to the last one */
	struct rq_color page;
	size_t pages; /* layouts that have been read */
};

static const struct rq_color paper = { true, 255, 255, 255 };

struct rq_odt_styles *rq_odt_styles_new(void)
{
	struct rq_odt_styles *styles = rq_alloc(1, sizeof *styles);

	styles->page = paper;
	for (size_t i = 0; i < HEADS; i++)
		styles->heads[i] = NONE;
	return styles;
}

void rq_odt_styles_free(struct rq_odt_styles *styles)
{
	if (!styles)
		return;
	free(styles->items);
	free(styles);
}

static size_t hash(const char *family, const char *name)
{
	unsigned value = 2166136261U; /* FNV-1a */

	for (const char *c = family; *c; c++)
		value = (value ^ (unsigned char)*c) * 16777619U;
	for (const char *c = name; *c; c++)
		value = (value ^ (unsigned char)*c) * 16777619U;
	return value % HEADS;
}

static const struct style *find(const struct rq_odt_styles *styles, const char *family,
				const char *name)
{
	int i = styles->heads[hash(family, name)];

	while (i != NONE && (strcmp(styles->items[i].name, name) != 0 ||
			     strcmp(styles->items[i].family, family) != 0))
		i = styles->items[i].next;
	return i == NONE ? NULL : &styles->items[i];
}

/* --- values ---------------------------------------------------------------------------- */

/* A decimal number, whatever the locale; *end is what stands behind it. */
static float number_of(const char *value, const char **end)
{
	float number = 0, unit = 1;
	bool negative = *value == '-';

	for (value += negative; *value >= '0' && *value <= '9'; value++)
		number = number * 10 + (float)(*value - '0');
	if (*value == '.')
		for (value++; *value >= '0' && *value <= '9'; value++)
			number += (float)(*value - '0') * (unit /= 10);
	*end = value;
	return negative ? -number : number;
}

/* In points; 0 when it is none. */
static float length_of(const char *value)
{
	static const struct {
		const char *unit;
		float points;
	} units[] = { { "pt", 1 },       { "in", 72 }, { "cm", 28.346F },
		      { "mm", 2.8346F }, { "pc", 12 }, { "px", 0.75F } };
	const char *unit;
	float number = number_of(value, &unit);

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strcmp(unit, units[i].unit) == 0)
			return number * units[i].points;
	return 0;
}

/* A length above 0; a share as a factor below 0. */
static float points_of(const char *value)
{
	const char *unit;
	float number = number_of(value, &unit);

	if (number <= 0)
		return 0;
	return *unit == '%' ? -number / 100 : length_of(value);
}

/* What is said already stays when that is no color. */
static void read_color(struct rq_odt_color *color, const char *value)
{
	struct rq_color read;

	if (value[0] == '#' && rq_color_read_digits(value + 1, &read))
		*color = (struct rq_odt_color) { RQ_ODT_YES, read };
	else if (strcmp(value, "transparent") == 0 && color->says == RQ_ODT_UNSAID)
		color->says = RQ_ODT_NO;
}

/* Whether it is a share, "5%", of a letter's or a line's usual size that leaves nothing of it. */
static bool is_squeezed(const char *value)
{
	const char *unit;
	float percent = number_of(value, &unit);

	return *unit == '%' && !rq_legible_stretch((double)percent);
}

static bool is_bold(const char *weight)
{
	return strcmp(weight, "bold") == 0 || (weight[0] >= '6' && weight[0] <= '9');
}

/* --- reading ------------------------------------------------------------------------------ */

static bool is_heading_name(const char *name)
{
	static const char heading[] = "Heading_20_";

	return strcmp(name, "Title") == 0 || strncmp(name, heading, sizeof heading - 1) == 0;
}

static void add_style(struct rq_odt_styles *styles, const struct rq_xml_element *element,
		      bool automatic)
{
	char level[8];
	struct style *style;
	size_t head;

	styles->open = styles->count < MAX_STYLES;
	if (!styles->open)
		return;
	styles->items = rq_grow(styles->items, styles->count, &styles->capacity, sizeof *style);
	style = &styles->items[styles->count];
	*style = (struct style) { .automatic = automatic };
	(void)rq_xml_attribute(element, "family", style->family, sizeof style->family);
	(void)rq_xml_attribute(element, "name", style->name, sizeof style->name);
	(void)rq_xml_attribute(element, "parent-style-name", style->base, sizeof style->base);
	style->look.heading =
	    is_heading_name(style->name) ||
	    (rq_xml_attribute(element, "default-outline-level", level, sizeof level) &&
	     level[0] >= '1');
	head = hash(style->family, style->name);
	style->next = styles->heads[head];
	styles->heads[head] = (int)styles->count++;
}

/* What a shape or a page is filled with. */
static void add_fill(struct rq_odt_color *ground, const struct rq_xml_element *element)
{
	char fill[VALUE_SIZE], value[VALUE_SIZE];
	double share;

	if (!rq_xml_attribute(element, "fill", fill, sizeof fill))
		return;
	if (strcmp(fill, "solid") != 0 || ground->says != RQ_ODT_YES)
		*ground = (struct rq_odt_color) { .says = RQ_ODT_YES };
	if (strcmp(fill, "solid") == 0 &&
	    rq_xml_attribute(element, "fill-color", value, sizeof value))
		read_color(ground, value);
	if (strcmp(fill, "none") == 0 ||
	    (rq_xml_attribute(element, "opacity", value, sizeof value) &&
	     rq_color_read_share(value, &share) && rq_color_is_faint(share)))
		*ground = (struct rq_odt_color) { .says = RQ_ODT_NO };
}

static void add_colors(struct rq_odt_look *look, const struct rq_xml_element *element)
{
	bool of_text = strcmp(element->name, "text-properties") == 0;
	char value[VALUE_SIZE];

	if (rq_xml_attribute(element, "color", value, sizeof value))
		read_color(&look->ink, value);
	if (rq_xml_attribute(element, "use-window-font-color", value, sizeof value) &&
	    strcmp(value, "true") == 0)
		look->ink = (struct rq_odt_color) { .says = RQ_ODT_NO };
	if (rq_xml_attribute(element, "background-color", value, sizeof value))
		read_color(of_text ? &look->mark : &look->ground, value);
	add_fill(&look->ground, element);
}

static enum rq_sight sight_by_width(const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];
	const char *height;

	if (rq_xml_attribute(element, "text-scale", value, sizeof value) && is_squeezed(value))
		return RQ_TINY;
	if (!rq_xml_attribute(element, "text-position", value, sizeof value))
		return RQ_SEEN;
	height = strchr(value, ' '); /* behind how far up or down they are */
	return height && is_squeezed(height + 1) ? RQ_TINY : RQ_SEEN;
}

static enum rq_sight sight_by_place(const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];
	float points;

	if (rq_xml_attribute(element, "text-position", value, sizeof value) &&
	    labs(strtol(value, NULL, 10)) > RAISED)
		return RQ_OFF_PAGE;
	points =
	    rq_xml_attribute(element, "margin-left", value, sizeof value) ? length_of(value) : 0;
	points +=
	    rq_xml_attribute(element, "text-indent", value, sizeof value) ? length_of(value) : 0;
	if (!rq_legible_left((double)points))
		return RQ_OFF_PAGE;
	if (!rq_xml_attribute(element, "line-height", value, sizeof value))
		return RQ_SEEN;
	points = length_of(value);
	return is_squeezed(value) || (points > 0 && !rq_legible_line((double)points)) ? RQ_CLIPPED
										      : RQ_SEEN;
}

static void add_places(struct rq_odt_look *look, const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];

	if (rq_xml_attribute(element, "letter-spacing", value, sizeof value))
		look->spacing = length_of(value);
	if (look->sight == RQ_SEEN)
		look->sight = sight_by_width(element);
	if (look->sight == RQ_SEEN)
		look->sight = sight_by_place(element);
}

static void add_properties(struct rq_odt_look *look, const struct rq_xml_element *element)
{
	char value[VALUE_SIZE];

	if (rq_xml_attribute(element, "font-size", value, sizeof value))
		look->size = points_of(value);
	if (rq_xml_attribute(element, "font-weight", value, sizeof value))
		look->bold = is_bold(value) ? RQ_ODT_YES : RQ_ODT_NO;
	if (rq_xml_attribute(element, "font-style", value, sizeof value))
		look->italic = strcmp(value, "normal") == 0 ? RQ_ODT_NO : RQ_ODT_YES;
	if (rq_xml_attribute(element, "display", value, sizeof value))
		look->hidden = strcmp(value, "none") == 0 ? RQ_ODT_YES : RQ_ODT_NO;
	add_colors(look, element);
	add_places(look, element);
	if (rq_xml_attribute(element, "margin-top", value, sizeof value))
		look->above = points_of(value);
	if (rq_xml_attribute(element, "margin-bottom", value, sizeof value))
		look->below = points_of(value);
}

/* A layout of pages. */
static void add_page(struct rq_odt_styles *styles, const struct rq_xml_element *element)
{
	struct rq_odt_look look = { 0 };
	struct rq_color color;

	add_colors(&look, element);
	color = look.ground.says == RQ_ODT_YES ? look.ground.color : paper;
	if (styles->pages++ == 0)
		styles->page = color;
	else if (!rq_color_is_near(&styles->page, &color))
		styles->page = (struct rq_color) { 0 };
}

void rq_odt_styles_element(struct rq_odt_styles *styles, const struct rq_xml_element *element,
			   bool automatic)
{
	size_t length = strlen(element->name);
	static const char properties[] = "-properties";

	if (strcmp(element->name, "style") == 0 || strcmp(element->name, "default-style") == 0)
		add_style(styles, element, automatic);
	else if (strcmp(element->name, "page-layout-properties") == 0)
		add_page(styles, element);
	else if (strcmp(element->name, "list-style") == 0 ||
		 strcmp(element->name, "page-layout") == 0 ||
		 strcmp(element->name, "outline-style") == 0)
		styles->open = false; /* what they say is about marks and pages */
	else if (styles->open && length >= sizeof properties &&
		 strcmp(element->name + length - (sizeof properties - 1), properties) == 0)
		add_properties(&styles->items[styles->count - 1].look, element);
}

void rq_odt_styles_next_part(struct rq_odt_styles *styles)
{
	for (size_t i = 0; i < HEADS; i++) {
		int *link = &styles->heads[i];

		while (*link != NONE)
			if (styles->items[*link].automatic)
				*link = styles->items[*link].next;
			else
				link = &styles->items[*link].next;
	}
	styles->open = false;
}

/* --- looking up --------------------------------------------------------------------------- */

static void inherit_says(enum rq_odt_says *says, enum rq_odt_says base)
{
	if (*says == RQ_ODT_UNSAID)
		*says = base;
}

static void inherit_color(struct rq_odt_color *color, const struct rq_odt_color *base)
{
	if (color->says == RQ_ODT_UNSAID)
		*color = *base;
}

static void inherit(struct rq_odt_look *look, const struct rq_odt_look *base)
{
	if (look->size == 0)
		look->size = base->size;
	else if (look->size < 0 && base->size != 0)
		look->size *= -base->size;
	inherit_says(&look->bold, base->bold);
	inherit_says(&look->italic, base->italic);
	inherit_says(&look->hidden, base->hidden);
	if (look->sight == RQ_SEEN)
		look->sight = base->sight;
	if (look->spacing == 0)
		look->spacing = base->spacing;
	inherit_color(&look->ink, &base->ink);
	inherit_color(&look->mark, &base->mark);
	inherit_color(&look->ground, &base->ground);
	look->heading = look->heading || base->heading;
	if (look->above == 0)
		look->above = base->above;
	if (look->below == 0)
		look->below = base->below;
}

struct rq_odt_look rq_odt_styles_find(const struct rq_odt_styles *styles, const char *family,
				      const char *name)
{
	struct rq_odt_look look = { 0 };
	const struct style *style = find(styles, family, name);

	for (int i = 0; style && i < MAX_BASES; i++) {
		inherit(&look, &style->look);
		style = style->base[0] ? find(styles, family, style->base) : NULL;
	}
	style = find(styles, family, ""); /* the default style has no name */
	if (style)
		inherit(&look, &style->look);
	return look;
}

struct rq_color rq_odt_styles_page(const struct rq_odt_styles *styles)
{
	return styles->page;
}
