#ifndef RQ_BASE_JITTER_H
#define RQ_BASE_JITTER_H

/* A random wait, so that those who failed together do not try again together. */

#include <stdint.h>

/* Anything from 0 to most; most, the safe one, when there is no randomness. */
int64_t rq_jitter(int64_t most);

#endif
