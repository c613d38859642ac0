#include "reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void reply_begin(struct reply *reply, long number)
{
	*reply = (struct reply) { .retry_after = -1 };
	(void)snprintf(reply->id, sizeof reply->id, "req_fake%ld", number);
}

void reply_bytes(struct reply *reply, int status, const char *type, const char *bytes,
		 size_t length)
{
	free(reply->body);
	reply->body = rq_alloc(length + 1, 1);
	memcpy(reply->body, bytes, length);
	reply->length = length;
	reply->status = status;
	reply->type = type;
}

void reply_json(struct reply *reply, int status, json_t *value)
{
	free(reply->body);
	reply->body = rq_json_text(value, 0);
	reply->length = strlen(reply->body);
	reply->status = status;
	reply->type = "application/json";
	json_decref(value);
}

void reply_error(struct reply *reply, int status, const char *type, const char *code,
		 const char *format, ...)
{
	json_t *body = json_object(), *error = json_object();
	char message[512];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	rq_json_set_string(error, "message", message);
	rq_json_set_string(error, "type", type);
	rq_json_set_string(error, "code", code);
	rq_json_set_take(body, "error", error);
	reply_json(reply, status, body);
}

void reply_free(struct reply *reply)
{
	free(reply->body);
	reply->body = NULL;
}
