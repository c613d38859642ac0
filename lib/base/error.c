#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	enum rq_kind kind;
} codes[] = { [RQ_OK] = { "ok", RQ_REJECTED },
#define RQ_CODE_ROW(code, name, kind) [code] = { name, kind },
	      RQ_CODES(RQ_CODE_ROW)
#undef RQ_CODE_ROW
};

/* A message cut in the middle of a character is no UTF-8: cut before it. */
static void trim_to_character(char *message, size_t length)
{
	size_t start = length;

	while (start > 0 && ((unsigned char)message[start - 1] & 0xc0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)message[start - 1] >= 0xc0)
		start--;
	message[start] = '\0';
}

static void __attribute__((format(printf, 4, 0)))
fill(struct rq_error *err, enum rq_code code, const char *reason, const char *format,
     va_list arguments)
{
	int length;

	if (err->code != RQ_OK)
		return;
	err->code = code;
	length = vsnprintf(err->message, sizeof err->message, format, arguments);
	if (length < 0)
		length = 0;
	if (reason && (size_t)length < sizeof err->message)
		length += snprintf(err->message + length, sizeof err->message - (size_t)length,
				   ": %s", reason);
	if ((size_t)length >= sizeof err->message)
		trim_to_character(err->message, sizeof err->message - 1);
}

int rq_fail(struct rq_error *err, enum rq_code code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fill(err, code, NULL, format, arguments);
	va_end(arguments);
	return -1;
}

int rq_fail_errno(struct rq_error *err, enum rq_code code, const char *format, ...)
{
	const char *reason = strerrordesc_np(errno);
	va_list arguments;

	va_start(arguments, format);
	fill(err, code, reason ? reason : "unknown error", format, arguments);
	va_end(arguments);
	return -1;
}

const char *rq_code_name(enum rq_code code)
{
	return codes[code].name;
}

enum rq_code rq_code_find(const char *name)
{
	for (size_t i = 1; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(codes[i].name, name) == 0)
			return (enum rq_code)i;
	return RQ_OK;
}

enum rq_kind rq_code_kind(enum rq_code code)
{
	return codes[code].kind;
}
