#include "document/json_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/hex.h"

enum {
	ESCAPE = 6,   /* "\uXXXX" */
	SAFE = 18,    /* digits that every integer holds */
	EXPONENT = 2, /* digits of an exponent that every double holds */
};

/* The code unit of an escape "\uXXXX" there, -1 when none stands there. */
static long escaped_unit(const char *at, const char *end)
{
	long unit = 0;

	if (end - at < ESCAPE || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < ESCAPE; i++) {
		int value = rq_hex_value(at[i]);

		if (value == -1)
			return -1;
		unit = unit * 16 + value;
	}
	return unit;
}

static bool is_high(long unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(long unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Length of the escape there as it stays; 0 when it stands for no character. */
static size_t whole_escape(const char *at, const char *end)
{
	long unit = escaped_unit(at, end);

	if (unit < 0)
		return end - at < 2 ? 1 : 2;
	if (is_high(unit) && is_low(escaped_unit(at + ESCAPE, end)))
		return (size_t)2 * ESCAPE;
	return is_high(unit) || is_low(unit) || unit == 0 ? 0 : ESCAPE;
}

/* A string's characters from behind its first quote to behind its last. */
static int copy_string(const char **from, const char *end, struct rq_buffer *mended, long *count,
		       struct rq_error *err)
{
	static const char replacement[] = "\\ufffd";
	const char *at = *from, *kept = at;

	while (at < end && *at != '"') {
		size_t size = *at == '\\' ? whole_escape(at, end) : 1;

		at += size;
		if (size > 0)
			continue;
		if (rq_buffer_append(mended, kept, (size_t)(at - kept), err) == -1 ||
		    rq_buffer_append(mended, replacement, ESCAPE, err) == -1)
			return -1;
		at += ESCAPE;
		kept = at;
		++*count;
	}
	at += at < end;
	*from = at;
	return rq_buffer_append(mended, kept, (size_t)(at - kept), err);
}

/* Whether a number may be more than base/json can hold: long, or with a long exponent. */
static bool is_vast(const char *number, size_t length)
{
	const char *mark = memchr(number, 'e', length), *end = number + length;
	size_t digits = 0;

	if (!mark)
		mark = memchr(number, 'E', length);
	for (const char *c = mark ? mark + 1 : number; c < end && *c != '.'; c++)
		digits += isdigit((unsigned char)*c) != 0;
	return digits > (mark ? EXPONENT : SAFE);
}

/* Whether what ended there is the name of a member, which no number may be. */
static bool is_key(const char *at, const char *end)
{
	while (at < end && isspace((unsigned char)*at))
		at++;
	return at < end && *at == ':';
}

static int copy_number(const char **from, const char *end, struct rq_buffer *mended, long *count,
		       struct rq_error *err)
{
	const char *at = *from, *number = at;
	bool vast;

	while (at < end && (isdigit((unsigned char)*at) || strchr("+-.eE", *at)))
		at++;
	*from = at;
	vast = is_vast(number, (size_t)(at - number)) && !is_key(at, end);
	*count += vast;
	if ((vast && rq_buffer_append(mended, "\"", 1, err) == -1) ||
	    rq_buffer_append(mended, number, (size_t)(at - number), err) == -1)
		return -1;
	return vast ? rq_buffer_append(mended, "\"", 1, err) : 0;
}

long rq_json_text_mend(const char *text, size_t length, struct rq_buffer *mended,
		       struct rq_error *err)
{
	const char *at = text, *end = text + length;
	long count = 0;

	while (at < end) {
		const char *other = at;
		int result = 0;

		while (at < end && *at != '"' && *at != '-' && !isdigit((unsigned char)*at))
			at++;
		at += at < end && *at == '"';
		if (rq_buffer_append(mended, other, (size_t)(at - other), err) == -1)
			return -1;
		if (at > other && at[-1] == '"')
			result = copy_string(&at, end, mended, &count, err);
		else if (at < end)
			result = copy_number(&at, end, mended, &count, err);
		if (result == -1)
			return -1;
	}
	return count;
}
