#ifndef RQ_GATEWAY_ANSWER_H
#define RQ_GATEWAY_ANSWER_H

/*
 * What a program hears: a status of HTTP, a body, a few headers, written as CGI/1.1 wants it
 * (RFC 3875, section 6). What went wrong is told as problem details (RFC 9457) with a "code":
 * one of rq(7), or one of rq-gateway(8).
 *
 * Functions of this folder that can fail for the client's doing take an answer where others
 * take an error: -1 means that it is a problem by now. The first one wins.
 */

#include <stdint.h>

#include "base/buffer.h"
#include "base/json.h"
#include "io/output.h"

enum rq_http {
	RQ_HTTP_OK = 200,
	RQ_HTTP_ACCEPTED = 202,
	RQ_HTTP_NOT_MODIFIED = 304,
	RQ_HTTP_BAD_REQUEST = 400,
	RQ_HTTP_UNAUTHORIZED = 401,
	RQ_HTTP_FORBIDDEN = 403,
	RQ_HTTP_NOT_FOUND = 404,
	RQ_HTTP_METHOD = 405,
	RQ_HTTP_TIMEOUT = 408,
	RQ_HTTP_CONFLICT = 409,
	RQ_HTTP_LENGTH = 411,
	RQ_HTTP_TOO_LARGE = 413,
	RQ_HTTP_MEDIA_TYPE = 415,
	RQ_HTTP_UNPROCESSABLE = 422,
	RQ_HTTP_TOO_MANY = 429,
	RQ_HTTP_FAILED = 500,
	RQ_HTTP_UNAVAILABLE = 503,
};

struct rq_answer {
	enum rq_http status; /* 0: none so far */
	const char *type;    /* of the body; static */
	struct rq_buffer body;
	char *location;    /* NULL; or where what was made stands: its bytes are safe in a header */
	const char *allow; /* NULL; or the methods that there are; static */
	int64_t retry_after; /* ms; 0: not said */
	char failure[240];   /* "" or what the operator should hear of, never the client */
};

void rq_answer_init(struct rq_answer *answer);
void rq_answer_free(struct rq_answer *answer);

/* Sets status and a body of JSON, which is swallowed. */
void rq_answer_json_take(struct rq_answer *answer, enum rq_http status, json_t *json);

/* A problem; returns -1. detail is for the client's programmer, and holds no personal datum. */
int rq_answer_problem(struct rq_answer *answer, enum rq_http status, const char *code,
		      const char *detail, ...) __attribute__((format(printf, 4, 5)));

/* The same with more members, an object that is swallowed. */
int rq_answer_problem_with(struct rq_answer *answer, enum rq_http status, const char *code,
			   const char *detail, json_t *more);

/*
 * The problem that a failure is: what is wrong with what came is told, what is wrong here
 * is "unavailable", to be tried again, and its message is kept in failure. Returns -1.
 */
int rq_answer_failure(struct rq_answer *answer, const struct rq_error *err);

/*
 * Writes it whole. An answer of 200 has an ETag (RFC 9110, section 8.8.3) of its bytes, and is 304
 * without them where if_none_match (NULL: none) names it. A HEAD has no body.
 */
int rq_answer_write(struct rq_answer *answer, const char *if_none_match, bool head,
		    struct rq_output *out, struct rq_error *err);

#endif
