#include "engine/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"

/* An answer with its head. */
enum { MAX_RESPONSE = RQ_MAX_HTTP_BODY_BYTES + RQ_KIB(16) };

/* "FOLDER/DIGEST-ATTEMPT.WHAT"; free(). */
static char *path_of(const char *folder, const char *body, size_t length, int attempt,
		     const char *what)
{
	struct rq_digest digest;
	char id[RQ_ID_SIZE];

	rq_digest_init(&digest);
	rq_digest_add(&digest, body, length);
	rq_digest_id(&digest, id);
	return rq_printf("%s/%s-%d.%s", folder, id, attempt, what);
}

static int put_response(struct rq_buffer *text, const struct rq_http_answer *answer,
			struct rq_error *err)
{
	if (rq_buffer_append_format(text, err, "HTTP/1.1 %d\r\n", answer->status) == -1)
		return -1;
	for (size_t i = 0; i < RQ_HTTP_HEADER_COUNT; i++)
		if (answer->headers[i] &&
		    rq_buffer_append_format(text, err, "%s: %s\r\n",
					    rq_http_header_name((enum rq_http_header)i),
					    answer->headers[i]) == -1)
			return -1;
	if (rq_buffer_append_format(text, err,
				    "rq-failure: %d\r\nrq-sent: %d\r\nrq-first-byte-ms: %lld\r\n"
				    "rq-total-ms: %lld\r\n\r\n",
				    (int)answer->failure, answer->sent,
				    (long long)answer->first_byte, (long long)answer->total) == -1)
		return -1;
	return rq_buffer_append(text, answer->body.data, answer->body.length, err);
}

int rq_recording_keep(const char *folder, const char *body, size_t length, int attempt,
		      const struct rq_http_answer *answer, struct rq_error *err)
{
	char *request = path_of(folder, body, length, attempt, "request");
	char *response = path_of(folder, body, length, attempt, "response");
	struct rq_buffer text;
	int result = -1;

	rq_buffer_init(&text, MAX_RESPONSE);
	if (put_response(&text, answer, err) == 0 && rq_file_write(request, body, length, err) == 0)
		result = rq_file_write(response, text.data, text.length, err);
	rq_buffer_free(&text);
	free(request);
	free(response);
	return result;
}

/* --- reading it back --------------------------------------------------------- */

/* Headers of ours, which http_answer does not know. */
static void set_own(struct rq_http_answer *answer, const char *line)
{
	long long value;

	// NOLINTBEGIN(cert-err34-c)
	if (sscanf(line, "rq-failure: %lld", &value) == 1)
		answer->failure = (enum rq_http_failure)value;
	else if (sscanf(line, "rq-sent: %lld", &value) == 1)
		answer->sent = value != 0;
	else if (sscanf(line, "rq-first-byte-ms: %lld", &value) == 1)
		answer->first_byte = value;
	else if (sscanf(line, "rq-total-ms: %lld", &value) == 1)
		answer->total = value;
	// NOLINTEND(cert-err34-c)
}

/* The lines up to the empty one; returns where the body begins, NULL when it is no answer. */
static const char *take_head(const char *text, struct rq_http_answer *answer)
{
	const char *line = text, *end;

	// NOLINTNEXTLINE(cert-err34-c)
	if (sscanf(text, "HTTP/1.1 %d\r", &answer->status) != 1)
		return NULL;
	while ((end = strstr(line, "\r\n")) != NULL && end != line) {
		rq_http_answer_header(answer, line, (size_t)(end - line));
		set_own(answer, line);
		line = end + 2;
	}
	return end ? end + 2 : NULL;
}

int rq_recording_find(const char *folder, const char *body, size_t length, int attempt,
		      struct rq_http_answer **answer, struct rq_error *err)
{
	char *path = path_of(folder, body, length, attempt, "response"), *text = NULL;
	struct rq_http_answer *found = rq_http_answer_new(NULL, MAX_RESPONSE);
	const char *rest = NULL;
	int result = rq_file_read(path, MAX_RESPONSE, &text, err);

	if (result == 0) {
		rest = take_head(text, found);
		result = rest ? rq_buffer_append_text(&found->body, rest, err)
			      : rq_fail(err, RQ_UNREADABLE, "%s: no recorded answer", path);
	}
	if (result == 0)
		*answer = found;
	else
		rq_http_answer_free(found);
	free(text);
	free(path);
	return result;
}
