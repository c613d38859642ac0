#ifndef RQ_BASE_RUN_H
#define RQ_BASE_RUN_H

/*
 * One name for all that happens in one run of tools: in logs, and in what is told of
 * it. Whoever starts them sets RQ_RUN_ID: up to 64 letters, digits, '.', '_', ':', '-';
 * without it, or when it is something else, the first tool makes one up, for those
 * that it starts, too.
 */

enum { RQ_RUN_ID_SIZE = 65 };

/* Returns id. */
const char *rq_run_id(char id[RQ_RUN_ID_SIZE]);

#endif
