#ifndef RQ_TOOL_REMOTE_H
#define RQ_TOOL_REMOTE_H

/* The options by which a tool reaches a remote server. */

#include "engine/engine.h"
#include "tool/options.h"

/* Rows for a tool's table; remote is a struct rq_engine_options. */
#define RQ_REMOTE_OPTIONS(remote)                                                                  \
	RQ_TEXT(0, "base-url", "URL", "RQ_BASE_URL", &(remote).base_url,                           \
		"server of the groq engine, any that speaks OpenAI's chat API"),                   \
	    RQ_TEXT(0, "key-file", "FILE", "RQ_API_KEY_FILE", &(remote).key_file,                  \
		    "holds the key (else $GROQ_API_KEY)"),                                         \
	    RQ_TEXT(0, "ca-file", "FILE", "RQ_CA_FILE", &(remote).ca_file,                         \
		    "certificates to trust instead of the system's"),                              \
	    RQ_FLAG(0, "insecure", &(remote).insecure, "take http:// to other machines"),          \
	    RQ_TEXT(0, "models", "FILE", "RQ_MODELS", &(remote).models,                            \
		    "models, their prices and limits (models.json)"),                              \
	    RQ_TEXT(0, "plan", "NAME", "RQ_PLAN", &(remote).plan,                                  \
		    "whose limits in that file hold"),                                             \
	    RQ_TEXT(0, "limit", "LIST", "RQ_LIMIT", &(remote).limits,                              \
		    "limits to keep: rps=30,rpm=1000,tpm=250000,...")

#endif
