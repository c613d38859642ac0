#include "document/word_color.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_SIZE = 32, LAST = 255 };

static const struct rq_color black = { true, 0, 0, 0 };
static const struct rq_color white = { true, LAST, LAST, LAST };

struct rq_word_color rq_word_color_or(struct rq_word_color first, struct rq_word_color second)
{
	return first.said ? first : second;
}

/* --- the theme ------------------------------------------------------------------------------ */

void rq_theme_init(struct rq_theme *theme)
{
	*theme = (struct rq_theme) { .colors = {
					 { true, 0, 0, 0 },
					 { true, LAST, LAST, LAST },
					 { true, 0x1f, 0x49, 0x7d },
					 { true, 0xee, 0xec, 0xe1 },
				     } };
}

/* A color's place in the theme by any of its names, or RQ_THEME_COLORS. */
static size_t place_of(const char *name)
{
	static const char *const names[RQ_THEME_COLORS][4] = {
		{ "dk1", "tx1", "text1", "dark1" },
		{ "lt1", "bg1", "background1", "light1" },
		{ "dk2", "tx2", "text2", "dark2" },
		{ "lt2", "bg2", "background2", "light2" },
	};

	for (size_t i = 0; i < RQ_THEME_COLORS; i++)
		for (size_t k = 0; k < 4; k++)
			if (strcmp(names[i][k], name) == 0)
				return i;
	return RQ_THEME_COLORS;
}

struct rq_color rq_theme_find(const struct rq_theme *theme, const char *name)
{
	size_t place = place_of(name);

	return place < RQ_THEME_COLORS ? theme->colors[place] : (struct rq_color) { 0 };
}

struct reading {
	struct rq_theme *theme;
	size_t place; /* of the color that is being read */
};

static void on_start(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	char value[VALUE_SIZE];
	struct rq_color color;

	if (strcmp(element->name, "srgbClr") == 0)
		(void)rq_xml_attribute(element, "val", value, sizeof value);
	else if (strcmp(element->name, "sysClr") == 0)
		(void)rq_xml_attribute(element, "lastClr", value, sizeof value);
	else {
		reading->place = place_of(element->name);
		return;
	}
	if (reading->place < RQ_THEME_COLORS && rq_color_read_digits(value, &color))
		reading->theme->colors[reading->place] = color;
	reading->place = RQ_THEME_COLORS;
}

int rq_theme_read(const char *bytes, size_t length, struct rq_theme *theme, struct rq_error *err)
{
	struct rq_error handler_error = { 0 };
	struct reading reading = { theme, RQ_THEME_COLORS };
	struct rq_xml_handler handler = { .start = on_start,
					  .context = &reading,
					  .err = &handler_error };

	return rq_xml_parse(bytes, length, &handler, err);
}

/* --- mixing --------------------------------------------------------------------------------- */

static unsigned char mix_part(unsigned char a, unsigned char b, double share)
{
	return (unsigned char)(a * share + b * (1 - share) + 0.5);
}

/* So much of the first, 0 to 1, and the rest of the second. */
static struct rq_color mix(struct rq_color a, struct rq_color b, double share)
{
	return (struct rq_color) { a.known && b.known, mix_part(a.red, b.red, share),
				   mix_part(a.green, b.green, share),
				   mix_part(a.blue, b.blue, share) };
}

struct rq_word_color rq_word_color_mix(struct rq_word_color ink, struct rq_word_color fill,
				       double share)
{
	return (struct rq_word_color) { true, mix(ink.said ? ink.color : black,
						  fill.said ? fill.color : white, share) };
}

/* A part of 255 in hexadecimal digits, as tints and shades are told: 1 when it is not there. */
static double share_of(const struct rq_xml_element *element, const char *name)
{
	char value[VALUE_SIZE];

	if (!rq_xml_attribute(element, name, value, sizeof value))
		return 1;
	return (double)(strtoul(value, NULL, 16) & LAST) / LAST;
}

/* The names of attributes that tell one color. */
struct names {
	const char *digits, *theme, *tint, *shade;
};

static struct rq_word_color read_color(const struct rq_xml_element *element,
				       const struct names *names, const struct rq_theme *theme)
{
	struct rq_word_color read = { 0 };
	struct rq_color named = { 0 };
	char value[VALUE_SIZE];

	if (rq_xml_attribute(element, names->theme, value, sizeof value)) {
		read.said = true;
		named = rq_theme_find(theme, value);
	}
	if (named.known) { /* over the digits, which are what it came to when that was written */
		named = mix(named, white, share_of(element, names->tint));
		read.color = mix(named, black, share_of(element, names->shade));
	} else if (rq_xml_attribute(element, names->digits, value, sizeof value)) {
		(void)rq_color_read_digits(value, &read.color);
		read.said = read.said || read.color.known;
	}
	return read;
}

/* --- elements ------------------------------------------------------------------------------- */

struct rq_word_color rq_word_color_read(const struct rq_xml_element *element,
					const struct rq_theme *theme)
{
	static const struct names names = { "val", "themeColor", "themeTint", "themeShade" };
	struct rq_word_color color = read_color(element, &names, theme);

	color.said = true;
	return color;
}

static const struct names ink_names = { "color", "themeColor", "themeTint", "themeShade" };

struct rq_word_color rq_word_color_page(const struct rq_xml_element *element,
					const struct rq_theme *theme)
{
	return read_color(element, &ink_names, theme);
}

struct rq_word_color rq_word_color_shading(const struct rq_xml_element *element,
					   const struct rq_theme *theme)
{
	static const struct names fill_names = { "fill", "themeFill", "themeFillTint",
						 "themeFillShade" };
	struct rq_word_color fill = read_color(element, &fill_names, theme);
	struct rq_word_color ink = read_color(element, &ink_names, theme);
	char pattern[VALUE_SIZE];
	double share = 0;

	(void)rq_xml_attribute(element, "val", pattern, sizeof pattern);
	if (!*pattern || strcmp(pattern, "clear") == 0 || strcmp(pattern, "nil") == 0)
		return fill;
	if (strcmp(pattern, "solid") == 0)
		share = 1;
	else if (strncmp(pattern, "pct", 3) == 0)
		share = strtod(pattern + 3, NULL) / 100;
	else
		return (struct rq_word_color) { .said = true };
	return rq_word_color_mix(ink, fill, share > 1 ? 1 : share);
}

struct rq_word_color rq_word_color_highlight(const char *value)
{
	static const struct {
		const char *name, *digits;
	} colors[] = {
		{ "white", "ffffff" },       { "black", "000000" },      { "yellow", "ffff00" },
		{ "green", "00ff00" },       { "cyan", "00ffff" },       { "magenta", "ff00ff" },
		{ "blue", "0000ff" },        { "red", "ff0000" },        { "darkBlue", "00008b" },
		{ "darkCyan", "008b8b" },    { "darkGreen", "006400" },  { "darkRed", "8b0000" },
		{ "darkMagenta", "800080" }, { "darkYellow", "808000" }, { "darkGray", "a9a9a9" },
		{ "lightGray", "d3d3d3" },
	};
	struct rq_word_color read = { .said = strcmp(value, "none") != 0 };

	for (size_t i = 0; i < sizeof colors / sizeof colors[0]; i++)
		if (strcmp(value, colors[i].name) == 0)
			(void)rq_color_read_digits(colors[i].digits, &read.color);
	return read;
}
