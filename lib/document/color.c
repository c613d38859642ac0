#include "document/color.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const double FAINT = 0.05; /* share: nobody sees less */

static const double LIGHT = 0.97; /* so light a color is white */

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

static unsigned char part_of(double share)
{
	return (unsigned char)(fmin(fmax(share, 0), 1) * 255 + 0.5);
}

/* Three numbers in front of "," or " "; those in percent are shares, others of so many. */
static bool read_parts(const char *text, const double wholes[3], double parts[3])
{
	char *end = NULL;

	for (size_t i = 0; i < 3; i++) {
		parts[i] = strtod(text, &end);
		if (end == text)
			return false;
		parts[i] /= *end == '%' ? 100 : wholes[i];
		end += strspn(end, "%degratun");
		if (i < 2 && *end != ',' && *end != ' ')
			return false;
		text = end + 1;
	}
	return true;
}

/* "255,255,255,0.5)" or "100% 100% 100%/50%)": the parts inside of rgb() and rgba(). */
static bool read_rgb(const char *text, double whole, struct rq_color *color)
{
	const double wholes[3] = { whole, whole, whole };
	double parts[3];

	if (!read_parts(text, wholes, parts) || parts[0] > 1 || parts[1] > 1 || parts[2] > 1)
		return false;
	*color =
	    (struct rq_color) { true, part_of(parts[0]), part_of(parts[1]), part_of(parts[2]) };
	return true;
}

static double hue_part(double hue, double least, double most)
{
	hue -= floor(hue);
	if (hue < 1.0 / 6)
		return least + (most - least) * 6 * hue;
	if (hue < 0.5)
		return most;
	return hue < 2.0 / 3 ? least + (most - least) * 6 * (2.0 / 3 - hue) : least;
}

/* "0,0%,100%)" or "120deg 0% 99%)": the parts inside of hsl() and hsla(). */
static bool read_hsl(const char *text, struct rq_color *color)
{
	static const double wholes[3] = { 360, 100, 100 };
	double parts[3], most, least;

	if (!read_parts(text, wholes, parts))
		return false;
	most =
	    parts[2] < 0.5 ? parts[2] * (1 + parts[1]) : parts[2] + parts[1] - parts[2] * parts[1];
	least = 2 * parts[2] - most;
	*color = (struct rq_color) { true, part_of(hue_part(parts[0] + 1.0 / 3, least, most)),
				     part_of(hue_part(parts[0], least, most)),
				     part_of(hue_part(parts[0] - 1.0 / 3, least, most)) };
	return true;
}

/* Spaces of which only white is told: by how light it is, or how much white there is. */
static bool read_light(const char *value, struct rq_color *color)
{
	static const struct {
		const char *name;
		double whole; /* that is white */
		size_t part;
	} spaces[] = { { "lab(", 100, 0 },
		       { "lch(", 100, 0 },
		       { "oklab(", 1, 0 },
		       { "oklch(", 1, 0 },
		       { "hwb(", 100, 1 } };
	double parts[3];

	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
		const double wholes[3] = { spaces[i].whole, spaces[i].whole, spaces[i].whole };

		if (!begins(value, spaces[i].name) ||
		    !read_parts(strchr(value, '(') + 1, wholes, parts) ||
		    parts[spaces[i].part] < LIGHT)
			continue;
		*color = (struct rq_color) { true, 255, 255, 255 };
		return true;
	}
	return false;
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
		{ "floralwhite", "fffaf0" }, { "canvas", "fff" },
		{ "canvastext", "000" },
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(value, names[i].name) == 0)
			return rq_color_read_digits(names[i].digits, color);
	return false;
}

static bool read_first(const char *arguments, struct rq_color *color);

bool rq_color_read(const char *value, struct rq_color *color)
{
	*color = (struct rq_color) { 0 };
	if (begins(value, "#"))
		return rq_color_read_digits(value + 1, color);
	if (begins(value, "rgb(") || begins(value, "rgba("))
		return read_rgb(strchr(value, '(') + 1, 255, color);
	if (begins(value, "hsl(") || begins(value, "hsla("))
		return read_hsl(strchr(value, '(') + 1, color);
	if (begins(value, "color(srgb "))
		return read_rgb(value + strlen("color(srgb "), 1, color);
	if (begins(value, "light-dark("))
		return read_first(strchr(value, '(') + 1, color);
	return read_light(value, color) || read_name(value, color);
}

/* Where the argument ends that begins there. */
static size_t length_of_argument(const char *text)
{
	unsigned depth = 0;
	size_t length = 0;

	for (; text[length] && (depth > 0 || !strchr(",)", text[length])); length++)
		depth += text[length] == '(' ? 1U : text[length] == ')' ? -1U : 0;
	return length;
}

static bool read_first(const char *arguments, struct rq_color *color)
{
	char first[64];
	size_t length = length_of_argument(arguments);

	if (length >= sizeof first)
		return false;
	memcpy(first, arguments, length);
	first[length] = '\0';
	return rq_color_read(first, color);
}

/* "to right", "45deg", "circle at center": no color. */
static bool is_direction(const char *argument)
{
	return begins(argument, "to ") || begins(argument, "circle") ||
	       begins(argument, "ellipse") || begins(argument, "from ") ||
	       strchr("0123456789.-", *argument);
}

bool rq_color_of_gradient(const char *value, struct rq_color *color)
{
	const char *at = strstr(value, "gradient(");
	struct rq_color one, all = { 0 };
	size_t stops = 0, clear = 0;
	char stop[64] = "";

	*color = (struct rq_color) { 0 };
	if (!at || strstr(at + 1, "gradient(") || strstr(value, "url("))
		return false;
	for (at = strchr(at, '('); *at && *at != ')'; at += length_of_argument(at)) {
		size_t length = length_of_argument(++at);

		if (length >= sizeof stop)
			return false;
		memset(stop, 0, sizeof stop);
		memcpy(stop, at, length);
		if (is_direction(stop))
			continue;
		if (!strchr(stop, '('))
			stop[strcspn(stop, " ")] = '\0'; /* where it is */
		stops++;
		clear += rq_color_is_clear(stop);
		if (rq_color_is_clear(stop))
			continue;
		if (!rq_color_read(stop, &one) || (all.known && !rq_color_is_near(&all, &one)))
			return false;
		all = one;
	}
	if (stops == 0 || (clear > 0 && clear < stops))
		return false;
	*color = all;
	return true;
}

bool rq_color_read_share(const char *value, double *share)
{
	char *end;

	*share = strtod(value, &end);
	*share /= *end == '%' ? 100 : 1;
	return end != value;
}

bool rq_color_is_faint(double share)
{
	return share < FAINT;
}

bool rq_color_is_clear(const char *value)
{
	double share;
	size_t length = strlen(value);
	const char *alpha = strchr(value, '/');

	if (!alpha && (begins(value, "rgba(") || begins(value, "hsla(")))
		alpha = strrchr(value, ',');
	if (alpha && strchr("rh", *value)) {
		(void)rq_color_read_share(alpha + 1, &share); /* "none" is 0, too */
		return rq_color_is_faint(share);
	}
	if (begins(value, "#") && strspn(value + 1, "0123456789abcdefABCDEF") == length - 1)
		return (length == 5 && value[4] == '0') ||
		       (length == 9 &&
			rq_color_is_faint((double)strtoul(value + 7, NULL, 16) / 255));
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
