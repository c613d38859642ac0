#ifndef RQ_ENGINE_REFUSAL_H
#define RQ_ENGINE_REFUSAL_H

/*
 * What it means that a server did not answer as asked: the table of all
 * statuses, error codes and failures of transport, as Groq, OpenAI and local servers
 * have them. Bodies may be of any kind: JSON, HTML of a proxy, nothing, or hostile.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "io/http_answer.h"

enum rq_remedy {
	RQ_REMEDY_RETRY,  /* later, with backoff; the attempt counts */
	RQ_REMEDY_AWAIT,  /* likewise, but the server is down or ill: no attempt was made */
	RQ_REMEDY_WAIT,   /* behind a gate for all; the attempt does not count */
	RQ_REMEDY_ROOM,   /* again with more room for the answer */
	RQ_REMEDY_SHRINK, /* again with a smaller prompt */
	RQ_REMEDY_DEAD,   /* never: this task's request is wrong */
	RQ_REMEDY_STOP,   /* never: every task would meet it, so the run stops */
};

struct rq_refusal {
	struct rq_error err; /* the code, and a line for people: without key or résumé */
	enum rq_remedy remedy;
	int again;    /* how often at most for this reason; -1: as attempts allow */
	bool billed;  /* it may have been paid for */
	bool ill;     /* the endpoint is out of order: what opens a breaker */
	int64_t gate; /* ms from now in which nobody should ask; 0: none */
};

/* Of an answer that failed or whose status is not 200. */
void rq_refusal_read(const struct rq_http_answer *answer, struct rq_refusal *refusal);

#endif
