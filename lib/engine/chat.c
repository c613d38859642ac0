#include "engine/chat.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "edit/edit.h"
#include "engine/estimate.h"

/* What the form of a chat adds to each message, and a request in all. */
enum { MESSAGE_TOKENS = 8, MESSAGES = 3, FRAME_TOKENS = 100 };

/* --- how much ------------------------------------------------------------- */

int64_t rq_chat_room(const struct rq_prompt *prompt, const struct rq_model *model,
		     enum rq_effort effort, bool more)
{
	static const int64_t reasoning[] = { 800, 3000, 10000 };
	int64_t room = (int64_t)prompt->answer_tokens + (model->effort ? reasoning[effort] : 0);

	if (more)
		room *= 2;
	return model->max_output > 0 && room > model->max_output ? model->max_output : room;
}

int64_t rq_chat_overhead(const struct rq_model *model)
{
	size_t tokens = (size_t)MESSAGES * MESSAGE_TOKENS + FRAME_TOKENS;
	json_t *schema = rq_template_schema(model);

	if (schema) {
		char *text = rq_json_text(schema, 0);

		tokens += rq_estimate_tokens(text, strlen(text));
		free(text);
	}
	json_decref(schema);
	return (int64_t)tokens;
}

/* --- the request ---------------------------------------------------------- */

/* The request without its candidate tells what rules, posting and schema say anyway. */
static int check_leak(const struct rq_template *template, const struct rq_prompt *prompt,
		      int64_t max_tokens, const char *bytes, size_t length, struct rq_error *err)
{
	struct rq_buffer empty;
	const char *what;
	int result;

	if (!prompt->redaction)
		return 0;
	rq_buffer_init(&empty, RQ_MAX_REQUEST_BYTES);
	result = rq_template_fill(template, "", max_tokens, &empty, err);
	if (result == 0 &&
	    rq_redaction_leaks(prompt->redaction, empty.data, empty.length, bytes, length, &what))
		result = rq_fail(err, RQ_LEAK,
				 "not sent: the request would hold the candidate's %s", what);
	rq_buffer_free(&empty);
	return result;
}

int rq_chat_request(struct rq_template *template, const struct rq_prompt *prompt,
		    const struct rq_chat_options *options, struct rq_buffer *body,
		    struct rq_error *err)
{
	int64_t room = options->max_tokens;
	size_t start = body->length;

	if (rq_template_fit(template, prompt, options->model, options->effort, err) == 0 &&
	    rq_template_fill(template, prompt->candidate, room, body, err) == 0 &&
	    check_leak(template, prompt, room, body->data + start, body->length - start, err) == 0)
		return 0;
	body->length = start;
	body->data[start] = '\0';
	return -1;
}

/* --- the reply ------------------------------------------------------------ */

static int64_t read_count(const json_t *object, const char *key)
{
	json_int_t count = rq_json_integer(object, key, 0);

	return count < 0 ? 0 : count > RQ_MAX_RATE ? RQ_MAX_RATE : count;
}

static void read_usage(const json_t *body, struct rq_chat_reply *reply)
{
	const json_t *usage = rq_json_object(body, "usage");
	const json_t *prompt = rq_json_object(usage, "prompt_tokens_details");
	const json_t *completion = rq_json_object(usage, "completion_tokens_details");

	reply->counted = json_is_integer(json_object_get(usage, "prompt_tokens")) &&
			 json_is_integer(json_object_get(usage, "completion_tokens"));
	reply->count.prompt = read_count(usage, "prompt_tokens");
	reply->count.cached = read_count(prompt, "cached_tokens");
	reply->count.completion = read_count(usage, "completion_tokens");
	reply->reasoning = read_count(completion, "reasoning_tokens");
	if (reply->count.cached > reply->count.prompt)
		reply->count.cached = reply->count.prompt;
}

/*
 * The outermost braces: models that are not held to a schema put a fence, a
 * greeting or their thoughts around an answer.
 */
static int parse_content(const char *content, json_t **answer, struct rq_error *err)
{
	const char *thoughts = strstr(content, "</think>");
	const char *start = strchr(thoughts ? thoughts : content, '{');
	const char *end = start ? strrchr(start, '}') : NULL;
	struct rq_error failure = { 0 };

	if (!end)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer is no JSON object");
	if (end - start >= (ptrdiff_t)RQ_MAX_ANSWER_BYTES)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer is larger than %zu KiB",
			       RQ_MAX_ANSWER_BYTES >> 10);
	if (rq_json_parse_object(start, (size_t)(end - start) + 1, answer, &failure) == -1)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer is no valid JSON");
	return 0;
}

static int read_content(const char *content, struct rq_chat_reply *reply, struct rq_error *err)
{
	struct rq_edits edits;
	json_t *answer = NULL;

	if (parse_content(content, &answer, err) == -1)
		return -1;
	if (rq_edits_parse(answer, &edits, err) == -1) {
		json_decref(answer);
		return -1;
	}
	rq_edits_free(&edits);
	reply->answer = answer;
	return 0;
}

static int read_choice(const json_t *body, struct rq_chat_reply *reply, struct rq_error *err)
{
	const json_t *choice = json_array_get(rq_json_array(body, "choices"), 0);
	const json_t *message = rq_json_object(choice, "message");
	const char *content = rq_json_string(message, "content");
	const char *reason = rq_json_string(choice, "finish_reason");

	if (!message)
		return rq_fail(err, RQ_BAD_ANSWER, "the reply holds no choice with a message");
	reply->cut = reason && strcmp(reason, "length") == 0;
	if (reply->cut)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer was cut off: it needs more room");
	if (rq_json_string(message, "refusal"))
		return rq_fail(err, RQ_BAD_ANSWER, "the model declined to answer");
	if (reason && strcmp(reason, "stop") != 0)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer did not come to its end");
	if (!content || !*content)
		return rq_fail(err, RQ_BAD_ANSWER, "the answer is empty");
	return read_content(content, reply, err);
}

int rq_chat_read(const char *body, size_t length, struct rq_chat_reply *reply, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	json_t *parsed;
	int result;

	*reply = (struct rq_chat_reply) { 0 };
	if (rq_json_parse_object(body, length, &parsed, &failure) == -1)
		return rq_fail(err, RQ_BAD_ANSWER, "the reply is no valid JSON");
	read_usage(parsed, reply);
	result = read_choice(parsed, reply, err);
	json_decref(parsed);
	return result;
}

void rq_chat_free(struct rq_chat_reply *reply)
{
	json_decref(reply->answer);
	*reply = (struct rq_chat_reply) { 0 };
}

int rq_chat_lists(const char *body, size_t length, const char *model, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	const json_t *list;
	json_t *parsed;
	int found = 0;

	if (rq_json_parse_object(body, length, &parsed, &failure) == -1)
		return rq_fail(err, RQ_BAD_ANSWER, "the list of models is no valid JSON");
	list = rq_json_array(parsed, "data");
	for (size_t i = 0; i < json_array_size(list) && !found; i++) {
		const char *id = rq_json_string(json_array_get(list, i), "id");

		found = id && strcmp(id, model) == 0;
	}
	if (!list)
		found = rq_fail(err, RQ_BAD_ANSWER, "the list of models holds no list");
	json_decref(parsed);
	return found;
}
