#include "document/css.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "document/composer.h"

static const double TINY = 4;     /* points: nobody reads less */
static const double FAR = -500.0; /* so far left of or above the page nothing is seen */

/* The value of a property in a style without white space, or NULL. */
static const char *property(const char *style, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = style; at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL)
		if (strncasecmp(at, name, length) == 0 && at[length] == ':')
			return at + length + 1;
	return NULL;
}

static bool begins(const char *value, const char *text)
{
	return value && strncasecmp(value, text, strlen(text)) == 0;
}

/* Lengths in points and pixels (CSS Values 3, 6.2); others are not known to be small. */
static bool is_tiny(const char *size)
{
	char *unit;
	double number;

	if (!size)
		return false;
	number = strtod(size, &unit);
	if (unit == size)
		return false;
	return number == 0 || (begins(unit, "pt") && number < TINY) ||
	       (begins(unit, "px") && number * 0.75 < TINY);
}

static bool is_far(const char *distance)
{
	return distance && strtod(distance, NULL) < FAR;
}

/* "fff", "fefefe": the digits behind the sign. */
static bool is_white_hex(const char *digits)
{
	size_t count = strspn(digits, "0123456789abcdefABCDEF");
	unsigned long color = strtoul(digits, NULL, 16), red, green, blue;

	if (count != 3 && count != 4 && count != 6 && count != 8)
		return false;
	color >>= count % 4 == 0 ? count : 0; /* without how much of it shows */
	if (count < 6) {
		red = (color >> 8) * 0x11;
		green = (color >> 4 & 0xf) * 0x11;
		blue = (color & 0xf) * 0x11;
	} else {
		red = color >> 16;
		green = color >> 8 & 0xff;
		blue = color & 0xff;
	}
	return rq_composer_is_white((unsigned)red, (unsigned)green, (unsigned)blue);
}

/* "255,255,255": the parts inside of rgb(). */
static bool is_white_rgb(const char *parts)
{
	unsigned long part[3];
	char *end = NULL;

	for (size_t i = 0; i < 3; i++) {
		part[i] = strtoul(parts, &end, 10);
		if (end == parts || (i < 2 && *end != ',') || part[i] > 255)
			return false;
		parts = end + 1;
	}
	return rq_composer_is_white((unsigned)part[0], (unsigned)part[1], (unsigned)part[2]);
}

/* That of paper, or so near that nobody reads it there. */
static bool is_white(const char *color)
{
	if (begins(color, "#"))
		return is_white_hex(color + 1);
	if (begins(color, "rgb("))
		return is_white_rgb(color + 4);
	return begins(color, "white") || begins(color, "snow") || begins(color, "ivory");
}

/* Takes its white space out. */
static void squeeze(char *style)
{
	for (char *from = style, *to = style; (*to = *from); from++)
		to += *from != ' ' && *from != '\t' && *from != '\n';
}

bool rq_css_hides(char *style, bool plain, enum rq_hidden_kind *kind)
{
	const char *opacity, *color;

	squeeze(style);
	opacity = property(style, "opacity");
	color = property(style, "color");
	if (begins(property(style, "display"), "none") ||
	    begins(property(style, "visibility"), "hidden"))
		*kind = RQ_HIDDEN_VANISH;
	else if (is_tiny(property(style, "font-size")))
		*kind = RQ_HIDDEN_TINY;
	else if (plain && color && is_white(color))
		*kind = RQ_HIDDEN_WHITE;
	else if (begins(color, "transparent") || (opacity && strtod(opacity, NULL) == 0))
		*kind = RQ_HIDDEN_INVISIBLE;
	else if (is_far(property(style, "left")) || is_far(property(style, "top")) ||
		 is_far(property(style, "text-indent")))
		*kind = RQ_HIDDEN_OFF_PAGE;
	else
		return false;
	return true;
}
