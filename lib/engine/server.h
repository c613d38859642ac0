#ifndef RQ_ENGINE_SERVER_H
#define RQ_ENGINE_SERVER_H

/*
 * A server that speaks OpenAI's API: where it is, the key that it wants, and
 * exchanges with it, which may be recorded, or answered from a recording
 * (engine/recording.h) instead of being sent.
 */

#include <stddef.h>

#include "base/error.h"
#include "engine/engine.h"
#include "io/http.h"

struct rq_server;

/*
 * Reads the key from options->key_file, else from $GROQ_API_KEY; a server on this
 * machine may have none. base_url is the one to take when the options name none.
 * RQ_UNAUTHORIZED without a key, RQ_USAGE for a URL that is not allowed,
 * RQ_NOT_FOUND and RQ_UNREADABLE for the key's file. Free it.
 */
int rq_server_open(const struct rq_engine_options *options, const char *base_url,
		   struct rq_server **server, struct rq_error *err);
void rq_server_free(struct rq_server *server);

/* As given, without a slash at the end. Borrowed. */
const char *rq_server_url(const struct rq_server *server);

/*
 * Begins an exchange. The request's bytes stay until its answer has come, which
 * gives back its context. In a recording attempt tells repeated requests apart, and
 * candidate_id (NULL: nobody) whose it is; it is not sent, and stays as long as the bytes.
 */
int rq_server_ask(struct rq_server *server, const struct rq_http_request *request, int attempt,
		  const char *candidate_id, struct rq_error *err);

/* Waits for an answer as rq_http_wait() does. */
int rq_server_wait(struct rq_server *server, int milliseconds, int wake_fd,
		   struct rq_http_answer **answer, struct rq_error *err);

/* One exchange from beginning to end, beside those that are under way. *answer is new. */
int rq_server_call(struct rq_server *server, const struct rq_http_request *request,
		   struct rq_http_answer **answer, struct rq_error *err);

/*
 * Whether the server has the model (GET /models). RQ_MODEL_GONE when its list
 * lacks it, and what a refusal of the key means; a server that has no such list
 * is taken at its word.
 */
int rq_server_has_model(struct rq_server *server, const char *model, struct rq_error *err);

#endif
