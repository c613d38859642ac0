#include "document/media.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const double WIDTH = 1280; /* pixels of a screen on which people read résumés */

static const char *begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0 ? text + strlen(start) : NULL;
}

static double pixels(const char *length)
{
	char *unit;
	double number = strtod(length, &unit);

	return begins(unit, "em") || begins(unit, "rem") ? number * 16 : number;
}

/* "min-width:600px)": what stands inside parentheses, without white space. */
static enum rq_media feature(const char *text)
{
	static const char *const rare[] = { "prefers-color-scheme:dark",
					    "prefers-reduced-motion",
					    "prefers-contrast",
					    "hover:none",
					    "pointer:coarse",
					    "orientation:portrait",
					    "max-device-width",
					    "forced-colors",
					    NULL };
	const char *value;

	if ((value = begins(text, "min-width:")))
		return pixels(value) <= WIDTH ? RQ_MEDIA_SCREEN : RQ_MEDIA_OTHER;
	if ((value = begins(text, "max-width:")))
		return pixels(value) >= WIDTH ? RQ_MEDIA_SCREEN : RQ_MEDIA_OTHER;
	for (size_t i = 0; rare[i]; i++)
		if (begins(text, rare[i]))
			return RQ_MEDIA_OTHER;
	return RQ_MEDIA_MAYBE;
}

/* One query without white space and in lower case: "onlyscreenand(min-width:600px)". */
static enum rq_media query(const char *text)
{
	bool negated = begins(text, "not") != NULL;
	enum rq_media media = RQ_MEDIA_SCREEN;
	const char *type = negated ? text + 3 : begins(text, "only") ? text + 4 : text;
	const char *open = strchr(type, '(');

	if (*type && *type != '(' && !begins(type, "screen") && !begins(type, "all"))
		media = RQ_MEDIA_OTHER;
	if (media == RQ_MEDIA_SCREEN && (strstr(type, ")or(") || strstr(type, "not(")))
		return RQ_MEDIA_MAYBE;
	for (; media != RQ_MEDIA_OTHER && open; open = strchr(open + 1, '(')) {
		enum rq_media one = feature(open + 1);

		media = one < media ? one : media;
	}
	return negated ? RQ_MEDIA_SCREEN - media : media;
}

enum rq_media rq_media_of(char *queries)
{
	enum rq_media best = RQ_MEDIA_OTHER, one;
	char *to = queries, *rest = queries, *text;

	for (const char *from = queries; *from; from++)
		if (!isspace((unsigned char)*from))
			*to++ = (char)tolower((unsigned char)*from);
	*to = '\0';
	while ((text = strsep(&rest, ","))) {
		one = query(text);
		best = one > best ? one : best;
	}
	return best;
}
