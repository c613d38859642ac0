/* Loaded before a program (LD_PRELOAD), it lets its machine's clock be wrong by WRONG_BY seconds.
 */

#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t id, struct timespec *now)
{
	static int (*real)(clockid_t, struct timespec *);
	const char *wrong = getenv("WRONG_BY");

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	if (real(id, now) == -1)
		return -1;
	if (id == CLOCK_REALTIME && wrong)
		now->tv_sec += strtol(wrong, NULL, 10);
	return 0;
}
