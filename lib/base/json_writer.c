#include "base/json_writer.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct writer {
	struct rq_buffer *buffer;
	struct rq_error *err;
	int depth;
};

static int write_value(struct writer *writer, const json_t *value);

/* Jansson walks only objects that are not const, though it changes nothing. */
static json_t *walkable(const json_t *object)
{
	const union {
		const json_t *given;
		json_t *walked;
	} same = { object };

	return same.walked;
}

static int append(struct writer *writer, const char *bytes, size_t count)
{
	return rq_buffer_append(writer->buffer, bytes, count, writer->err);
}

/* --- texts --------------------------------------------------------------------------- */

static size_t escape(char c, char out[8])
{
	static const char escaped[] = "\n\r\t\b\f\"\\", letters[] = "nrtbf\"\\";
	const char *found = c ? strchr(escaped, c) : NULL;

	if (!found)
		return (size_t)snprintf(out, 8, "\\u%04X", (unsigned)(unsigned char)c);
	out[0] = '\\';
	out[1] = letters[found - escaped];
	return 2;
}

static bool is_plain(char c)
{
	return (unsigned char)c >= ' ' && c != '"' && c != '\\';
}

static int write_text(struct writer *writer, const char *text, size_t length)
{
	char escaped[8];
	size_t done = 0;

	if (append(writer, "\"", 1) == -1)
		return -1;
	for (size_t i = 0; i < length; i++) {
		if (is_plain(text[i]))
			continue;
		if (append(writer, text + done, i - done) == -1 ||
		    append(writer, escaped, escape(text[i], escaped)) == -1)
			return -1;
		done = i + 1;
	}
	if (append(writer, text + done, length - done) == -1)
		return -1;
	return append(writer, "\"", 1);
}

/* --- values -------------------------------------------------------------------------- */

static int write_integer(struct writer *writer, json_int_t number)
{
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, number);

	return append(writer, digits, (size_t)count);
}

/* Rare values: numbers with a fraction, and what is nested so deep that it may hold itself. */
static int leave_to_jansson(struct writer *writer, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	int result = text ? append(writer, text, strlen(text)) : -1;

	free(text);
	return result;
}

static int write_array(struct writer *writer, const json_t *array)
{
	const json_t *value;
	size_t i;

	if (append(writer, "[", 1) == -1)
		return -1;
	json_array_foreach (array, i, value)
		if ((i > 0 && append(writer, ",", 1) == -1) || write_value(writer, value) == -1)
			return -1;
	return append(writer, "]", 1);
}

static int write_object(struct writer *writer, const json_t *object)
{
	const json_t *value;
	const char *key;
	bool first = true;

	if (append(writer, "{", 1) == -1)
		return -1;
	json_object_foreach (walkable(object), key, value) {
		if ((!first && append(writer, ",", 1) == -1) ||
		    write_text(writer, key, strlen(key)) == -1 || append(writer, ":", 1) == -1 ||
		    write_value(writer, value) == -1)
			return -1;
		first = false;
	}
	return append(writer, "}", 1);
}

static int write_nested(struct writer *writer, const json_t *value)
{
	int result;

	if (writer->depth == RQ_MAX_JSON_DEPTH)
		return leave_to_jansson(writer, value);
	writer->depth++;
	result = json_is_object(value) ? write_object(writer, value) : write_array(writer, value);
	writer->depth--;
	return result;
}

static int write_value(struct writer *writer, const json_t *value)
{
	if (json_is_object(value) || json_is_array(value))
		return write_nested(writer, value);
	if (json_is_string(value))
		return write_text(writer, json_string_value(value), json_string_length(value));
	if (json_is_integer(value))
		return write_integer(writer, json_integer_value(value));
	if (json_is_boolean(value))
		return json_is_true(value) ? append(writer, "true", 4) : append(writer, "false", 5);
	return json_is_null(value) ? append(writer, "null", 4) : leave_to_jansson(writer, value);
}

int rq_json_write(const json_t *value, struct rq_buffer *buffer, struct rq_error *err)
{
	struct writer writer = { buffer, err, 0 };

	return write_value(&writer, value);
}
