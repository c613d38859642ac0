#include "base/backoff.h"

#include <sys/random.h>

int64_t rq_backoff_wait(int attempts)
{
	int64_t most = RQ_BACKOFF_BASE_MS;
	uint64_t random = 0;

	while (--attempts > 0 && most < RQ_BACKOFF_CAP_MS)
		most *= 2;
	if (most > RQ_BACKOFF_CAP_MS)
		most = RQ_BACKOFF_CAP_MS;
	/* Without randomness the longest wait is the safe one. */
	if (getrandom(&random, sizeof random, GRND_NONBLOCK) != sizeof random)
		return most;
	return (int64_t)(random % (uint64_t)(most + 1));
}
