#include "base/failpoint.h"

#ifdef RQ_FAILPOINTS

#include <signal.h>
#include <stdlib.h>

void rq_failpoint(void)
{
	static long reached; /* of this process; test builds only */
	const char *fatal = getenv("RQ_FAILPOINT");

	if (fatal && ++reached == strtol(fatal, NULL, 10))
		(void)raise(SIGKILL);
}

#else

typedef int rq_failpoint_is_off; /* ISO C wants something in every file */

#endif
