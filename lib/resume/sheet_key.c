#include "resume/sheet_key.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { UNKNOWN_LETTER = 0xfffd /* a glyph of a word whose font does not say which */ };

static bool is_dash(int32_t c)
{
	return c == '-' || c == '~' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x301c ||
	       c == 0xff5e || c == 0xff0d || c == 0x2192 || c == 0x27f6 || c == 0xfe58 ||
	       c == 0xfe63;
}

static bool is_bar(int32_t c)
{
	return c == '|' || c == 0xa6 || c == 0xb7 || c == 0x2022 || c == 0x2023 || c == 0x2027 ||
	       c == 0x2043 || c == 0x2219 || c == 0x22c5 || c == 0x25aa || c == 0x25cf ||
	       c == 0x25e6 || c == 0x25a0 || c == 0x2502 || c == 0x30fb || c == 0xff5c ||
	       c == 0x25ab || c == 0x25b8 || c == 0x25ba || c == 0x2756 || c == 0x27a2;
}

/* Of what is neither a letter nor a digit. */
static char ascii_of_other(int32_t c)
{
	if (rq_text_is_space(c))
		return ' ';
	if (is_dash(c))
		return '-';
	if (is_bar(c))
		return '|';
	if (c >= 0xff01 && c <= 0xff5e)
		return (char)(c - 0xfee0);
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201b:
	case 0xb4:
		return '\'';
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0xab:
	case 0xbb:
		return '"';
	case 0x3001:
	case 0x60c:
		return ',';
	case 0x61b:
		return ';';
	case 0x3002:
	case 0x2026:
		return '.';
	default:
		return '*';
	}
}

/* Writes what a character past ASCII is in a key; returns the number of bytes, at most 4. */
static size_t fold_character(int32_t c, char out[4])
{
	int digit;

	if (rq_text_is_letter(c) || c == UNKNOWN_LETTER)
		return rq_text_encode(rq_text_plain(c), out);
	digit = rq_text_digit_value(c);
	if (digit >= 0)
		out[0] = (char)('0' + digit);
	else
		out[0] = ascii_of_other(c);
	return 1;
}

uint32_t rq_sheet_key_fold(const char *text, char *key, uint32_t *at)
{
	size_t length = strlen(text), size;
	uint32_t used = 0;

	for (size_t i = 0; i < length; i += size) {
		char c = text[i], piece[4] = { c };
		size_t count = 1;

		size = 1;
		if (c >= 'A' && c <= 'Z')
			piece[0] = (char)(c + ('a' - 'A'));
		else if (c == '~')
			piece[0] = '-';
		else if ((unsigned char)c >= 0x80)
			count = fold_character(rq_text_decode(text + i, length - i, &size), piece);
		for (size_t k = 0; k < count; k++) {
			key[used] = piece[k];
			at[used++] = (uint32_t)i;
		}
	}
	at[used] = (uint32_t)length;
	return used;
}

char *rq_sheet_key_of(const char *text, uint32_t *length)
{
	size_t room = strlen(text) * 3 / 2 + 1;
	uint32_t *at = rq_alloc(room, sizeof *at);
	char *key = rq_alloc(room, 1);

	*length = rq_sheet_key_fold(text, key, at);
	free(at);
	return key;
}
