#include "gateway/request.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

enum { PIECE = 64 << 10, MAX_DIGITS = 15, MAX_MOUNT = 128 };

bool rq_request_is_cgi(void)
{
	return getenv("GATEWAY_INTERFACE") != NULL;
}

static const char *header(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* What may stand in a header of the answer and in a URL. */
static bool is_plain(const char *text)
{
	return strspn(text,
		      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~") ==
	       strlen(text);
}

/* Servers cut the URL at different places: the path begins where ours begin. */
static void split_path(struct rq_request *request, const char *script, const char *info)
{
	char *whole = rq_printf("%s%s", script ? script : "", info ? info : "");
	const char *found = strstr(whole, "/v1/");

	if (!found && strlen(whole) >= strlen("/metrics"))
		found = whole + strlen(whole) - strlen("/metrics");
	if (!found)
		found = whole;
	request->path = rq_strdup(found);
	request->mount = rq_strndup(whole, (size_t)(found - whole));
	/* Behind "//" stands a host (RFC 3986, section 4.2). */
	if (!is_plain(request->mount) || strncmp(request->mount, "//", 2) == 0 ||
	    strlen(request->mount) > MAX_MOUNT)
		request->mount[0] = '\0';
	free(whole);
}

int rq_request_read(struct rq_request *request, struct rq_answer *answer)
{
	const char *script = header("SCRIPT_NAME"), *info = header("PATH_INFO");

	*request = (struct rq_request) {
		.method = header("REQUEST_METHOD"),
		.query = header("QUERY_STRING"),
		.type = header("CONTENT_TYPE"),
		.authorization = header("HTTP_AUTHORIZATION"),
		.idempotency_key = header("HTTP_IDEMPOTENCY_KEY"),
		.none_match = header("HTTP_IF_NONE_MATCH"),
	};
	rq_buffer_init(&request->body, 0);
	if (!request->method)
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "no REQUEST_METHOD");
	if ((script ? strlen(script) : 0) + (info ? strlen(info) : 0) > RQ_MAX_URL_BYTES ||
	    (request->query && strlen(request->query) > RQ_MAX_URL_BYTES))
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "the URL is longer than %zu bytes", RQ_MAX_URL_BYTES);
	split_path(request, script, info);
	return 0;
}

void rq_request_free(struct rq_request *request)
{
	rq_buffer_free(&request->body);
	free(request->mount);
	free(request->path);
}

/* --- the body ------------------------------------------------------------------- */

/* Digits and nothing else (RFC 3875, section 4.1.2). */
static int announced_length(size_t limit, size_t *length, struct rq_answer *answer)
{
	const char *text = header("CONTENT_LENGTH");
	size_t digits = text ? strspn(text, "0123456789") : 0;

	if (!text)
		return rq_answer_problem(answer, RQ_HTTP_LENGTH, "length-required",
					 "the request says no Content-Length");
	if (digits == 0 || text[digits] != '\0')
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "the Content-Length is no number");
	if (digits > MAX_DIGITS || strtoull(text, NULL, 10) > limit)
		return rq_answer_problem(answer, RQ_HTTP_TOO_LARGE, "too-large",
					 "a body may have %zu bytes", limit);
	*length = (size_t)strtoull(text, NULL, 10);
	return 0;
}

/* How many bytes came: 0 at the end; -1 with a problem. */
static ssize_t read_piece(struct rq_request *request, int fd, size_t wanted, int64_t deadline,
			  struct rq_answer *answer)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	struct rq_error err = { 0 };
	ssize_t got;

	for (;;) {
		int64_t left = deadline - rq_clock_steady();

		if (left <= 0)
			return rq_answer_problem(answer, RQ_HTTP_TIMEOUT, "timeout",
						 "the body did not come within %d seconds",
						 RQ_MAX_BODY_SECONDS);
		if (poll(&polled, 1, (int)left) == 1)
			break;
	}
	if (wanted > PIECE)
		wanted = PIECE;
	if (rq_buffer_reserve(&request->body, wanted, &err) == -1)
		return rq_answer_failure(answer, &err);
	got = read(fd, request->body.data + request->body.length, wanted);
	if (got == -1 && errno != EINTR && errno != EAGAIN)
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "the body cannot be read");
	if (got == 0)
		return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request",
					 "the body ends before its Content-Length");
	return got == -1 ? 0 : got;
}

int rq_request_read_body(struct rq_request *request, int fd, size_t limit, struct rq_answer *answer)
{
	int64_t deadline = rq_clock_steady() + INT64_C(1000) * RQ_MAX_BODY_SECONDS;
	size_t length = 0;

	if (announced_length(limit, &length, answer) == -1)
		return -1;
	rq_buffer_free(&request->body);
	rq_buffer_init(&request->body, length);
	while (request->body.length < length) {
		ssize_t got =
		    read_piece(request, fd, length - request->body.length, deadline, answer);

		if (got == -1)
			return -1;
		request->body.length += (size_t)got;
	}
	request->body.data[length] = '\0';
	return 0;
}

bool rq_request_is_of(const struct rq_request *request, const char *type)
{
	size_t length = strlen(type);

	return request->type && strncasecmp(request->type, type, length) == 0 &&
	       (request->type[length] == '\0' || strchr("; \t", request->type[length]) != NULL);
}

/* --- the query -------------------------------------------------------------------- */

/* Percent-decodes (RFC 3986; "+" is a space, as forms have it) in place. */
static bool decode(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from != '%') {
			*to++ = (char)(*from == '+' ? ' ' : *from);
			continue;
		}
		if (rq_hex_value(from[1]) == -1 || rq_hex_value(from[2]) == -1)
			return false;
		*to++ = (char)(rq_hex_value(from[1]) * 16 + rq_hex_value(from[2]));
		if (to[-1] == '\0')
			return false;
		from += 2;
	}
	*to = '\0';
	return rq_text_is_utf8(text, strlen(text));
}

/* The next "name=..." of a query; NULL when there is none. */
static const char *find_parameter(const char *query, const char *name)
{
	size_t length = strlen(name);

	while (*query) {
		size_t size = strcspn(query, "&");

		if (size > length && strncmp(query, name, length) == 0 && query[length] == '=')
			return query;
		query += size + (query[size] == '&');
	}
	return NULL;
}

int rq_request_parameter(const struct rq_request *request, const char *name, char **value,
			 struct rq_answer *answer)
{
	const char *found = request->query ? find_parameter(request->query, name) : NULL;
	const char *wrong = "is not well encoded";

	*value = NULL;
	if (!found)
		return 0;
	if (find_parameter(found + strcspn(found, "&"), name)) {
		wrong = "is given twice";
	} else {
		found += strlen(name) + 1;
		*value = rq_strndup(found, strcspn(found, "&"));
		if (decode(*value))
			return 0;
	}
	free(*value);
	*value = NULL;
	return rq_answer_problem(answer, RQ_HTTP_BAD_REQUEST, "bad-request", "the parameter %s %s",
				 name, wrong);
}
