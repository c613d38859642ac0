#ifndef RQ_ENGINE_DISPATCH_H
#define RQ_ENGINE_DISPATCH_H

/*
 * Tasks to results: claim, have edits proposed, conclude, commit, and only then
 * say so. Whatever happens in between, a task is afterwards done, due again,
 * dead or given back, and each task that was asked for is answered by exactly
 * one record.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "store/store.h"

struct rq_dispatch_options {
	const char *engine, *model; /* claim only tasks of these; NULL: of any */
	size_t batch;               /* tasks claimed and committed at once */
	int64_t lease;              /* ms */
	int max_attempts;           /* then a task is dead */
	size_t limit;               /* tasks to run at most; 0: no limit */
};

/* Takes each record when it is durable: "result", or "error" for a task that died. */
struct rq_dispatch_sink {
	int (*take)(const char *text, size_t length, bool failed, void *context,
		    struct rq_error *err);
	void *context;
};

struct rq_dispatch;

/* The store and the sink's context must outlive it. */
struct rq_dispatch *rq_dispatch_new(struct rq_store *store,
				    const struct rq_dispatch_options *options,
				    const struct rq_dispatch_sink *sink);

/* Gives back what is still in hand. RQ_STORE when that fails: the leases then run out. */
int rq_dispatch_close(struct rq_dispatch *dispatch, struct rq_error *err);

/* Asks for one task; rq_dispatch_turn() answers it. Asked twice, answered twice. */
void rq_dispatch_want(struct rq_dispatch *dispatch, const char *task_id);

/* How many wanted tasks are not answered yet. */
size_t rq_dispatch_wanted(const struct rq_dispatch *dispatch);

/*
 * One round: claims what is due (of the wanted tasks when any is wanted, else
 * whatever is, if drain is set), works, commits, hands out. *busy tells whether
 * anything moved; if not, wait a little. -1: the run must stop.
 */
int rq_dispatch_turn(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err);

/*
 * Whether the queue still holds something to wait for: leases of others, and
 * retries. *waiting is set.
 */
int rq_dispatch_waiting(struct rq_dispatch *dispatch, bool *waiting, struct rq_error *err);

/* Whether the limit is reached. */
bool rq_dispatch_sated(const struct rq_dispatch *dispatch);

#endif
