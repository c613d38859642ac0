#ifndef RQ_IO_PROGRESS_H
#define RQ_IO_PROGRESS_H

/*
 * How far the work is, on one line of a terminal that is written over and
 * over: done of total, rate, errors, time left, what is in hand. Silent where
 * standard error is no terminal, unless asked to speak.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rq_progress_mode { RQ_PROGRESS_AUTO, RQ_PROGRESS_ALWAYS, RQ_PROGRESS_NEVER };

struct rq_progress {
	const char *tool;
	bool shown;
	bool drawn; /* a line stands on the terminal */
	size_t done, failed;
	size_t total;              /* 0: not known */
	int64_t started, drawn_at; /* ms on the steady clock */
};

void rq_progress_begin(struct rq_progress *progress, const char *tool, enum rq_progress_mode mode,
		       size_t total);

/* One more is done, and whether it failed; current (may be NULL) names what is in hand. */
void rq_progress_step(struct rq_progress *progress, bool failed, const char *current);

/* Takes the line away, so that something else can be said. */
void rq_progress_clear(struct rq_progress *progress);

/* Leaves a last line with the sums, where progress is shown at all. */
void rq_progress_end(struct rq_progress *progress);

#endif
