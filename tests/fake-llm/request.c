#include "request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "batches.h"
#include "chat.h"
#include "files.h"
#include "hooks.h"

const char *request_argument(const struct request *request, const char *name)
{
	return json_string_value(json_array_get(json_object_get(request->query, name), 0));
}

/* --- the server's own doors: GET /ledger, POST /control ------------------------------ */

static void answer_ledger(struct fake *fake, const struct request *request, struct reply *reply)
{
	json_t *json = ledger_json(&fake->ledger);

	(void)request;
	rq_json_set_integer(json, "charged_tokens", (json_int_t)fake->limits.charged);
	reply_json(reply, 200, json);
}

/* {"clear":true,"rules":[...],"limit":"rpm=30"} */
static void answer_control(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct rq_error err = { 0 };
	const char *limit;
	json_t *wanted, *rules;

	if (rq_json_parse_object(request->body, request->length, &wanted, &err) == -1) {
		reply_error(reply, 400, "control", NULL, "%s", err.message);
		return;
	}
	limit = rq_json_string(wanted, "limit");
	rules = rq_json_array(wanted, "rules");
	if (json_is_true(json_object_get(wanted, "clear")))
		rules_clear(&fake->rules);
	if ((rules && rules_add(&fake->rules, rules, &err) == -1) ||
	    (limit && limits_parse(&fake->limits, limit, &err) == -1))
		reply_error(reply, 400, "control", NULL, "%s", err.message);
	else
		reply_bytes(reply, 200, "application/json", "{}", 2);
	json_decref(wanted);
}

/* --- the provider's -------------------------------------------------------------------- */

static void answer_chat(struct fake *fake, const struct request *request, struct reply *reply)
{
	chat_request(fake, request->body, request->length, reply);
}

static void answer_models(struct fake *fake, const struct request *request, struct reply *reply)
{
	(void)request;
	reply_json(reply, 200, models_list(fake->models));
}

/* A door; "*" stands for one id. at: what rules call it; NULL: they do not. */
static const struct door {
	const char *method, *path, *at;
	void (*answer)(struct fake *fake, const struct request *request, struct reply *reply);
} doors[] = {
	{ "GET", "/ledger", NULL, answer_ledger },
	{ "POST", "/control", NULL, answer_control },
	{ "POST", "/v1/chat/completions", NULL, answer_chat }, /* which asks them itself */
	{ "GET", "/v1/models", "models", answer_models },
	{ "POST", "/v1/files", "file", files_upload },
	{ "GET", "/v1/files", "file", files_list },
	{ "GET", "/v1/files/*", "file", files_show },
	{ "GET", "/v1/files/*/content", "file", files_content },
	{ "DELETE", "/v1/files/*", "file", files_delete },
	{ "POST", "/v1/batches", "batches", batches_make },
	{ "GET", "/v1/batches", "batches", batches_list },
	{ "GET", "/v1/batches/*", "batches", batches_show },
	{ "POST", "/v1/batches/*/cancel", "batches", batches_cancel },
	{ "POST", "/hook/*", "hook", hooks_chat },
	{ "POST", "/api/*/envelope/", "sentry", hooks_sentry },
};

static const char *inside(const char *path)
{
	return strncmp(path, "/openai/", 8) == 0 ? path + 7 : path;
}

static bool fits(const char *pattern, const char *path)
{
	for (; *pattern; pattern++)
		if (*pattern == '*')
			path += strcspn(path, "/");
		else if (*pattern != *path++)
			return false;
	return *path == '\0';
}

static const struct door *find_door(const struct request *request)
{
	for (size_t i = 0; i < sizeof doors / sizeof doors[0]; i++)
		if (strcmp(doors[i].method, request->method) == 0 &&
		    fits(doors[i].path, inside(request->path)))
			return &doors[i];
	return NULL;
}

bool request_is_chat(const struct request *request)
{
	const struct door *door = find_door(request);

	return door && door->answer == answer_chat;
}

static bool is_let_in(const struct fake *fake, const struct request *request)
{
	const char *given = request->authorization;

	return !fake->key ||
	       (given && strncmp(given, "Bearer ", 7) == 0 && strcmp(given + 7, fake->key) == 0);
}

/* What a rule does to an answer of any other door than chat. */
static void meet(struct fake *fake, const struct door *door, const struct request *request,
		 struct reply *reply)
{
	const struct rule *rule =
	    door->at ? rules_pick(&fake->rules, door->at, request->body, &fake->dice) : NULL;

	if (rule && rule->trouble->kind == REFUSE) {
		rule_refuse(rule, reply);
		return;
	}
	door->answer(fake, request, reply);
	if (rule && rule->trouble->kind == BREAK)
		reply->ending = (enum ending)rule->trouble->which;
}

void request_answer(struct fake *fake, const struct request *request, struct reply *reply)
{
	const struct door *door = find_door(request);

	reply_begin(reply, ++fake->serial);
	if (fake->received != -1)
		(void)dprintf(fake->received, "%s %s\n%s\n", request->method, request->path,
			      request->body);
	if (!door)
		reply_error(reply, 404, "invalid_request_error", "unknown_url",
			    "Unknown request URL: %s %s", request->method, request->path);
	else if (strncmp(door->path, "/v1/", 4) == 0 && !is_let_in(fake, request))
		reply_error(reply, 401, "invalid_request_error", "invalid_api_key",
			    "Invalid API Key");
	else
		meet(fake, door, request, reply);
}
