#include "store/breaker.h"

enum { PAUSE_MS = 5000, LONGEST_PAUSE_MS = 300000, ASK_AGAIN_MS = 500 };

int64_t rq_breaker_wait(const struct rq_breaker *breaker, int64_t now)
{
	if (breaker->until == 0)
		return 0;
	if (now < breaker->until)
		return breaker->until - now;
	return breaker->probing ? ASK_AGAIN_MS : 0;
}

bool rq_breaker_begin(struct rq_breaker *breaker)
{
	if (breaker->until == 0)
		return false;
	breaker->probing = true;
	return true;
}

static void open_breaker(struct rq_breaker *breaker, int64_t now)
{
	int64_t pause = PAUSE_MS;

	for (int64_t i = 0; i < breaker->openings && pause < LONGEST_PAUSE_MS; i++)
		pause *= 2;
	breaker->until = now + (pause < LONGEST_PAUSE_MS ? pause : LONGEST_PAUSE_MS);
	breaker->openings++;
}

void rq_breaker_end(struct rq_breaker *breaker, enum rq_endpoint endpoint, bool probe, int64_t now)
{
	if (probe)
		breaker->probing = false;
	if (endpoint == RQ_ENDPOINT_WELL)
		*breaker = (struct rq_breaker) { 0 };
	if (endpoint != RQ_ENDPOINT_ILL)
		return;
	/* Failures of calls that were begun before it opened say nothing new. */
	if (probe || (breaker->until == 0 && ++breaker->failures >= RQ_BREAKER_FAILURES))
		open_breaker(breaker, now);
}
