#ifndef RQ_BASE_BACKOFF_H
#define RQ_BASE_BACKOFF_H

/*
 * When to try again: exponential backoff with full jitter, a random wait
 * between nothing and twice as much with each attempt ("Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015).
 */

#include <stdint.h>

enum { RQ_BACKOFF_BASE_MS = 2000, RQ_BACKOFF_CAP_MS = 300000 };

/* Milliseconds to wait after that many attempts (from 1). */
int64_t rq_backoff_wait(int attempts);

#endif
