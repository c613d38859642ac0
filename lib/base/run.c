#include "base/run.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clock.h"

static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-";

static void make_up(char id[RQ_RUN_ID_SIZE])
{
	uint64_t random;

	if (getrandom(&random, sizeof random, GRND_NONBLOCK) != sizeof random)
		random = (uint64_t)rq_clock_now() ^ (uint64_t)getpid() << 44;
	(void)snprintf(id, RQ_RUN_ID_SIZE, "%016llx", (unsigned long long)random);
}

const char *rq_run_id(char id[RQ_RUN_ID_SIZE])
{
	const char *given = getenv("RQ_RUN_ID");
	size_t length = given ? strlen(given) : 0;

	if (length > 0 && length < RQ_RUN_ID_SIZE && strspn(given, allowed) == length)
		return memcpy(id, given, length + 1);
	make_up(id);
	(void)setenv("RQ_RUN_ID", id, 1);
	return id;
}
