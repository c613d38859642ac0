#include "base/backoff.h"

#include "base/jitter.h"

int64_t rq_backoff_wait(int attempts)
{
	int64_t most = RQ_BACKOFF_BASE_MS;

	while (--attempts > 0 && most < RQ_BACKOFF_CAP_MS)
		most *= 2;
	return rq_jitter(most < RQ_BACKOFF_CAP_MS ? most : RQ_BACKOFF_CAP_MS);
}
