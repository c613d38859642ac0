#include <poll.h>

#include "store/postgres_failover.h"
#include "store/postgres_queue.h"

/*
 * Without a notice the queue is looked at each LOOK_MS: behind a pooler, and while something
 * is due that could not be claimed (another worker is at it, or it is not asked for).
 */
enum { LOOK_MS = 1000 };

static int64_t least(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

static void sleep_a_moment(int64_t milliseconds, int wake_fd)
{
	struct pollfd polled = { .fd = wake_fd, .events = POLLIN };

	(void)poll(&polled, 1, (int)least(milliseconds, LOOK_MS));
}

/* How long nothing can become due without a notice. */
static int look_ahead(struct rq_store *store, int64_t *milliseconds, struct rq_error *err)
{
	int64_t due, left;

	if (rq_postgres_next_due(store, &due, err) == -1)
		return -1;
	left = due - rq_postgres_now(store);
	if (due != 0)
		*milliseconds = least(*milliseconds, left > 0 ? left : LOOK_MS);
	return 0;
}

/* A connection that was lost meanwhile is made again by the next call. */
int rq_postgres_wait(struct rq_store *store, int64_t milliseconds, int wake_fd,
		     struct rq_error *err)
{
	struct rq_link *link = rq_postgres_of(store)->link;
	struct rq_error ignored = { 0 };

	if (rq_link_is_pooled(link)) {
		sleep_a_moment(milliseconds, wake_fd);
		return 0;
	}
	if (look_ahead(store, &milliseconds, err) == -1)
		return -1;
	if (rq_link_await(link, RQ_POSTGRES_CHANNEL, (int)milliseconds, wake_fd, &ignored) == -1)
		sleep_a_moment(LOOK_MS, wake_fd);
	return 0;
}
