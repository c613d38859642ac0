#include "base/jitter.h"

#include <sys/random.h>

int64_t rq_jitter(int64_t most)
{
	uint64_t random = 0;

	if (getrandom(&random, sizeof random, GRND_NONBLOCK) != sizeof random)
		return most;
	return (int64_t)(random % (uint64_t)(most + 1));
}
