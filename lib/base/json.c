#include "base/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

void rq_json_prepare(void)
{
	json_object_seed(0);
}

/* Behind the string whose first quote stands at i. */
static size_t skip_string(const char *bytes, size_t length, size_t i)
{
	for (i++; i < length && bytes[i] != '"'; i++)
		if (bytes[i] == '\\')
			i++;
	return i + 1;
}

/*
 * Jansson's own limit is 2,048, which json_deep_copy() and json_dumps() of 2.14
 * then follow with the stack. Brackets are counted before anything is built.
 */
static int check_depth(const char *bytes, size_t length, struct rq_error *err)
{
	int depth = 0;

	for (size_t i = 0; i < length;) {
		char c = bytes[i];

		i = c == '"' ? skip_string(bytes, length, i) : i + 1;
		if ((c == '[' || c == '{') && ++depth > RQ_MAX_JSON_DEPTH)
			return rq_fail(err, RQ_TOO_DEEP, "JSON nested deeper than %d",
				       RQ_MAX_JSON_DEPTH);
		if (c == ']' || c == '}')
			depth--;
	}
	return 0;
}

/* The library says near what it stumbled, in the words of the text: they may be somebody's. */
static void leave_out_quotation(char *message)
{
	char *quotation = strstr(message, " near '");

	if (quotation)
		*quotation = '\0';
}

static json_t *load(const char *bytes, size_t length, json_error_t *why)
{
	return json_loadb(bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, why);
}

static int refuse(json_error_t *why, struct rq_error *err)
{
	char clean[sizeof why->text];

	leave_out_quotation(why->text);
	return rq_fail(err, RQ_BAD_RECORD, "not valid JSON: column %d: %s", why->position,
		       rq_text_escape(why->text, clean, sizeof clean));
}

int rq_json_parse(const char *bytes, size_t length, json_t **value, struct rq_error *err)
{
	json_error_t why;
	json_t *parsed;

	if (check_depth(bytes, length, err) == -1)
		return -1;
	parsed = load(bytes, length, &why);
	if (!parsed)
		return refuse(&why, err);
	*value = parsed;
	return 0;
}

/* Puts the mark into the key whose closing quote ends at position. */
static int mark_key(struct rq_buffer *text, size_t position, struct rq_error *err)
{
	static const char mark[] = "\\u0001";
	const size_t size = sizeof mark - 1;
	char *quote;

	if (position == 0 || position > text->length || text->data[position - 1] != '"')
		return rq_fail(err, RQ_BAD_RECORD, "not valid JSON: a key stands twice");
	if (rq_buffer_append(text, mark, size, err) == -1)
		return -1;
	quote = text->data + position - 1;
	memmove(quote + size, quote, text->length - size - (position - 1));
	memcpy(quote, mark, size);
	return 0;
}

int rq_json_parse_repeating(struct rq_buffer *text, json_t **value, size_t *again,
			    struct rq_error *err)
{
	json_error_t why;
	json_t *parsed;

	*again = 0;
	if (check_depth(text->data, text->length, err) == -1)
		return -1;
	while (!(parsed = load(text->data, text->length, &why))) {
		if (json_error_code(&why) != json_error_duplicate_key ||
		    *again == RQ_MAX_JSON_AGAIN)
			return refuse(&why, err);
		if (mark_key(text, (size_t)why.position, err) == -1)
			return -1;
		++*again;
	}
	*value = parsed;
	return 0;
}

int rq_json_parse_object(const char *bytes, size_t length, json_t **object, struct rq_error *err)
{
	json_t *value = NULL;

	if (rq_json_parse(bytes, length, &value, err) == -1)
		return -1;
	if (!json_is_object(value)) {
		json_decref(value);
		return rq_fail(err, RQ_BAD_RECORD, "not a JSON object");
	}
	*object = value;
	return 0;
}

struct sink {
	struct rq_buffer *buffer;
	struct rq_error *err;
};

static int append_piece(const char *bytes, size_t count, void *context)
{
	struct sink *sink = context;

	return rq_buffer_append(sink->buffer, bytes, count, sink->err);
}

int rq_json_append(const json_t *value, struct rq_buffer *buffer, struct rq_error *err)
{
	struct sink sink = { buffer, err };
	size_t before = buffer->length;

	if (json_dump_callback(value, append_piece, &sink, JSON_COMPACT | JSON_ENCODE_ANY) == 0)
		return 0;
	buffer->length = before;
	buffer->data[before] = '\0';
	return rq_fail(err, RQ_BAD_RECORD, "a value that JSON cannot hold");
}

char *rq_json_text(const json_t *value, int sorted)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY |
					   (sorted ? (size_t)JSON_SORT_KEYS : 0));

	return text ? text : rq_strdup("null");
}

const char *rq_json_string(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

json_int_t rq_json_integer(const json_t *object, const char *key, json_int_t fallback)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : fallback;
}

json_t *rq_json_array(const json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);

	return json_is_array(value) ? value : NULL;
}

json_t *rq_json_object(const json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);

	return json_is_object(value) ? value : NULL;
}

void rq_json_set_take(json_t *object, const char *key, json_t *value)
{
	int failed;

	assert(json_is_object(object) && value);
	failed = json_object_set_new(object, key, value);
	assert(failed == 0);
	(void)failed;
}

void rq_json_set_string(json_t *object, const char *key, const char *text)
{
	json_t *value;

	if (!text)
		return;
	value = json_string(text);
	if (!value) {
		char *safe = rq_text_escaped(text);

		value = json_string(safe);
		free(safe);
	}
	rq_json_set_take(object, key, value);
}

void rq_json_set_integer(json_t *object, const char *key, json_int_t number)
{
	rq_json_set_take(object, key, json_integer(number));
}

void rq_json_append_take(json_t *array, json_t *value)
{
	int failed;

	assert(json_is_array(array) && value);
	failed = json_array_append_new(array, value);
	assert(failed == 0);
	(void)failed;
}
