#include "document/bullet.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* Never the first character of a sentence. */
bool rq_bullet_is(int32_t character)
{
	static const int32_t bullets[] = {
		0x2022, 0x2023, 0x2043, 0x204c, 0x204d, 0x2219, 0x25a0, 0x25a1, 0x25aa, 0x25ab,
		0x25ac, 0x25ae, 0x25b6, 0x25b8, 0x25ba, 0x25c6, 0x25c7, 0x25c8, 0x25c9, 0x25cb,
		0x25cf, 0x25d8, 0x25e6, 0x25fc, 0x25fe, 0x2605, 0x2606, 0x2610, 0x2611, 0x2612,
		0x2713, 0x2714, 0x2717, 0x2736, 0x274f, 0x2751, 0x2756, 0x2794, 0x27a2, 0x27a4,
		0x29be, 0x2b1b, 0x2b25, 0x30fb, 0xff65, 0xf06e, 0xf071, 0xf075, 0xf076, 0xf09f,
		0xf0a7, 0xf0a8, 0xf0b7, 0xf0d8, 0xf0e0, 0xf0fc,
	};

	for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
		if (bullets[i] == character)
			return true;
	return false;
}

/* A bullet only with white space behind it. */
static bool is_likely(int32_t character)
{
	return character == '-' || character == '*' || character == '+' || character == 'o' ||
	       character == 0xb7 || character == 0x2010 || character == 0x2011 ||
	       character == 0x2012 || character == 0x2013 || character == 0x2014 ||
	       character == 0x2015 || character == 0x2212 || character == 0xbb ||
	       character == 0x203a || character == '>' || character == 0x2192;
}

static size_t skip_space(const char *text, size_t length, size_t at)
{
	size_t size;

	while (at < length && rq_text_is_space(rq_text_decode(text + at, length - at, &size)))
		at += size;
	return at;
}

size_t rq_bullet_skip(const char *text, size_t length)
{
	size_t start = skip_space(text, length, 0), behind, size;
	int32_t character;

	if (start == length)
		return 0;
	character = rq_text_decode(text + start, length - start, &size);
	if (character == '-' && start + size < length && text[start + size] == '>')
		size++; /* an arrow */
	behind = skip_space(text, length, start + size);
	if (behind == length)
		return 0;
	if (rq_bullet_is(character) || (is_likely(character) && behind > start + size))
		return behind;
	return 0;
}
