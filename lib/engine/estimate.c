#include "engine/estimate.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { LETTERS_PER_TOKEN = 6, DIGITS_PER_TOKEN = 3, MARKS_PER_TOKEN = 2 };

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

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* Visible, and neither letter nor digit. */
static bool is_mark(unsigned char c)
{
	return c > ' ' && c < 0x7f && !is_lower(c) && !is_upper(c) && !is_digit(c);
}

/* The end of a run of one kind, of which so many are a token. */
static size_t take_run(const unsigned char *text, size_t length, bool (*is)(unsigned char),
		       size_t per_token, size_t *tokens)
{
	size_t end = 0;

	while (end < length && is(text[end]))
		end++;
	*tokens += (end + per_token - 1) / per_token;
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
		} else if (is_digit(c)) {
			step =
			    take_run(bytes + at, length - at, is_digit, DIGITS_PER_TOKEN, &tokens);
		} else if (is_mark(c)) {
			step = take_run(bytes + at, length - at, is_mark, MARKS_PER_TOKEN, &tokens);
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
