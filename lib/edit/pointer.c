#include "edit/pointer.h"

#include <string.h>

/* "~1" is "/" and "~0" is "~"; any other "~" is an error. In place. */
static bool unescape(char *segment)
{
	char *out = segment;

	for (const char *in = segment; *in; in++) {
		if (*in != '~') {
			*out++ = *in;
			continue;
		}
		in++;
		if (*in != '0' && *in != '1')
			return false;
		*out++ = *in == '0' ? '~' : '/';
	}
	*out = '\0';
	return true;
}

bool rq_pointer_parse(const char *text, struct rq_pointer *pointer)
{
	size_t length = strlen(text);
	char *rest = pointer->text;

	pointer->depth = 0;
	if (length >= sizeof pointer->text || (length > 0 && text[0] != '/'))
		return false;
	memcpy(rest, text, length + 1);
	while (rest) {
		char *segment = rest;

		rest = strchr(segment, '/');
		if (rest)
			*rest++ = '\0';
		if (segment == pointer->text) /* what stands before the first "/": nothing */
			continue;
		if (pointer->depth == RQ_POINTER_DEPTH || !unescape(segment))
			return false;
		pointer->segment[pointer->depth++] = segment;
	}
	return true;
}

bool rq_pointer_index(const char *segment, size_t *index)
{
	size_t digits = strspn(segment, "0123456789");

	if (digits == 0 || digits > 9 || segment[digits] || (digits > 1 && segment[0] == '0'))
		return false;
	*index = 0;
	for (size_t i = 0; i < digits; i++)
		*index = *index * 10 + (size_t)(segment[i] - '0');
	return true;
}

json_t *rq_pointer_get(const json_t *document, const struct rq_pointer *pointer)
{
	json_t *value = NULL; /* stays so for "": the whole document is no place for an edit */

	for (size_t i = 0; i < pointer->depth; i++) {
		const json_t *parent = i == 0 ? document : value;
		size_t index;

		if (json_is_array(parent) && rq_pointer_index(pointer->segment[i], &index))
			value = json_array_get(parent, index);
		else
			value = json_object_get(parent, pointer->segment[i]);
		if (!value)
			return NULL;
	}
	return value;
}

json_t *rq_pointer_find(const json_t *document, const char *text)
{
	struct rq_pointer pointer;

	return rq_pointer_parse(text, &pointer) ? rq_pointer_get(document, &pointer) : NULL;
}
