#include "document/latin.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { FITS = 1, STRANGE = -3 };

static bool is_strange(int32_t c)
{
	return (c >= 0x80 && c < 0xa0) || c == 0xfffd || (c >= 0x2200 && c < 0x25a0) ||
	       (c >= 0xe000 && c < 0xf900);
}

static long fit_one(int32_t before, int32_t c, int32_t after)
{
	bool inside = rq_text_is_letter(before) && rq_text_is_letter(after);

	if (is_strange(c))
		return STRANGE;
	if (!rq_text_is_letter(c))
		return inside && c != 0x2019 && c != 0xb7 && c != 0x2010 && c != 0xad ? STRANGE : 0;
	if (rq_text_is_upper(c) && rq_text_is_letter(before) && !rq_text_is_upper(before))
		return STRANGE;
	if (!rq_text_is_upper(c) && rq_text_is_upper(before) && rq_text_is_upper(after))
		return STRANGE;
	return rq_text_is_letter(before) || rq_text_is_letter(after) ? FITS : 0;
}

long rq_latin_fit(const char *text, size_t length)
{
	int32_t before = ' ', c = ' ', after;
	long fit = 0;
	size_t size;

	for (size_t at = 0; at < length; at += size) {
		after = rq_text_decode(text + at, length - at, &size);
		if (c >= 0x80)
			fit += fit_one(before, c, after);
		before = c;
		c = after;
	}
	return c >= 0x80 ? fit + fit_one(before, c, ' ') : fit;
}
