#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "engine/refusal.h"

static struct rq_refusal refusal_of(int status, const char *body, const char *retry_after)
{
	struct rq_http_answer *answer = rq_http_answer_new(NULL, 1 << 20);
	struct rq_error err = { 0 };
	struct rq_refusal refusal;

	answer->status = status;
	answer->sent = true;
	if (retry_after)
		answer->headers[RQ_HTTP_RETRY_AFTER] = rq_strdup(retry_after);
	assert_works(rq_buffer_append_text(&answer->body, body, &err), err);
	rq_refusal_read(answer, &refusal);
	rq_http_answer_free(answer);
	return refusal;
}

static struct rq_refusal refusal_with(int status, const char *code)
{
	char *body =
	    rq_printf("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"%s\"}}", code);
	struct rq_refusal refusal = refusal_of(status, body, NULL);

	free(body);
	return refusal;
}

static void each_status_and_code_has_its_meaning(void **state)
{
	static const struct {
		int status;
		const char *code; /* in the body */
		const char *wanted;
		enum rq_remedy remedy;
		bool billed;
	} table[] = {
		{ 400, "json_validate_failed", "bad-answer", RQ_REMEDY_ROOM, true },
		{ 400, "blocked_api_access", "spend-cap", RQ_REMEDY_STOP, false },
		{ 400, "context_length_exceeded", "too-large", RQ_REMEDY_SHRINK, false },
		{ 400, "model_decommissioned", "model-gone", RQ_REMEDY_STOP, false },
		{ 400, "invalid_request", "http-4xx", RQ_REMEDY_DEAD, false },
		{ 401, "invalid_api_key", "unauthorized", RQ_REMEDY_STOP, false },
		{ 402, "", "spend-cap", RQ_REMEDY_STOP, false },
		{ 403, "", "unauthorized", RQ_REMEDY_STOP, false },
		{ 404, "model_not_found", "model-gone", RQ_REMEDY_STOP, false },
		{ 404, "", "usage", RQ_REMEDY_STOP, false },
		{ 408, "", "network", RQ_REMEDY_RETRY, true },
		{ 413, "rate_limit_exceeded", "too-large", RQ_REMEDY_SHRINK, false },
		{ 422, "", "bad-answer", RQ_REMEDY_RETRY, true },
		{ 424, "", "http-4xx", RQ_REMEDY_DEAD, false },
		{ 429, "rate_limit_exceeded", "rate-limited", RQ_REMEDY_WAIT, false },
		{ 429, "insufficient_quota", "spend-cap", RQ_REMEDY_STOP, false },
		{ 429, "organization_spend_limit_exceeded", "spend-cap", RQ_REMEDY_STOP, false },
		{ 429, "project_spend_limit_exceeded", "spend-cap", RQ_REMEDY_STOP, false },
		{ 498, "capacity_exceeded", "rate-limited", RQ_REMEDY_RETRY, false },
		{ 499, "", "network", RQ_REMEDY_RETRY, true },
		{ 500, "", "http-5xx", RQ_REMEDY_RETRY, false },
		{ 502, "", "http-5xx", RQ_REMEDY_RETRY, false },
		{ 503, "", "http-5xx", RQ_REMEDY_RETRY, false },
		{ 504, "", "http-5xx", RQ_REMEDY_RETRY, true },
		{ 522, "", "http-5xx", RQ_REMEDY_RETRY, true },
		{ 301, "", "usage", RQ_REMEDY_STOP, false },
		{ 204, "", "network", RQ_REMEDY_RETRY, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct rq_refusal refusal = refusal_with(table[i].status, table[i].code);

		if (strcmp(rq_code_name(refusal.err.code), table[i].wanted) != 0 ||
		    refusal.remedy != table[i].remedy || refusal.billed != table[i].billed)
			fail_msg("%d %s: %s, remedy %d, billed %d", table[i].status, table[i].code,
				 rq_code_name(refusal.err.code), (int)refusal.remedy,
				 refusal.billed);
	}
}

/* What is paid for each time is not tried without end; what says nothing of the server opens no
 * breaker. */
static void each_has_as_many_trials_as_may_help_and_tells_who_is_ill(void **state)
{
	static const struct {
		int status;
		const char *code;
		int again; /* -1: as attempts allow */
		bool ill;
	} table[] = {
		{ 400, "json_validate_failed", 2, false },
		{ 400, "context_length_exceeded", 1, false },
		{ 400, "invalid_request", 0, false },
		{ 400, "blocked_api_access", 0, false },
		{ 401, "", 0, false },
		{ 404, "model_not_found", 0, false },
		{ 408, "", -1, true },
		{ 413, "", 1, false },
		{ 422, "", 1, false },
		{ 429, "", -1, false },
		{ 498, "", -1, false },
		{ 499, "", -1, false },
		{ 500, "", -1, true },
		{ 504, "", -1, true },
		{ 599, "", -1, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct rq_refusal refusal = refusal_with(table[i].status, table[i].code);

		if (refusal.again != table[i].again || refusal.ill != table[i].ill)
			fail_msg("%d %s: %d more, ill %d", table[i].status, table[i].code,
				 refusal.again, refusal.ill);
	}
}

static void a_failure_of_transport_may_be_paid_for_only_when_the_request_had_left(void **state)
{
	static const struct {
		enum rq_http_failure failure;
		const char *wanted;
		enum rq_remedy remedy;
		bool billed; /* if it was sent */
		int again;
	} table[] = {
		{ RQ_HTTP_DNS, "network", RQ_REMEDY_AWAIT, false, -1 },
		{ RQ_HTTP_UNREACHABLE, "network", RQ_REMEDY_AWAIT, false, -1 },
		{ RQ_HTTP_TLS, "untrusted", RQ_REMEDY_STOP, false, 0 },
		{ RQ_HTTP_TIMEOUT, "network", RQ_REMEDY_RETRY, true, -1 },
		{ RQ_HTTP_RESET, "network", RQ_REMEDY_RETRY, true, -1 },
		{ RQ_HTTP_CUT, "network", RQ_REMEDY_RETRY, true, -1 },
		{ RQ_HTTP_TOO_LARGE, "bad-answer", RQ_REMEDY_RETRY, true, 2 },
		{ RQ_HTTP_NONSENSE, "network", RQ_REMEDY_RETRY, true, -1 },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof table / sizeof table[0]; i++) {
		struct rq_http_answer *answer = rq_http_answer_new(NULL, 100);
		struct rq_refusal refusal;

		answer->failure = table[i / 2].failure;
		answer->sent = i % 2;
		strcpy(answer->message, "why");
		rq_refusal_read(answer, &refusal);
		assert_string_equal(rq_code_name(refusal.err.code), table[i / 2].wanted);
		assert_string_equal(refusal.err.message, "why");
		assert_int_equal(refusal.remedy, table[i / 2].remedy);
		assert_int_equal(refusal.billed, table[i / 2].billed && i % 2);
		assert_int_equal(refusal.again, table[i / 2].again);
		rq_http_answer_free(answer);
	}
}

static void a_server_is_obeyed_that_says_when_to_come_again(void **state)
{
	(void)state;
	assert_int_equal(refusal_of(429, "", "7").gate, 7000);
	assert_int_equal(refusal_of(503, "", "7").gate, 7000);
	assert_true(refusal_of(429, "", NULL).gate > 0);
	assert_true(refusal_of(429, "", "99999999999").gate <= 24 * 60 * 60 * 1000);
	assert_int_equal(refusal_of(503, "", NULL).gate, 0);
	assert_int_equal(refusal_of(400, "", "7").gate, 0);
}

static void what_a_server_says_is_shown_without_secrets(void **state)
{
	struct rq_refusal refusal = refusal_of(
	    400,
	    "{\"error\":{\"message\":\"Model `m1` of org_01hx0123456789abc: bad\\u001b[31m "
	    "key gsk_0123456789abcdef\",\"code\":\"odd\"}}",
	    NULL);

	(void)state;
	assert_string_equal(refusal.err.message,
			    "status 400 odd: Model `m1` of ...: bad\\u{1b}[31m key ...");
	refusal = refusal_of(401, "{\"error\":{\"message\":\"key hunter2 is wrong\"}}", NULL);
	assert_null(strstr(refusal.err.message, "hunter2"));
}

static void bodies_of_every_kind_give_one_line(void **state)
{
	static const char *const bodies[] = {
		"",
		"<html><body><h1>502 Bad Gateway</h1></body></html>",
		"{",
		"[]",
		"null",
		"{\"error\":null}",
		"{\"error\":[1]}",
		"{\"error\":\"just\\na text\"}",
		"{\"error\":{\"message\":7,\"code\":{},\"type\":[]}}",
		"{\"error\":{\"code\":429,\"message\":\"\"}}",
		"\xff\xfe",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct rq_refusal refusal = refusal_of(502, bodies[i], NULL);

		assert_string_equal(rq_code_name(refusal.err.code), "http-5xx");
		assert_int_equal(strncmp(refusal.err.message, "status 502", 10), 0);
		assert_null(strchr(refusal.err.message, '\n'));
		assert_true(rq_text_is_utf8(refusal.err.message, strlen(refusal.err.message)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_status_and_code_has_its_meaning),
		cmocka_unit_test(each_has_as_many_trials_as_may_help_and_tells_who_is_ill),
		cmocka_unit_test(
		    a_failure_of_transport_may_be_paid_for_only_when_the_request_had_left),
		cmocka_unit_test(a_server_is_obeyed_that_says_when_to_come_again),
		cmocka_unit_test(what_a_server_says_is_shown_without_secrets),
		cmocka_unit_test(bodies_of_every_kind_give_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
