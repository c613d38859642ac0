#include "notify/post.h"

#include <poll.h>
#include <string.h>

#include "base/backoff.h"
#include "base/clock.h"
#include "io/http.h"
#include "io/quota.h"

enum { CONNECT_MS = 10 * 1000, LONGEST_MS = 30 * 1000 };

static int open_http(const struct rq_post *post, int64_t left, struct rq_http **http,
		     struct rq_error *err)
{
	const struct rq_http_options options = {
		.base_url = post->base_url,
		.header = post->header,
		.type = post->type,
		.ca_file = post->ca_file,
		.insecure = post->insecure,
		.max_in_flight = 1,
		.connect_timeout = left < CONNECT_MS ? left : (int64_t)CONNECT_MS,
		.timeout = left < LONGEST_MS ? left : (int64_t)LONGEST_MS,
		.user_agent = "rq/" RQ_VERSION,
	};

	return rq_http_open(&options, http, err);
}

/* What the answer means; *wait: ms that the server asks us to stay away, else -1. */
static int judge(const struct rq_http_answer *answer, int64_t *wait, struct rq_error *err)
{
	struct rq_quota quota;

	rq_quota_read(answer, &quota);
	*wait = quota.retry_after;
	if (answer->failure == RQ_HTTP_TLS)
		return rq_fail(err, RQ_UNTRUSTED, "%s", answer->message);
	if (answer->failure != RQ_HTTP_WELL && answer->failure != RQ_HTTP_TOO_LARGE)
		return rq_fail(err, RQ_NETWORK, "%s", answer->message);
	if (answer->status >= 200 && answer->status < 300)
		return 0;
	if (answer->status == 429)
		return rq_fail(err, RQ_RATE_LIMITED, "the server was asked too often: status 429");
	if (answer->status >= 500)
		return rq_fail(err, RQ_HTTP_5XX, "the server failed: status %d", answer->status);
	return rq_fail(err, RQ_HTTP_4XX, "the server refused it: status %d", answer->status);
}

static int try_once(const struct rq_post *post, const char *body, int64_t left, int64_t *wait,
		    struct rq_error *err)
{
	const struct rq_http_request request = {
		.method = RQ_HTTP_POST, .path = post->path, .body = body, .length = strlen(body)
	};
	struct rq_http_answer *answer = NULL;
	struct rq_http *http;
	int result, got;

	if (open_http(post, left, &http, err) == -1)
		return -1;
	result = rq_http_start(http, &request, err);
	if (result == 0) {
		got = rq_http_wait(http, (int)left, post->stop_fd, &answer, err);
		if (got == 1)
			result = judge(answer, wait, err);
		else
			result = got == -1 ? -1 : rq_fail(err, RQ_NETWORK, "no answer in time");
	}
	rq_http_answer_free(answer);
	rq_http_free(http);
	return result;
}

/* Waits; -1 when it is to stop. */
static int rest(const struct rq_post *post, int64_t milliseconds, struct rq_error *err)
{
	struct pollfd polled = { .fd = post->stop_fd, .events = POLLIN };

	if (poll(&polled, 1, (int)milliseconds) == 1)
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	return 0;
}

int rq_post_send(const struct rq_post *post, const char *body, struct rq_error *err)
{
	for (int attempt = 1;; attempt++) {
		int64_t left = post->deadline - rq_clock_steady(), asked = -1, wait;
		struct rq_error failure = { 0 };

		if (left < 1)
			left = 1;
		if (try_once(post, body, left, &asked, &failure) == 0)
			return 0;
		if (rest(post, 0, err) == -1)
			return -1;
		wait = rq_backoff_wait(attempt);
		if (asked > wait)
			wait = asked;
		if (rq_code_kind(failure.code) != RQ_TEMPORARY ||
		    rq_clock_steady() + wait >= post->deadline) {
			*err = failure;
			return -1;
		}
		if (rest(post, wait, err) == -1)
			return -1;
	}
}
