#include "chat.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "strict.h"
#include "tailor.h"

enum { DEFAULT_ROOM = 8192 };

struct chat {
	const json_t *request, *messages;
	const char *model, *custom_id; /* custom_id: of a line of a batch */
	const struct rule *rule;       /* what goes wrong, or NULL */
	int64_t room;                  /* max_completion_tokens */
	struct tokens tokens;
};

/* --- is it a request --------------------------------------------------------------- */

static int refuse(struct reply *reply, const char *message)
{
	reply_error(reply, 400, "invalid_request_error", NULL, "%s", message);
	return -1;
}

/* json_object mode asks that the prompt speak of it. */
static bool says_json(const json_t *messages)
{
	json_t *message;
	size_t i;

	json_array_foreach (messages, i, message) {
		const char *content = rq_json_string(message, "content");

		if (content && strcasestr(content, "json"))
			return true;
	}
	return false;
}

static int check_format(const struct chat *chat, struct reply *reply)
{
	const json_t *format = rq_json_object(chat->request, "response_format");
	const json_t *wanted = rq_json_object(format, "json_schema");
	const json_t *schema = rq_json_object(wanted, "schema");
	const char *type = rq_json_string(format, "type");

	if (!type)
		return 0;
	if (strcmp(type, "json_object") == 0 && !says_json(chat->messages))
		return refuse(reply, "'messages' must contain the word 'json' in some form");
	if (strcmp(type, "json_schema") == 0 && !schema)
		return refuse(reply, "response_format.json_schema.schema is missing");
	if (json_is_true(json_object_get(wanted, "strict")) && !strict_takes(schema))
		return refuse(reply, "invalid JSON schema for strict mode: every object must have "
				     "additionalProperties: false and all properties required");
	return 0;
}

static int check(struct fake *fake, struct chat *chat, struct reply *reply)
{
	chat->model = rq_json_string(chat->request, "model");
	chat->messages = rq_json_array(chat->request, "messages");
	chat->room = rq_json_integer(chat->request, "max_completion_tokens", DEFAULT_ROOM);
	if (!chat->model || json_array_size(chat->messages) == 0)
		return refuse(reply, "'model' and 'messages' are required");
	if (rq_json_integer(chat->request, "n", 1) != 1)
		return refuse(reply, "'n' must be 1");
	if (chat->room < 1)
		return refuse(reply, "'max_completion_tokens' must be at least 1");
	if (!models_have(fake->models, chat->model)) {
		reply_error(reply, 404, "invalid_request_error", "model_not_found",
			    "The model `%s` does not exist or you do not have access to it.",
			    chat->model);
		return -1;
	}
	return check_format(chat, reply);
}

/* --- may it go on ------------------------------------------------------------------- */

static int admit(struct fake *fake, const struct chat *chat, struct reply *reply)
{
	struct refusal why;
	double tokens = (double)(chat->tokens.prompt + chat->room);
	enum verdict verdict = limits_admit(&fake->limits, rq_clock_steady(), tokens, &why);

	if (verdict == ADMITTED)
		return 0;
	reply_error(reply, verdict == NEVER ? 413 : 429,
		    why.limit >= LIMIT_TPM ? "tokens" : "requests", "rate_limit_exceeded",
		    "%s `%s` in organization `org_fake` service tier `on_demand` on %s: "
		    "Limit %.0f, Used %.0f, Requested %.0f%s%s%s",
		    verdict == NEVER ? "Request too large for model"
				     : "Rate limit reached for model",
		    chat->model, limits_name(why.limit), fake->limits.buckets[why.limit].size,
		    why.used, why.requested, verdict == NEVER ? "" : ". Please try again in ",
		    verdict == NEVER ? "" : why.wait_text, ".");
	if (verdict == WAIT)
		reply->retry_after = why.wait;
	return -1;
}

/* --- the answer ---------------------------------------------------------------------- */

static int64_t reasoning_of(const json_t *request)
{
	const char *effort = rq_json_string(request, "reasoning_effort");

	if (effort && strcmp(effort, "low") == 0)
		return 60;
	return effort && strcmp(effort, "high") == 0 ? 900 : 300;
}

/* What fits into the room that the request left; true: not all of it. */
static bool cut_to_room(struct chat *chat, char *content)
{
	int64_t left = chat->room - chat->tokens.reasoning, wanted = count_text(strlen(content));
	bool cut = wanted > left;

	if (left < 0) {
		chat->tokens.reasoning = chat->room;
		left = 0;
	}
	if (cut)
		content[left * 4] = '\0';
	chat->tokens.completion = chat->tokens.reasoning + (cut ? left : wanted);
	return cut;
}

static json_t *choices_of(const char *content, bool cut)
{
	json_t *choices = json_array(), *choice = json_object(), *message = json_object();

	rq_json_set_string(message, "role", "assistant");
	rq_json_set_string(message, "content", content);
	rq_json_set_integer(choice, "index", 0);
	rq_json_set_take(choice, "message", message);
	rq_json_set_string(choice, "finish_reason", cut ? "length" : "stop");
	rq_json_append_take(choices, choice);
	return choices;
}

static json_t *usage_of(const struct tokens *tokens)
{
	json_t *usage = json_object(), *prompt = json_object(), *completion = json_object();

	rq_json_set_integer(prompt, "cached_tokens", tokens->cached);
	rq_json_set_integer(completion, "reasoning_tokens", tokens->reasoning);
	rq_json_set_integer(usage, "prompt_tokens", tokens->prompt);
	rq_json_set_integer(usage, "completion_tokens", tokens->completion);
	rq_json_set_integer(usage, "total_tokens", tokens->prompt + tokens->completion);
	rq_json_set_take(usage, "prompt_tokens_details", prompt);
	rq_json_set_take(usage, "completion_tokens_details", completion);
	rq_json_set_take(usage, "queue_time", json_real(0.01));
	return usage;
}

static json_t *completion_of(struct chat *chat, const char *id)
{
	const struct trouble *trouble = chat->rule ? chat->rule->trouble : NULL;
	int spoil = trouble && trouble->kind == SPOIL ? trouble->which : HONEST;
	json_t *completion = json_object(), *extra = json_object();
	char *content = tailor_content(chat->messages, spoil);
	bool cut;

	chat->tokens.reasoning = reasoning_of(chat->request);
	cut = cut_to_room(chat, content) || spoil == CUT_OFF;
	rq_json_set_string(completion, "id", id);
	rq_json_set_string(completion, "object", "chat.completion");
	rq_json_set_string(completion, "model", chat->model);
	rq_json_set_take(completion, "choices",
			 spoil == EMPTY ? json_array() : choices_of(content, cut));
	rq_json_set_take(completion, "usage", usage_of(&chat->tokens));
	rq_json_set_string(extra, "id", id);
	rq_json_set_take(completion, "x_groq", extra);
	free(content);
	return completion;
}

static void answer(struct fake *fake, struct chat *chat, struct reply *reply)
{
	bool batch = chat->custom_id != NULL;
	json_t *completion;

	completion = completion_of(chat, reply->id);
	ledger_charge(&fake->ledger,
		      &(struct charge) {
			  .request_id = reply->id,
			  .model = chat->model,
			  .custom_id = chat->custom_id,
			  .messages = chat->messages,
			  .trouble = chat->rule ? chat->rule->trouble->name : NULL,
			  .tokens = chat->tokens,
			  .cost = models_cost(fake->models, chat->model, &chat->tokens, batch),
		      });
	reply_json(reply, 200, completion);
}

/* Everything but the limits: an answer, or a refusal and -1. */
static int prepare(struct fake *fake, struct chat *chat, const char *at, const char *bytes,
		   struct reply *reply)
{
	chat->rule = rules_pick(&fake->rules, at, bytes, &fake->dice);
	if (chat->rule && chat->rule->trouble->kind == REFUSE) {
		rule_refuse(chat->rule, reply);
		return -1;
	}
	if (check(fake, chat, reply) == -1)
		return -1;
	count_messages(&fake->prefixes, chat->messages, rq_clock_steady(), &chat->tokens.prompt,
		       &chat->tokens.cached);
	if (!fake->caching || chat->custom_id)
		chat->tokens.cached = 0; /* a batch has its discount already */
	return 0;
}

static void plan_delivery(struct fake *fake, const struct chat *chat, struct reply *reply)
{
	int64_t used = chat->tokens.prompt - chat->tokens.cached + chat->tokens.completion;

	reply->delay = dice_latency(&fake->dice, &fake->latency);
	if (fake->refund)
		reply->give_back = (double)(chat->tokens.prompt + chat->room - used);
	if (chat->rule) {
		reply->delay += rq_json_integer(chat->rule->json, "delay", 0);
		if (chat->rule->trouble->kind == BREAK)
			reply->ending = (enum ending)chat->rule->trouble->which;
	}
	prefix_cache_learn(&fake->prefixes, chat->messages, rq_clock_steady() + reply->delay);
}

void chat_request(struct fake *fake, const char *body, size_t length, struct reply *reply)
{
	struct chat chat = { .custom_id = NULL };
	struct rq_error err = { 0 };
	json_t *request;

	if (rq_json_parse_object(body, length, &request, &err) == -1) {
		(void)refuse(reply, err.message);
		return;
	}
	chat.request = request;
	if (prepare(fake, &chat, "chat", body, reply) == 0 && admit(fake, &chat, reply) == 0) {
		answer(fake, &chat, reply);
		plan_delivery(fake, &chat, reply);
	}
	json_decref(request);
}

const struct rule *chat_line(struct fake *fake, const json_t *request, const char *custom_id,
			     struct reply *reply)
{
	struct chat chat = { .request = request, .custom_id = custom_id };
	char *bytes = rq_json_text(request, 0);

	if (prepare(fake, &chat, "line", bytes, reply) == 0)
		answer(fake, &chat, reply);
	free(bytes);
	return chat.rule;
}
