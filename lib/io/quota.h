#ifndef RQ_IO_QUOTA_H
#define RQ_IO_QUOTA_H

/*
 * What the headers of an answer say of the server's limits: retry-after (RFC
 * 9110, section 10.2.3) and the x-ratelimit-* that Groq and OpenAI share. They
 * tell of requests a day and tokens a minute, and of nothing else.
 */

#include "io/http_answer.h"

struct rq_quota {
	int64_t retry_after; /* ms; retry-after-ms before retry-after: seconds or a date */
	int should_retry;    /* 1, 0 */
	int64_t limit_requests, remaining_requests;
	int64_t reset_requests; /* ms until all of them are there again */
	int64_t limit_tokens, remaining_tokens;
	int64_t reset_tokens; /* ms */
};

/* Whatever an answer does not say, or says in no known form, is -1. */
void rq_quota_read(const struct rq_http_answer *answer, struct rq_quota *quota);

#endif
