#include "io/quota.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { MAX_DIGITS = 15 };

static int64_t read_count(const char *text)
{
	size_t digits = text ? strspn(text, "0123456789") : 0;

	if (digits == 0 || digits > MAX_DIGITS || text[digits] != '\0')
		return -1;
	return strtoll(text, NULL, 10);
}

/* A duration, or a bare number of that unit, when there is one. */
static int64_t read_duration(const char *text, const char *unit)
{
	struct rq_error ignored = { 0 };
	int64_t milliseconds;
	char with_unit[40];

	if (!text)
		return -1;
	if (rq_clock_parse_duration(text, &milliseconds, &ignored) == 0)
		return milliseconds;
	(void)snprintf(with_unit, sizeof with_unit, "%.32s%s", text, unit);
	if (rq_clock_parse_duration(with_unit, &milliseconds, &ignored) == 0)
		return milliseconds;
	return -1;
}

static int64_t read_date(const char *text)
{
	struct rq_error ignored = { 0 };
	int64_t date, left;

	if (!text || rq_clock_parse_http(text, &date, &ignored) == -1)
		return -1;
	left = date - rq_clock_now();
	return left > 0 ? left : 0;
}

static int64_t read_retry_after(const struct rq_http_answer *answer)
{
	const char *after = answer->headers[RQ_HTTP_RETRY_AFTER];
	int64_t wait = read_duration(answer->headers[RQ_HTTP_RETRY_AFTER_MS], "ms");

	if (wait < 0)
		wait = read_duration(after, "s");
	return wait < 0 ? read_date(after) : wait;
}

static int read_flag(const char *text)
{
	if (!text || (strcmp(text, "true") != 0 && strcmp(text, "false") != 0))
		return -1;
	return text[0] == 't';
}

void rq_quota_read(const struct rq_http_answer *answer, struct rq_quota *quota)
{
	quota->retry_after = read_retry_after(answer);
	quota->should_retry = read_flag(answer->headers[RQ_HTTP_SHOULD_RETRY]);
	quota->limit_requests = read_count(answer->headers[RQ_HTTP_LIMIT_REQUESTS]);
	quota->remaining_requests = read_count(answer->headers[RQ_HTTP_REMAINING_REQUESTS]);
	quota->reset_requests = read_duration(answer->headers[RQ_HTTP_RESET_REQUESTS], "");
	quota->limit_tokens = read_count(answer->headers[RQ_HTTP_LIMIT_TOKENS]);
	quota->remaining_tokens = read_count(answer->headers[RQ_HTTP_REMAINING_TOKENS]);
	quota->reset_tokens = read_duration(answer->headers[RQ_HTTP_RESET_TOKENS], "");
}
