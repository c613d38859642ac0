#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_TRY_LATER = 75 }; /* EX_TEMPFAIL of sysexits.h */

_Noreturn void rq_memory_out(void)
{
	static const char message[] = "rq: out of memory\n";

	if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
		_exit(STATUS_TRY_LATER);
	_exit(STATUS_TRY_LATER);
}

void *rq_alloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		rq_memory_out();
	return memory;
}

void *rq_resize(void *memory, size_t count, size_t size)
{
	void *moved = reallocarray(memory, count ? count : 1, size ? size : 1);

	if (!moved)
		rq_memory_out();
	return moved;
}

void *rq_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return array;
	if (*capacity > SIZE_MAX / 2)
		rq_memory_out();
	*capacity = *capacity ? *capacity * 2 : 8;
	return rq_resize(array, *capacity, size);
}

char *rq_strdup(const char *text)
{
	return text ? rq_strndup(text, strlen(text)) : NULL;
}

char *rq_strndup(const char *text, size_t length)
{
	char *copy;

	if (!text)
		return NULL;
	copy = strndup(text, length);
	if (!copy)
		rq_memory_out();
	return copy;
}

char *rq_printf(const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	if (length < 0)
		rq_memory_out();
	return text;
}
