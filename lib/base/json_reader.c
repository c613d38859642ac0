#include "base/json_reader.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

/* Bytes of a key with the NUL behind it; digits that no integer is too small for. */
enum { KEY_SIZE = 64, SAFE_DIGITS = 18 };

struct reader {
	const char *at, *end;
	int depth;
};

/* A text between quotes, as it stands. */
struct raw {
	const char *start;
	size_t length;
	bool ascii, escaped;
};

static json_t *read_value(struct reader *reader);

static void skip_space(struct reader *reader)
{
	while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' ||
					    *reader->at == '\r' || *reader->at == '\t'))
		reader->at++;
}

/* Skips space and, where it stands there, a sign. */
static bool take(struct reader *reader, char sign)
{
	skip_space(reader);
	if (reader->at == reader->end || *reader->at != sign)
		return false;
	reader->at++;
	return true;
}

/* Rare values, which are parts of the text: Jansson reads them. */
static json_t *leave_to_jansson(const char *start, const char *end)
{
	return json_loadb(start, (size_t)(end - start), JSON_DECODE_ANY, NULL);
}

/* --- texts -------------------------------------------------------------------------- */

/* Behind its closing quote, the first having been taken. */
static bool take_raw(struct reader *reader, struct raw *raw)
{
	const char *at = reader->at;
	unsigned char all = 0;

	*raw = (struct raw) { .start = at };
	for (; at < reader->end && *at != '"'; at++) {
		if ((unsigned char)*at < ' ')
			return false;
		all |= (unsigned char)*at;
		if (*at == '\\') {
			raw->escaped = true;
			if (++at == reader->end)
				return false;
		}
	}
	if (at == reader->end)
		return false;
	raw->length = (size_t)(at - raw->start);
	raw->ascii = all < 0x80;
	reader->at = at + 1;
	return true;
}

/* What a backslash and a letter stand for; '\0': more than one character. */
static char unescape(char letter)
{
	static const char letters[] = "nrtbf\"\\/", meant[] = "\n\r\t\b\f\"\\/";
	const char *found = letter ? strchr(letters, letter) : NULL;

	if (!found)
		return '\0';
	return meant[found - letters];
}

static json_t *read_escaped(const struct raw *raw)
{
	const char *end = raw->start + raw->length;
	char *text = rq_alloc(raw->length, 1);
	json_t *value;
	size_t count = 0;

	for (const char *from = raw->start; from < end; from++) {
		char c = *from;

		if (c == '\\')
			c = unescape(*++from);
		if (c == '\0') {
			free(text);
			return leave_to_jansson(raw->start - 1, end + 1);
		}
		text[count++] = c;
	}
	value = json_stringn(text, count);
	free(text);
	return value;
}

static json_t *read_text(struct reader *reader)
{
	struct raw raw;

	if (!take_raw(reader, &raw))
		return NULL;
	if (raw.escaped)
		return read_escaped(&raw);
	return raw.ascii ? json_stringn_nocheck(raw.start, raw.length)
			 : json_stringn(raw.start, raw.length);
}

/* --- other values ---------------------------------------------------------------------- */

static json_t *read_number(struct reader *reader)
{
	const char *start = reader->at, *digits;
	json_int_t number = 0;
	bool negative = *start == '-';

	digits = reader->at += negative;
	for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++)
		if (reader->at - digits < SAFE_DIGITS)
			number = number * 10 + (*reader->at - '0');
	if (reader->at > digits && reader->at - digits <= SAFE_DIGITS &&
	    (*digits != '0' || reader->at == digits + 1) &&
	    (reader->at == reader->end || !strchr(".eE", *reader->at)))
		return json_integer(negative ? -number : number);
	while (reader->at < reader->end && *reader->at && strchr("+-.0123456789eE", *reader->at))
		reader->at++;
	return leave_to_jansson(start, reader->at);
}

static json_t *read_name(struct reader *reader, const char *name, json_t *value)
{
	size_t length = strlen(name);

	if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, name, length) != 0)
		return NULL;
	reader->at += length;
	return value;
}

static json_t *read_array(struct reader *reader)
{
	json_t *array = json_array();
	bool more = !take(reader, ']');

	while (more) {
		if (json_array_append_new(array, read_value(reader)) == -1) {
			json_decref(array);
			return NULL;
		}
		more = take(reader, ',');
		if (!more && !take(reader, ']')) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

/* One key and its value; a key that the object has already is not for us. */
static bool read_member(struct reader *reader, json_t *object)
{
	char key[KEY_SIZE];
	size_t before = json_object_size(object);
	struct raw raw;

	if (!take(reader, '"') || !take_raw(reader, &raw) || raw.escaped ||
	    raw.length >= sizeof key || !take(reader, ':'))
		return false;
	memcpy(key, raw.start, raw.length);
	key[raw.length] = '\0';
	return json_object_set_new(object, key, read_value(reader)) == 0 &&
	       json_object_size(object) > before;
}

static json_t *read_object(struct reader *reader)
{
	json_t *object = json_object();
	bool more = !take(reader, '}');

	while (more) {
		bool well = read_member(reader, object);

		more = well && take(reader, ',');
		if (!more && (!well || !take(reader, '}'))) {
			json_decref(object);
			return NULL;
		}
	}
	return object;
}

static json_t *read_nested(struct reader *reader, bool object)
{
	json_t *value = NULL;

	if (reader->depth++ < RQ_MAX_JSON_DEPTH)
		value = object ? read_object(reader) : read_array(reader);
	reader->depth--;
	return value;
}

/* NULL is swallowed by what it would be put into, which fails then. */
static json_t *read_value(struct reader *reader)
{
	skip_space(reader);
	if (reader->at == reader->end)
		return NULL;
	switch (*reader->at) {
	case '{':
	case '[':
		return read_nested(reader, *reader->at++ == '{');
	case '"':
		reader->at++;
		return read_text(reader);
	case 't':
		return read_name(reader, "true", json_true());
	case 'f':
		return read_name(reader, "false", json_false());
	case 'n':
		return read_name(reader, "null", json_null());
	default:
		return read_number(reader);
	}
}

json_t *rq_json_read(const char *bytes, size_t length)
{
	struct reader reader = { bytes, bytes + length, 0 };
	json_t *value = read_value(&reader);

	skip_space(&reader);
	if (reader.at == reader.end)
		return value;
	json_decref(value);
	return NULL;
}
