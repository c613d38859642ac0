#ifndef RQ_ENGINE_REMOTE_H
#define RQ_ENGINE_REMOTE_H

/*
 * The engine "groq": any server that speaks OpenAI's chat completions, such as
 * Groq, OpenAI, vLLM, llama.cpp or Ollama. Hundreds of requests are under way at
 * once, by one thread. A prompt leaves this machine without the person in it.
 */

#include "base/buffer.h"
#include "engine/engine.h"
#include "engine/server.h"

extern const struct rq_engine_class rq_engine_groq;

/* For those who send requests by another way than one by one (engine/batch.h). */

/* The server of a groq engine; the engine's. */
struct rq_server *rq_remote_server(struct rq_engine *engine);

/* The request's body of a proposal that was prepared; the engine's. */
const struct rq_buffer *rq_remote_body(const struct rq_proposal *proposal);

/* Where it goes and what it is called there: the scope and model of a batch. */
void rq_remote_place(const struct rq_proposal *proposal, struct rq_batch *batch);

/* What it may take at most in a batch. */
struct rq_need rq_remote_batch_need(const struct rq_proposal *proposal);

/* Reads what came back, as rq_engine_wait() does for what it gives back. */
void rq_remote_read(struct rq_proposal *proposal, const struct rq_http_answer *answer, bool batch);

#endif
