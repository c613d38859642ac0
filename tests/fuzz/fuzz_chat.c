/*
 * What a server says: a reply of status 200 gives an answer that keeps the schema
 * or is refused with a reason, any other status has a meaning and one line for people.
 * The input is the body; its first byte, as an index, is the status.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "edit/edit.h"
#include "engine/chat.h"
#include "engine/refusal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 14 };

static const int statuses[] = { 200, 400, 401, 404, 413, 422, 429, 498, 500, 503 };

static void check_line(const char *message)
{
	if (!*message || strchr(message, '\n') || !rq_text_is_utf8(message, strlen(message)))
		abort();
}

static void check_reply(const char *body, size_t length)
{
	struct rq_error err = { 0 };
	struct rq_chat_reply reply;
	struct rq_edits edits;

	if (rq_chat_read(body, length, &reply, &err) == -1) {
		check_line(err.message);
		if (reply.answer)
			abort();
	} else if (rq_edits_parse(reply.answer, &edits, &err) == 0) {
		rq_edits_free(&edits);
	} else {
		abort();
	}
	if (reply.count.prompt < reply.count.cached || reply.count.completion < 0)
		abort();
	rq_chat_free(&reply);
}

static void check_refusal(int status, const char *body, size_t length)
{
	struct rq_http_answer *answer = rq_http_answer_new(NULL, MAX_INPUT);
	struct rq_error err = { 0 };
	struct rq_refusal refusal;

	answer->status = status;
	if (rq_buffer_append(&answer->body, body, length, &err) == -1)
		abort();
	rq_refusal_read(answer, &refusal);
	check_line(refusal.err.message);
	if (refusal.err.code == RQ_OK || refusal.gate < 0)
		abort();
	rq_http_answer_free(answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *body = (const char *)data + 1;
	int status;

	if (size < 1 || size > MAX_INPUT)
		return 0;
	status = statuses[data[0] % (sizeof statuses / sizeof statuses[0])];
	if (status == 200)
		check_reply(body, size - 1);
	else
		check_refusal(status, body, size - 1);
	return 0;
}
