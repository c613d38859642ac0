#ifndef RQ_IO_HTTP_ANSWER_H
#define RQ_IO_HTTP_ANSWER_H

/*
 * What came of a request (see io/http.h): an answer, a part of one, or the
 * reason why there is none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Why there is no whole answer. */
enum rq_http_failure {
	RQ_HTTP_WELL,        /* there is: status and body are whole */
	RQ_HTTP_DNS,         /* no address for that name */
	RQ_HTTP_UNREACHABLE, /* refused, no route, no proxy, no TLS spoken there */
	RQ_HTTP_TLS,         /* a certificate that is not trusted, or another server's */
	RQ_HTTP_TIMEOUT,
	RQ_HTTP_RESET,     /* the connection ended before an answer began */
	RQ_HTTP_CUT,       /* the connection ended inside of the answer */
	RQ_HTTP_TOO_LARGE, /* more bytes than asked for */
	RQ_HTTP_NONSENSE,  /* what came is not HTTP */
};

/* The headers that an answer keeps. */
#define RQ_HTTP_HEADERS(X)                                                                         \
	X(RQ_HTTP_RETRY_AFTER, "retry-after")                                                      \
	X(RQ_HTTP_RETRY_AFTER_MS, "retry-after-ms")                                                \
	X(RQ_HTTP_SHOULD_RETRY, "x-should-retry")                                                  \
	X(RQ_HTTP_LIMIT_REQUESTS, "x-ratelimit-limit-requests")                                    \
	X(RQ_HTTP_LIMIT_TOKENS, "x-ratelimit-limit-tokens")                                        \
	X(RQ_HTTP_REMAINING_REQUESTS, "x-ratelimit-remaining-requests")                            \
	X(RQ_HTTP_REMAINING_TOKENS, "x-ratelimit-remaining-tokens")                                \
	X(RQ_HTTP_RESET_REQUESTS, "x-ratelimit-reset-requests")                                    \
	X(RQ_HTTP_RESET_TOKENS, "x-ratelimit-reset-tokens")                                        \
	X(RQ_HTTP_REQUEST_ID, "x-request-id")                                                      \
	X(RQ_HTTP_CONTENT_TYPE, "content-type")

enum rq_http_header {
#define RQ_HTTP_HEADER_ENUM(header, name) header,
	RQ_HTTP_HEADERS(RQ_HTTP_HEADER_ENUM)
#undef RQ_HTTP_HEADER_ENUM
	    RQ_HTTP_HEADER_COUNT
};

struct rq_http_answer {
	void *context;
	enum rq_http_failure failure;
	bool sent;  /* the whole request had left: the server may have done it, and charge */
	int status; /* 0 when none came */
	char *headers[RQ_HTTP_HEADER_COUNT]; /* the server's words, NULL when absent */
	struct rq_buffer body;               /* what came of it */
	int64_t first_byte, total; /* ms since the start; of an answer's first byte, if any */
	char message[160];         /* of a failure: one line for people, without the key */
};

/* An answer of which nothing has come yet; its body takes up to max_body bytes. Free it. */
struct rq_http_answer *rq_http_answer_new(void *context, size_t max_body);
void rq_http_answer_free(struct rq_http_answer *answer);

/*
 * Takes one line of headers as it came, and keeps it when it is one of those
 * above; the first of a name counts. A status line forgets what was kept: an
 * interim answer (1xx) came before the real one.
 */
void rq_http_answer_header(struct rq_http_answer *answer, const char *line, size_t length);

/* "retry-after"; static. */
const char *rq_http_header_name(enum rq_http_header header);

#endif
