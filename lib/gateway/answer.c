#include "gateway/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/limits.h"

enum { LATER = 5000 }; /* ms: when what is wrong here may be over */

static const struct {
	enum rq_http status;
	const char *phrase;
} phrases[] = {
	{ RQ_HTTP_OK, "OK" },
	{ RQ_HTTP_ACCEPTED, "Accepted" },
	{ RQ_HTTP_NOT_MODIFIED, "Not Modified" },
	{ RQ_HTTP_BAD_REQUEST, "Bad Request" },
	{ RQ_HTTP_UNAUTHORIZED, "Unauthorized" },
	{ RQ_HTTP_FORBIDDEN, "Forbidden" },
	{ RQ_HTTP_NOT_FOUND, "Not Found" },
	{ RQ_HTTP_METHOD, "Method Not Allowed" },
	{ RQ_HTTP_TIMEOUT, "Request Timeout" },
	{ RQ_HTTP_CONFLICT, "Conflict" },
	{ RQ_HTTP_LENGTH, "Length Required" },
	{ RQ_HTTP_TOO_LARGE, "Content Too Large" },
	{ RQ_HTTP_MEDIA_TYPE, "Unsupported Media Type" },
	{ RQ_HTTP_UNPROCESSABLE, "Unprocessable Content" },
	{ RQ_HTTP_TOO_MANY, "Too Many Requests" },
	{ RQ_HTTP_FAILED, "Internal Server Error" },
	{ RQ_HTTP_UNAVAILABLE, "Service Unavailable" },
};

static const char *phrase_of(enum rq_http status)
{
	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
		if (phrases[i].status == status)
			return phrases[i].phrase;
	return "Unknown";
}

void rq_answer_init(struct rq_answer *answer)
{
	*answer = (struct rq_answer) { .type = "application/json" };
	rq_buffer_init(&answer->body, RQ_MAX_REPLY_BYTES);
}

void rq_answer_free(struct rq_answer *answer)
{
	rq_buffer_free(&answer->body);
	free(answer->location);
}

void rq_answer_json_take(struct rq_answer *answer, enum rq_http status, json_t *json)
{
	struct rq_error err = { 0 };

	rq_buffer_clear(&answer->body);
	answer->status = status;
	answer->type =
	    status >= RQ_HTTP_BAD_REQUEST ? "application/problem+json" : "application/json";
	if (rq_json_append(json, &answer->body, &err) == -1 ||
	    rq_buffer_append_text(&answer->body, "\n", &err) == -1) {
		rq_buffer_clear(&answer->body);
		answer->status = RQ_HTTP_FAILED;
		(void)snprintf(answer->failure, sizeof answer->failure, "%s", err.message);
	}
	json_decref(json);
}

int rq_answer_problem_with(struct rq_answer *answer, enum rq_http status, const char *code,
			   const char *detail, json_t *more)
{
	json_t *problem = json_object();

	rq_json_set_string(problem, "type", "about:blank");
	rq_json_set_string(problem, "title", phrase_of(status));
	rq_json_set_integer(problem, "status", (json_int_t)status);
	rq_json_set_string(problem, "code", code);
	rq_json_set_string(problem, "detail", detail);
	if (more)
		(void)json_object_update_missing(problem, more);
	json_decref(more);
	if (answer->status >= RQ_HTTP_BAD_REQUEST)
		json_decref(problem);
	else
		rq_answer_json_take(answer, status, problem);
	return -1;
}

int rq_answer_problem(struct rq_answer *answer, enum rq_http status, const char *code,
		      const char *detail, ...)
{
	char text[240];
	va_list arguments;

	va_start(arguments, detail);
	(void)vsnprintf(text, sizeof text, detail, arguments);
	va_end(arguments);
	return rq_answer_problem_with(answer, status, code, text, NULL);
}

int rq_answer_failure(struct rq_answer *answer, const struct rq_error *err)
{
	enum rq_kind kind = rq_code_kind(err->code);

	if (kind == RQ_REJECTED || kind == RQ_LIMIT)
		return rq_answer_problem(answer, RQ_HTTP_UNPROCESSABLE, rq_code_name(err->code),
					 "%s", err->message);
	(void)snprintf(answer->failure, sizeof answer->failure, "%s", err->message);
	if (answer->retry_after == 0)
		answer->retry_after = LATER;
	return rq_answer_problem(answer, RQ_HTTP_UNAVAILABLE, "unavailable",
				 "the queue cannot be used just now; the same request may be sent "
				 "again");
}

/* --- as CGI ----------------------------------------------------------------------- */

/* Whether a list of entity tags names this one, or any (RFC 9110, section 13.1.2). */
static bool is_named(const char *list, const char *tag)
{
	return list && (strcmp(list, "*") == 0 || strstr(list, tag) != NULL);
}

static int write_headers(const struct rq_answer *answer, const char *tag, size_t length,
			 struct rq_output *out, struct rq_error *err)
{
	if (rq_output_format(out, err, "Status: %d %s\r\n", (int)answer->status,
			     phrase_of(answer->status)) == -1 ||
	    rq_output_text(out,
			   "Cache-Control: private, no-cache\r\n"
			   "X-Content-Type-Options: nosniff\r\n",
			   err) == -1)
		return -1;
	if (answer->status == RQ_HTTP_UNAUTHORIZED &&
	    rq_output_text(out, "WWW-Authenticate: Bearer\r\n", err) == -1)
		return -1;
	if (answer->allow && rq_output_format(out, err, "Allow: %s\r\n", answer->allow) == -1)
		return -1;
	if (answer->location &&
	    rq_output_format(out, err, "Location: %s\r\n", answer->location) == -1)
		return -1;
	if (answer->retry_after > 0 &&
	    rq_output_format(out, err, "Retry-After: %lld\r\n",
			     (long long)((answer->retry_after + 999) / 1000)) == -1)
		return -1;
	if (*tag && rq_output_format(out, err, "ETag: %s\r\n", tag) == -1)
		return -1;
	if (answer->status == RQ_HTTP_NOT_MODIFIED)
		return rq_output_text(out, "\r\n", err);
	return rq_output_format(out, err, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
				answer->type, length);
}

int rq_answer_write(struct rq_answer *answer, const char *if_none_match, bool head,
		    struct rq_output *out, struct rq_error *err)
{
	char tag[RQ_ID_SIZE + 2] = "";
	struct rq_digest digest;

	if (answer->status == RQ_HTTP_OK) {
		rq_digest_init(&digest);
		rq_digest_add(&digest, answer->body.data, answer->body.length);
		rq_digest_id(&digest, tag + 1);
		tag[0] = tag[RQ_ID_SIZE] = '"';
		if (is_named(if_none_match, tag))
			answer->status = RQ_HTTP_NOT_MODIFIED;
	}
	if (write_headers(answer, tag, answer->body.length, out, err) == -1)
		return -1;
	if (!head && answer->status != RQ_HTTP_NOT_MODIFIED &&
	    rq_output_write(out, answer->body.data, answer->body.length, err) == -1)
		return -1;
	return rq_output_flush(out, err);
}
