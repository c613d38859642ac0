#include "io/http_answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

static const char *const names[] = {
#define RQ_HTTP_HEADER_NAME(header, name) name,
	RQ_HTTP_HEADERS(RQ_HTTP_HEADER_NAME)
#undef RQ_HTTP_HEADER_NAME
};

const char *rq_http_header_name(enum rq_http_header header)
{
	return names[header];
}

struct rq_http_answer *rq_http_answer_new(void *context, size_t max_body)
{
	struct rq_http_answer *answer = rq_alloc(1, sizeof *answer);

	answer->context = context;
	rq_buffer_init(&answer->body, max_body);
	return answer;
}

static void drop_headers(struct rq_http_answer *answer)
{
	for (size_t i = 0; i < RQ_HTTP_HEADER_COUNT; i++) {
		free(answer->headers[i]);
		answer->headers[i] = NULL;
	}
}

void rq_http_answer_free(struct rq_http_answer *answer)
{
	if (!answer)
		return;
	drop_headers(answer);
	rq_buffer_free(&answer->body);
	free(answer);
}

static void keep_header(struct rq_http_answer *answer, const char *line, size_t length)
{
	const char *colon = memchr(line, ':', length), *value, *end = line + length;
	size_t name;

	if (!colon)
		return;
	name = (size_t)(colon - line);
	for (value = colon + 1; value < end && (*value == ' ' || *value == '\t'); value++)
		;
	while (end > value && (unsigned char)end[-1] <= ' ')
		end--;
	for (size_t i = 0; i < RQ_HTTP_HEADER_COUNT; i++)
		if (strlen(names[i]) == name && strncasecmp(names[i], line, name) == 0 &&
		    !answer->headers[i])
			answer->headers[i] = rq_strndup(value, (size_t)(end - value));
}

void rq_http_answer_header(struct rq_http_answer *answer, const char *line, size_t length)
{
	if (length >= 5 && memcmp(line, "HTTP/", 5) == 0)
		drop_headers(answer);
	else
		keep_header(answer, line, length);
}
