#ifndef RQ_STORE_BREAKER_H
#define RQ_STORE_BREAKER_H

/*
 * When a server is left alone: after some failures one after another nobody
 * calls it for a while, then one call at a time finds out whether it is well
 * again (M. Nygard, Release It!). Pure arithmetic, no clock.
 */

#include <stdbool.h>
#include <stdint.h>

/* So many failures one after another, and it opens. */
enum { RQ_BREAKER_FAILURES = 5 };

/* What a call told of the server: an answer of any kind but 5xx is a sign of health. */
enum rq_endpoint { RQ_ENDPOINT_UNKNOWN, RQ_ENDPOINT_WELL, RQ_ENDPOINT_ILL };

struct rq_breaker {
	int64_t failures; /* one after another */
	int64_t openings; /* likewise: pauses grow with them */
	int64_t until;    /* ms: nobody calls before; 0: closed, all may call */
	bool probing;     /* a call is finding out */
};

/* How many ms until a call may ask again; 0: it may be made. */
int64_t rq_breaker_wait(const struct rq_breaker *breaker, int64_t now);

/* A call is made. Returns whether it is the one that finds out. */
bool rq_breaker_begin(struct rq_breaker *breaker);

/* A call ended; probe is what begin returned for it. */
void rq_breaker_end(struct rq_breaker *breaker, enum rq_endpoint endpoint, bool probe, int64_t now);

#endif
