/* io/quota and io/http_answer: what the headers of an answer say. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "io/quota.h"

static struct rq_quota read_lines(const char *const *lines)
{
	struct rq_http_answer *answer = rq_http_answer_new(NULL, 10);
	struct rq_quota quota;

	for (; *lines; lines++)
		rq_http_answer_header(answer, *lines, strlen(*lines));
	rq_quota_read(answer, &quota);
	rq_http_answer_free(answer);
	return quota;
}

static void the_limits_of_a_server_are_read(void **state)
{
	static const char *const lines[] = { "HTTP/1.1 429 Too Many Requests\r\n",
					     "Retry-After: 2\r\n",
					     "X-RateLimit-Limit-Requests: 14400\r\n",
					     "x-ratelimit-limit-tokens:18000\r\n",
					     "x-ratelimit-remaining-requests: \t 14370 \t\r\n",
					     "x-ratelimit-remaining-tokens: 17997\r\n",
					     "x-ratelimit-reset-requests: 2m59.56s\r\n",
					     "x-ratelimit-reset-tokens: 7.6605s\r\n",
					     "x-should-retry: true\r\n",
					     "\r\n",
					     NULL };
	struct rq_quota got = read_lines(lines);

	(void)state;
	assert_int_equal(got.retry_after, 2000);
	assert_int_equal(got.should_retry, 1);
	assert_int_equal(got.limit_requests, 14400);
	assert_int_equal(got.remaining_requests, 14370);
	assert_int_equal(got.reset_requests, 179560);
	assert_int_equal(got.limit_tokens, 18000);
	assert_int_equal(got.remaining_tokens, 17997);
	assert_int_equal(got.reset_tokens, 7661);
}

static void what_is_not_said_is_minus_one(void **state)
{
	static const char *const lines[] = { "HTTP/1.1 200 OK\r\n", NULL };
	struct rq_quota got = read_lines(lines);

	(void)state;
	assert_int_equal(got.retry_after, -1);
	assert_int_equal(got.should_retry, -1);
	assert_int_equal(got.limit_requests, -1);
	assert_int_equal(got.remaining_tokens, -1);
	assert_int_equal(got.reset_tokens, -1);
}

static void retry_after_has_three_forms(void **state)
{
	static const struct {
		const char *line;
		int64_t wait;
	} cases[] = {
		{ "retry-after: 2.5", 2500 },
		{ "retry-after: 6.3525s", 6353 },
		{ "retry-after: Tue, 24 Nov 2026 00:01:30 GMT", 90000 },
		{ "retry-after: Mon, 23 Nov 2026 00:00:00 GMT", 0 }, /* that was yesterday */
		{ "retry-after-ms: 1200.5", 1201 },
	};

	(void)state;
	assert_int_equal(setenv("RQ_NOW", "2026-11-24T00:00:00Z", 1), 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *const lines[] = { cases[i].line, NULL };

		assert_int_equal(read_lines(lines).retry_after, cases[i].wait);
	}
	assert_int_equal(unsetenv("RQ_NOW"), 0);
}

static void milliseconds_are_taken_before_seconds(void **state)
{
	static const char *const lines[] = { "retry-after: 2", "retry-after-ms: 1500", NULL };

	(void)state;
	assert_int_equal(read_lines(lines).retry_after, 1500);
}

static void hostile_headers_say_nothing(void **state)
{
	static const char *const lines[] = {
		"retry-after: -5",
		"retry-after-ms: 99999999999999999999999999999999999999",
		"x-ratelimit-limit-requests: 0x10",
		"x-ratelimit-limit-tokens: 99999999999999999999",
		"x-ratelimit-remaining-requests: -1",
		"x-ratelimit-remaining-tokens:",
		"x-ratelimit-reset-tokens: 7",
		"x-ratelimit-reset-requests: 1s1s1s1s",
		"x-should-retry: maybe",
		"no colon at all",
		"",
		":",
		NULL
	};
	struct rq_quota got = read_lines(lines);

	(void)state;
	assert_int_equal(got.retry_after, -1);
	assert_int_equal(got.should_retry, -1);
	assert_int_equal(got.limit_requests, -1);
	assert_int_equal(got.limit_tokens, -1);
	assert_int_equal(got.remaining_requests, -1);
	assert_int_equal(got.remaining_tokens, -1);
	assert_int_equal(got.reset_tokens, -1);
	assert_int_equal(got.reset_requests, -1);
}

static void the_first_of_a_name_counts_and_an_interim_answer_does_not(void **state)
{
	static const char *const lines[] = {
		"HTTP/1.1 103 Early Hints\r\n", "retry-after: 1\r\n", "HTTP/1.1 429 \r\n",
		"retry-after: 2\r\n",           "retry-after: 3\r\n", NULL
	};

	(void)state;
	assert_int_equal(read_lines(lines).retry_after, 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_limits_of_a_server_are_read),
		cmocka_unit_test(what_is_not_said_is_minus_one),
		cmocka_unit_test(retry_after_has_three_forms),
		cmocka_unit_test(milliseconds_are_taken_before_seconds),
		cmocka_unit_test(hostile_headers_say_nothing),
		cmocka_unit_test(the_first_of_a_name_counts_and_an_interim_answer_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
