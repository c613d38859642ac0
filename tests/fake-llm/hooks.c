#include "hooks.h"

#include <string.h>

#include "base/digest.h"

void hooks_chat(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct rq_error err = { 0 };
	json_t *body = NULL;

	(void)fake;
	if (request->type && strcmp(request->type, "application/json") == 0 &&
	    rq_json_parse_object(request->body, request->length, &body, &err) == 0 &&
	    json_object_size(body) == 1 && rq_json_string(body, "text"))
		reply_bytes(reply, 200, "text/html", "ok", 2);
	else
		reply_bytes(reply, 400, "text/html", "invalid_payload", 15);
	json_decref(body);
}

static bool is_let_in(const struct request *request)
{
	const char *auth = request->sentry_auth;

	return auth && strncmp(auth, "Sentry ", 7) == 0 && strstr(auth, "sentry_version=7") &&
	       strstr(auth, "sentry_key=");
}

/* One line of JSON, an object; *at moves behind its newline. */
static json_t *take_line(const char **at)
{
	struct rq_error err = { 0 };
	size_t length = strcspn(*at, "\n");
	json_t *object = NULL;

	(void)rq_json_parse_object(*at, length, &object, &err);
	*at += length + ((*at)[length] == '\n');
	return object;
}

static bool is_event(const json_t *envelope, const json_t *item, const char *payload)
{
	const char *id = rq_json_string(envelope, "event_id"), *type = rq_json_string(item, "type");
	json_int_t length = rq_json_integer(item, "length", -1);
	struct rq_error err = { 0 };
	json_t *event;
	bool result;

	if (!id || !rq_digest_is_id(id) || !type || strcmp(type, "event") != 0 || length < 2 ||
	    (size_t)length > strlen(payload) || strcmp(payload + length, "\n") != 0 ||
	    rq_json_parse_object(payload, (size_t)length, &event, &err) == -1)
		return false;
	result = strcmp(rq_json_string(event, "event_id"), id) == 0 &&
		 rq_json_string(event, "timestamp") && rq_json_string(event, "platform");
	json_decref(event);
	return result;
}

void hooks_sentry(struct fake *fake, const struct request *request, struct reply *reply)
{
	const char *at = request->body;
	json_t *envelope = take_line(&at), *item = take_line(&at);

	(void)fake;
	if (!is_let_in(request))
		reply_bytes(reply, 403, "application/json", "{\"detail\":\"bad auth\"}", 21);
	else if (!request->type || strcmp(request->type, "application/x-sentry-envelope") != 0 ||
		 !is_event(envelope, item, at))
		reply_bytes(reply, 400, "application/json", "{\"detail\":\"bad envelope\"}", 25);
	else
		reply_bytes(reply, 200, "application/json", "{}", 2);
	json_decref(envelope);
	json_decref(item);
}
