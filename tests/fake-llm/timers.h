#ifndef FAKE_TIMERS_H
#define FAKE_TIMERS_H

/* What is to happen later: a heap of moments. A thousand requests wait in it, and no thread. */

#include <stddef.h>
#include <stdint.h>

struct timer {
	int64_t at; /* steady ms */
	void (*call)(void *context);
	void *context;
};

struct timers {
	struct timer *heap; /* the soonest first */
	size_t count, capacity;
};

void timers_add(struct timers *timers, int64_t at, void (*call)(void *context), void *context);

/* Calls all that are due. */
void timers_run(struct timers *timers, int64_t now);

/* Milliseconds until the next one; -1: there is none. */
int64_t timers_next(const struct timers *timers, int64_t now);

void timers_free(struct timers *timers);

#endif
