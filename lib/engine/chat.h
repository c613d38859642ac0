#ifndef RQ_ENGINE_CHAT_H
#define RQ_ENGINE_CHAT_H

/*
 * Chat completions, as OpenAI defined them and Groq, vLLM, llama.cpp and Ollama
 * speak them: a prompt to the bytes of a request, the bytes of a reply to an answer.
 * No network here.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/json.h"
#include "engine/model.h"
#include "engine/prompt.h"
#include "engine/template.h"

struct rq_chat_options {
	const struct rq_model *model;
	enum rq_effort effort; /* ignored by models that take none */
	int64_t max_tokens;    /* of the answer, reasoning included: rq_chat_room() */
};

/*
 * How many tokens to allow for the answer: as few as will do, because a
 * provider counts them against the limits before they are used. more: the last answer
 * was cut off.
 */
int64_t rq_chat_room(const struct rq_prompt *prompt, const struct rq_model *model,
		     enum rq_effort effort, bool more);

/* Tokens of a request besides its prompt, the schema first of all: rather too many. */
int64_t rq_chat_overhead(const struct rq_model *model);

/*
 * Appends the request's JSON, the same bytes for the same prompt and options, whatever the
 * template was for before: the caller keeps it from one request to the next. RQ_LEAK when it
 * would tell who it is, in spite of the redaction: no body leaves this function without
 * that check. RQ_TOO_LARGE.
 */
int rq_chat_request(struct rq_template *template, const struct rq_prompt *prompt,
		    const struct rq_chat_options *options, struct rq_buffer *body,
		    struct rq_error *err);

/* What came back. Set as far as it could be read, also when the answer is no good. */
struct rq_chat_reply {
	json_t *answer;              /* rq.tailor.v1; new, NULL when it is no good */
	struct rq_token_count count; /* 0 where the server does not say */
	int64_t reasoning;           /* tokens of it, a part of count.completion */
	bool counted;                /* the server said what it counted */
	bool cut;                    /* it ran out of room: ask again with more */
};

/*
 * Reads the body of a reply with status 200. RQ_BAD_ANSWER when there is no answer
 * in it, or none that keeps the schema; the message says why and holds nothing of
 * its text. Free the reply in any case.
 */
int rq_chat_read(const char *body, size_t length, struct rq_chat_reply *reply,
		 struct rq_error *err);
void rq_chat_free(struct rq_chat_reply *reply);

/* Whether a list of models (GET /models) names one: 1 or 0, -1 RQ_BAD_ANSWER when it is no list. */
int rq_chat_lists(const char *body, size_t length, const char *model, struct rq_error *err);

#endif
