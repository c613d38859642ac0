#ifndef RQ_IO_WORKER_H
#define RQ_IO_WORKER_H

/*
 * Children that do one thing at a time and answer, so that what they do may
 * end in a crash, a loop or a flood. A child is forked from here, has one
 * socket to its parent and nothing else of it: no other descriptor, no
 * signal handler, no terminal, and it dies with its parent. Both sides speak in
 * frames (io/channel.h). The parent never waits on a child: it reads what is
 * there, and a child that overruns its time is killed.
 *
 * What of the parent's memory exists at the fork, the child can read. Fork
 * before anything valuable is open.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "io/channel.h"

struct rq_worker;

struct rq_worker_options {
	/* All that the child does; it ends when this returns. */
	void (*serve)(struct rq_channel *channel, void *context);
	void *context;
	/*
	 * A request may take so long on a processor, and stand still, before the child
	 * is killed: that a machine is busy is no fault of the request.
	 */
	unsigned seconds;
};

/* Forks a child. Free it. */
int rq_worker_start(const struct rq_worker_options *options, struct rq_worker **worker,
		    struct rq_error *err);

/* Kills the child if it lives, and reaps it. */
void rq_worker_free(struct rq_worker *worker);

/*
 * A request: the time starts to run, the worker is busy. One at a time. A
 * failure is that of rq_worker_receive().
 */
int rq_worker_ask(struct rq_worker *worker, unsigned type, const void *data, size_t length, int fd,
		  struct rq_error *err);

/*
 * The answer: 1 got it and the worker is idle again; 0 not yet; -1 there will
 * be none and the worker is dead: RQ_CRASHED, RQ_TIMEOUT, RQ_TOO_LARGE when
 * it ran out of memory, or RQ_SYSTEM when it could not begin for want of descriptors,
 * which another could not either. Never waits.
 */
int rq_worker_receive(struct rq_worker *worker, struct rq_frame *frame, struct rq_error *err);

bool rq_worker_busy(const struct rq_worker *worker);

/*
 * Waits until one of the busy workers has something to be received, also its
 * end or the end of its time. NULLs are skipped; none busy is no wait.
 */
int rq_worker_wait(struct rq_worker *const *workers, size_t count, struct rq_error *err);

#endif
