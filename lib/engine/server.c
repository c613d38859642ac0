#include "engine/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/chat.h"
#include "engine/recording.h"
#include "engine/refusal.h"
#include "io/origin.h"
#include "io/secret.h"

enum { CONNECT_MS = 10 * 1000, TIMEOUT_MS = 120 * 1000 };

/* An exchange under way: who asked, and what it is known by in a recording. */
struct exchange {
	void *context;
	struct rq_recorded sent;
	struct exchange *next;
};

struct rq_server {
	char *url;
	const char *record, *replay; /* folders, or NULL */
	struct rq_http *http;        /* NULL when all is answered from a recording */
	struct exchange *under_way;  /* list */
	struct rq_http_answer **landed;
	size_t first, count, capacity; /* of landed: answers to be fetched */
};

/* --- opening -------------------------------------------------------------------- */

static char *trimmed(const char *url)
{
	size_t length = strlen(url);

	while (length > 0 && url[length - 1] == '/')
		length--;
	return rq_strndup(url, length);
}

static int open_http(struct rq_server *server, const struct rq_engine_options *options,
		     struct rq_error *err)
{
	struct rq_http_options http = {
		.base_url = server->url,
		.ca_file = options->ca_file,
		.insecure = options->insecure,
		.max_in_flight = options->in_flight + 1, /* one beside: rq_server_call() */
		.connect_timeout = CONNECT_MS,
		.timeout = TIMEOUT_MS,
		.user_agent = "rq/" RQ_VERSION,
	};
	bool loopback;
	char *key;
	int result;

	if (rq_origin_check(server->url, options->insecure, &loopback, err) == -1 ||
	    rq_secret_read(options->key_file, "GROQ_API_KEY", &key, err) == -1)
		return -1;
	http.bearer = key;
	if (key || loopback)
		result = rq_http_open(&http, &server->http, err);
	else
		result = rq_fail(err, RQ_UNAUTHORIZED,
				 "no key: set GROQ_API_KEY, or give --key-file=FILE");
	rq_secret_free(key);
	return result;
}

int rq_server_open(const struct rq_engine_options *options, const char *base_url,
		   struct rq_server **server, struct rq_error *err)
{
	struct rq_server *new = rq_alloc(1, sizeof *new);

	new->url = trimmed(options->base_url ? options->base_url : base_url);
	new->record = options->record;
	new->replay = options->replay;
	if ((!new->replay &&open_http(new, options, err) == -1) ||
	    (new->record &&rq_recording_begin(new->record, err) == -1)) {
		rq_server_free(new);
		return -1;
	}
	*server = new;
	return 0;
}

static void forget(struct rq_server *server, struct exchange *exchange)
{
	struct exchange **link = &server->under_way;

	while (*link != exchange)
		link = &(*link)->next;
	*link = exchange->next;
	free(exchange);
}

void rq_server_free(struct rq_server *server)
{
	if (!server)
		return;
	for (size_t i = server->first; i < server->count; i++)
		rq_http_answer_free(server->landed[i]);
	rq_http_free(server->http);
	while (server->under_way)
		forget(server, server->under_way);
	free(server->landed);
	free(server->url);
	free(server);
}

const char *rq_server_url(const struct rq_server *server)
{
	return server->url;
}

/* --- exchanges ---------------------------------------------------------------------- */

static void land(struct rq_server *server, struct rq_http_answer *answer)
{
	server->landed = rq_grow(server->landed, server->count, &server->capacity,
				 sizeof(struct rq_http_answer *));
	server->landed[server->count++] = answer;
}

static struct rq_http_answer *fetch_landed(struct rq_server *server)
{
	if (server->first < server->count)
		return server->landed[server->first++];
	server->first = server->count = 0;
	return NULL;
}

int rq_server_ask(struct rq_server *server, const struct rq_http_request *request, int attempt,
		  const char *candidate_id, struct rq_error *err)
{
	const struct rq_recorded recorded = { request->body, request->length, attempt,
					      candidate_id };
	struct rq_http_request sent = *request;
	struct rq_http_answer *answer;
	struct exchange *exchange;

	if (server->replay) {
		if (rq_recording_find(server->replay, &recorded, &answer, err) == -1)
			return -1;
		answer->context = request->context;
		land(server, answer);
		return 0;
	}
	exchange = rq_alloc(1, sizeof *exchange);
	*exchange = (struct exchange) { request->context, recorded, server->under_way };
	server->under_way = exchange;
	sent.context = exchange;
	if (rq_http_start(server->http, &sent, err) == 0)
		return 0;
	forget(server, exchange);
	return -1;
}

/* Gives the answer its own context back, and records it if it is to be. */
static int take_in(struct rq_server *server, struct rq_http_answer *answer, struct rq_error *err)
{
	struct exchange *exchange = answer->context;
	int result = 0;

	answer->context = exchange->context;
	if (server->record && exchange->sent.body)
		result = rq_recording_keep(server->record, &exchange->sent, answer, err);
	forget(server, exchange);
	return result;
}

int rq_server_wait(struct rq_server *server, int milliseconds, int wake_fd,
		   struct rq_http_answer **answer, struct rq_error *err)
{
	int got;

	*answer = fetch_landed(server);
	if (*answer)
		return 1;
	if (!server->http)
		return 0;
	got = rq_http_wait(server->http, milliseconds, wake_fd, answer, err);
	if (got == 1 && take_in(server, *answer, err) == -1) {
		land(server, *answer); /* it came, and may have been paid */
		return -1;
	}
	return got;
}

int rq_server_call(struct rq_server *server, const struct rq_http_request *request,
		   struct rq_http_answer **answer, struct rq_error *err)
{
	struct rq_http_request mine = *request;
	int got;

	mine.context = &mine;
	if (rq_server_ask(server, &mine, 1, NULL, err) == -1)
		return -1;
	for (;;) {
		got = rq_http_wait(server->http, -1, -1, answer, err);
		if (got == -1 || (got == 1 && take_in(server, *answer, err) == -1))
			return -1;
		if (got == 1 && (*answer)->context == &mine)
			return 0;
		if (got == 1)
			land(server, *answer);
	}
}

int rq_server_has_model(struct rq_server *server, const char *model, struct rq_error *err)
{
	const struct rq_http_request request = { .method = RQ_HTTP_GET, .path = "/models" };
	struct rq_http_answer *answer;
	struct rq_refusal refusal;
	int result = 0;

	if (!server->http)
		return 0;
	if (rq_server_call(server, &request, &answer, err) == -1)
		return -1;
	if (answer->failure == RQ_HTTP_WELL && answer->status == 200) {
		result = rq_chat_lists(answer->body.data, answer->body.length, model, err);
		if (result == 0)
			result = rq_fail(err, RQ_MODEL_GONE, "%s has no model %.80s", server->url,
					 model);
	} else {
		rq_refusal_read(answer, &refusal);
		if (refusal.remedy == RQ_REMEDY_STOP && refusal.err.code != RQ_MODEL_GONE) {
			*err = refusal.err;
			result = -1;
		}
	}
	rq_http_answer_free(answer);
	return result == -1 ? -1 : 0;
}
