#include "base/buffer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void rq_buffer_init(struct rq_buffer *buffer, size_t limit)
{
	buffer->capacity = 64;
	buffer->data = rq_alloc(buffer->capacity, 1);
	buffer->length = 0;
	buffer->limit = limit;
}

void rq_buffer_free(struct rq_buffer *buffer)
{
	free(buffer->data);
	buffer->data = NULL;
	buffer->length = buffer->capacity = 0;
}

void rq_buffer_clear(struct rq_buffer *buffer)
{
	buffer->length = 0;
	buffer->data[0] = '\0';
}

int rq_buffer_reserve(struct rq_buffer *buffer, size_t count, struct rq_error *err)
{
	size_t wanted;

	assert(buffer->length <= buffer->limit);
	if (count > buffer->limit - buffer->length)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu bytes", buffer->limit);
	wanted = buffer->length + count + 1;
	if (wanted > buffer->capacity) {
		size_t grown = buffer->capacity * 2;

		buffer->capacity = grown > wanted ? grown : wanted;
		buffer->data = rq_resize(buffer->data, buffer->capacity, 1);
	}
	return 0;
}

int rq_buffer_append(struct rq_buffer *buffer, const void *bytes, size_t count,
		     struct rq_error *err)
{
	if (rq_buffer_reserve(buffer, count, err) == -1)
		return -1;
	if (count > 0)
		memcpy(buffer->data + buffer->length, bytes, count);
	buffer->length += count;
	buffer->data[buffer->length] = '\0';
	return 0;
}

int rq_buffer_append_text(struct rq_buffer *buffer, const char *text, struct rq_error *err)
{
	return rq_buffer_append(buffer, text, strlen(text), err);
}

int rq_buffer_append_arguments(struct rq_buffer *buffer, struct rq_error *err, const char *format,
			       va_list arguments)
{
	char *text;
	int length = vasprintf(&text, format, arguments), result;

	if (length < 0)
		return rq_fail(err, RQ_SYSTEM, "cannot format");
	result = rq_buffer_append(buffer, text, (size_t)length, err);
	free(text);
	return result;
}

int rq_buffer_append_format(struct rq_buffer *buffer, struct rq_error *err, const char *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = rq_buffer_append_arguments(buffer, err, format, arguments);
	va_end(arguments);
	return result;
}

char *rq_buffer_take(struct rq_buffer *buffer)
{
	char *text = buffer->data;

	text[buffer->length] = '\0';
	rq_buffer_init(buffer, buffer->limit);
	return text;
}
