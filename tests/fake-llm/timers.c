#include "timers.h"

#include <stdlib.h>

#include "base/memory.h"

static void swap(struct timer *a, struct timer *b)
{
	struct timer kept = *a;

	*a = *b;
	*b = kept;
}

void timers_add(struct timers *timers, int64_t at, void (*call)(void *context), void *context)
{
	size_t i = timers->count;

	timers->heap = rq_grow(timers->heap, i, &timers->capacity, sizeof *timers->heap);
	timers->heap[timers->count++] = (struct timer) { at, call, context };
	for (; i > 0 && timers->heap[(i - 1) / 2].at > timers->heap[i].at; i = (i - 1) / 2)
		swap(&timers->heap[i], &timers->heap[(i - 1) / 2]);
}

static struct timer take_first(struct timers *timers)
{
	struct timer first = timers->heap[0];
	size_t i = 0;

	timers->heap[0] = timers->heap[--timers->count];
	for (;;) {
		size_t child = 2 * i + 1;

		if (child + 1 < timers->count &&
		    timers->heap[child + 1].at < timers->heap[child].at)
			child++;
		if (child >= timers->count || timers->heap[i].at <= timers->heap[child].at)
			return first;
		swap(&timers->heap[i], &timers->heap[child]);
		i = child;
	}
}

void timers_run(struct timers *timers, int64_t now)
{
	while (timers->count > 0 && timers->heap[0].at <= now) {
		struct timer due = take_first(timers);

		due.call(due.context);
	}
}

int64_t timers_next(const struct timers *timers, int64_t now)
{
	if (timers->count == 0)
		return -1;
	return timers->heap[0].at > now ? timers->heap[0].at - now : 0;
}

void timers_free(struct timers *timers)
{
	free(timers->heap);
	*timers = (struct timers) { 0 };
}
