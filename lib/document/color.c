#include "document/color.h"

#include <stdlib.h>
#include <string.h>

static const double FAINT = 0.05; /* share of the ink that is there */

enum {
	NEAR = 12,    /* colors no further apart than that are one */
	PAPER = 0xf0, /* one whose parts are no darker is white */
};

static bool begins(const char *value, const char *text)
{
	return value && strncmp(value, text, strlen(text)) == 0;
}

bool rq_color_read_digits(const char *digits, struct rq_color *color)
{
	size_t count = strspn(digits, "0123456789abcdefABCDEF");
	unsigned long value = strtoul(digits, NULL, 16);

	if (digits[count] || (count != 3 && count != 4 && count != 6 && count != 8))
		return false;
	value >>= count % 4 == 0 ? count : 0; /* without how much of it shows */
	if (count < 6)
		value =
		    (value >> 8) * 0x110000 + (value >> 4 & 0xf) * 0x1100 + (value & 0xf) * 0x11;
	*color =
	    (struct rq_color) { true, (unsigned char)(value >> 16 & 0xff),
				(unsigned char)(value >> 8 & 0xff), (unsigned char)(value & 0xff) };
	return true;
}

/* "255,255,255,0.5)" or "255 255 255/50%)": the parts inside of rgb() and rgba(). */
static bool read_rgb(const char *parts, struct rq_color *color)
{
	unsigned long part[3];
	char *end = NULL;

	for (size_t i = 0; i < 3; i++) {
		part[i] = strtoul(parts, &end, 10);
		if (end == parts || (i < 2 && *end != ',' && *end != ' ') || part[i] > 255)
			return false;
		parts = end + 1;
	}
	*color = (struct rq_color) { true, (unsigned char)part[0], (unsigned char)part[1],
				     (unsigned char)part[2] };
	return true;
}

/* The colors that have names in CSS 2.2, and those near white. */
static bool read_name(const char *value, struct rq_color *color)
{
	static const struct {
		const char *name, *digits;
	} names[] = {
		{ "white", "fff" },          { "black", "000" },
		{ "snow", "fffafa" },        { "ivory", "fffff0" },
		{ "ghostwhite", "f8f8ff" },  { "whitesmoke", "f5f5f5" },
		{ "silver", "c0c0c0" },      { "gray", "808080" },
		{ "grey", "808080" },        { "red", "f00" },
		{ "maroon", "800000" },      { "yellow", "ff0" },
		{ "olive", "808000" },       { "lime", "0f0" },
		{ "green", "008000" },       { "aqua", "0ff" },
		{ "teal", "008080" },        { "blue", "00f" },
		{ "navy", "000080" },        { "fuchsia", "f0f" },
		{ "purple", "800080" },      { "orange", "ffa500" },
		{ "mintcream", "f5fffa" },   { "azure", "f0ffff" },
		{ "floralwhite", "fffaf0" },
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(value, names[i].name) == 0)
			return rq_color_read_digits(names[i].digits, color);
	return false;
}

bool rq_color_read(const char *value, struct rq_color *color)
{
	*color = (struct rq_color) { 0 };
	if (begins(value, "#"))
		return rq_color_read_digits(value + 1, color);
	if (begins(value, "rgb(") || begins(value, "rgba("))
		return read_rgb(strchr(value, '(') + 1, color);
	return read_name(value, color);
}

bool rq_color_is_clear(const char *value)
{
	size_t length = strlen(value);
	const char *alpha = strchr(value, '/');

	if (!alpha && (begins(value, "rgba(") || begins(value, "hsla(")))
		alpha = strrchr(value, ',');
	if (alpha && strchr("rh", *value))
		return strtod(alpha + 1, NULL) < FAINT;
	if (begins(value, "#"))
		return (length == 5 && value[4] == '0') ||
		       (length == 9 && strcmp(value + 7, "00") == 0);
	return strcmp(value, "transparent") == 0;
}

bool rq_color_is_white(const struct rq_color *color)
{
	return color->known && color->red >= PAPER && color->green >= PAPER && color->blue >= PAPER;
}

bool rq_color_is_near(const struct rq_color *a, const struct rq_color *b)
{
	if (!a->known || !b->known)
		return false;
	if (rq_color_is_white(a) && rq_color_is_white(b))
		return true;
	return abs(a->red - b->red) <= NEAR && abs(a->green - b->green) <= NEAR &&
	       abs(a->blue - b->blue) <= NEAR;
}
