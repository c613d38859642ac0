#ifndef RQ_BASE_BUFFER_H
#define RQ_BASE_BUFFER_H

/*
 * Growable bytes with a hard upper limit: the only way by which a size that a
 * stranger chose turns into memory. data is always terminated by a NUL that
 * length does not count, so it can be read as a string; never NULL after
 * rq_buffer_init().
 */

#include <stdarg.h>
#include <stddef.h>

#include "base/error.h"

struct rq_buffer {
	char *data;
	size_t length;
	size_t capacity;
	size_t limit; /* length never passes it */
};

/* An empty buffer that may hold up to limit bytes. Free it. */
void rq_buffer_init(struct rq_buffer *buffer, size_t limit);
void rq_buffer_free(struct rq_buffer *buffer);

/* Empties it, keeps the memory. */
void rq_buffer_clear(struct rq_buffer *buffer);

/* Append; past the limit they fail with RQ_TOO_LARGE and change nothing. */
int rq_buffer_append(struct rq_buffer *buffer, const void *bytes, size_t count,
		     struct rq_error *err);
int rq_buffer_append_text(struct rq_buffer *buffer, const char *text, struct rq_error *err);
int rq_buffer_append_format(struct rq_buffer *buffer, struct rq_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int rq_buffer_append_arguments(struct rq_buffer *buffer, struct rq_error *err, const char *format,
			       va_list arguments) __attribute__((format(printf, 3, 0)));

/* Room for count more bytes at data + length, for read(2); then add to length. */
int rq_buffer_reserve(struct rq_buffer *buffer, size_t count, struct rq_error *err);

/* The bytes as a string that is now the caller's (free()); the buffer is empty again. */
char *rq_buffer_take(struct rq_buffer *buffer);

#endif
