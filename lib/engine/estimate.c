#include "engine/estimate.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { LETTERS_PER_TOKEN = 5, DIGITS_PER_TOKEN = 3 };

/* What a letter takes at worst in ordinary text of its script, in hundredths of a token. */
static size_t weigh_letter(int32_t character)
{
	if (character < 0x250) /* Latin with marks: they cut words into shorter pieces */
		return 60;
	if (character < 0x530) /* Greek, Cyrillic */
		return 45;
	if (character >= 0x590 && character < 0x700) /* Hebrew, Arabic */
		return 60;
	if (character >= 0x3040 && character < 0xd7b0) /* kana, Han, Hangul */
		return 130;
	return 150;
}

static bool is_lower(unsigned char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(unsigned char c)
{
	return c >= 'A' && c <= 'Z';
}

/* An ASCII word from text on, up to where a capital begins another; *tokens grows. */
static size_t take_word(const unsigned char *text, size_t length, size_t *tokens)
{
	size_t capitals = 0, end;

	while (capitals < length && is_upper(text[capitals]))
		capitals++;
	end = capitals;
	while (end < length && is_lower(text[end]))
		end++;
	if (end == capitals)
		*tokens += (capitals + 1) / 2;
	else
		*tokens += capitals / 3 + 1 + (end - capitals) / LETTERS_PER_TOKEN;
	return end;
}

static size_t take_digits(const unsigned char *text, size_t length, size_t *tokens)
{
	size_t end = 0;

	while (end < length && text[end] >= '0' && text[end] <= '9')
		end++;
	*tokens += (end + DIGITS_PER_TOKEN - 1) / DIGITS_PER_TOKEN;
	return end;
}

size_t rq_estimate_tokens(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t tokens = 0, hundredths = 0, step;

	for (size_t at = 0; at < length; at += step) {
		unsigned char c = bytes[at];

		if (is_lower(c) || is_upper(c)) {
			step = take_word(bytes + at, length - at, &tokens);
		} else if (c >= '0' && c <= '9') {
			step = take_digits(bytes + at, length - at, &tokens);
		} else if (c == ' ' && at > 0 && bytes[at - 1] != ' ') {
			step = 1;
		} else if (c < 0x80) {
			step = 1;
			tokens++;
		} else {
			int32_t character = rq_text_decode(text + at, length - at, &step);

			hundredths +=
			    rq_text_is_letter(character) ? weigh_letter(character) : 100 * step;
		}
	}
	tokens += (hundredths + 99) / 100;
	return tokens < length ? tokens : length;
}
