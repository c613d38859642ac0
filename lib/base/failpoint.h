#ifndef RQ_BASE_FAILPOINT_H
#define RQ_BASE_FAILPOINT_H

/*
 * Places where the crash tests kill the process: RQ_FAILPOINT=n raises SIGKILL
 * at the n-th one that is reached. Compiled in only with -DRQ_FAILPOINTS.
 */

#ifdef RQ_FAILPOINTS
void rq_failpoint(void);
#else
static inline void rq_failpoint(void)
{
}
#endif

#endif
