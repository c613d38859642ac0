#ifndef RQ_ENGINE_WARMTH_H
#define RQ_ENGINE_WARMTH_H

/*
 * A provider keeps the prefixes of recent prompts and charges less for them.
 * All candidates of a posting share one prefix, so the first request of a
 * posting goes alone, and the others follow when it has been answered. Here is
 * remembered which postings are known to the provider by now.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/task.h"

struct rq_warmth;

struct rq_warmth *rq_warmth_new(void);
void rq_warmth_free(struct rq_warmth *warmth);

enum rq_warmth_state {
	RQ_COLD,    /* nothing of its posting was sent lately */
	RQ_WARMING, /* the first request is under way */
	RQ_WARM,    /* the provider has read its prefix */
};
/* How well the provider knows the posting of a task. now in ms. */
enum rq_warmth_state rq_warmth_of(const struct rq_warmth *warmth, const struct rq_task *task,
				  int64_t now);

/* The task was sent; it was answered (well: the provider has read the prefix). */
void rq_warmth_sent(struct rq_warmth *warmth, const struct rq_task *task, int64_t now);
void rq_warmth_answered(struct rq_warmth *warmth, const struct rq_task *task, bool well,
			int64_t now);

#endif
