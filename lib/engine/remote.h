#ifndef RQ_ENGINE_REMOTE_H
#define RQ_ENGINE_REMOTE_H

/*
 * The engine "groq": any server that speaks OpenAI's chat completions, such as
 * Groq, OpenAI, vLLM, llama.cpp or Ollama. Hundreds of requests are under way at
 * once, by one thread. A prompt leaves this machine without the person in it.
 */

#include "engine/engine.h"

extern const struct rq_engine_class rq_engine_groq;

#endif
