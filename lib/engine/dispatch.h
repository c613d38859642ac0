#ifndef RQ_ENGINE_DISPATCH_H
#define RQ_ENGINE_DISPATCH_H

/*
 * Tasks to results: claim, prepare, take a permit, have edits proposed,
 * conclude, commit, and only then say so. Many tasks are in hand at once, each
 * at its own stage. Whatever happens in between, a task is afterwards done, due
 * again, dead or given back, and each task that was asked for is answered by
 * exactly one record.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/engine.h"
#include "store/store.h"

struct rq_dispatch_options {
	const char *engine, *model; /* claim only tasks of these; NULL: of any */
	size_t batch;               /* tasks claimed at once */
	size_t in_hand;             /* tasks in hand at most */
	int64_t lease;              /* ms */
	int max_attempts;           /* then a task is dead */
	size_t limit;               /* tasks to run at most; 0: no limit */
	int64_t deadline;           /* ms since 1970: nothing is begun after it; 0: none */
	bool fallback;              /* what is then left gets a result of the local engine */
	int64_t budget_microusd;    /* of a day (UTC), for all on the store; 0: none */
	size_t canary;              /* tasks to try first; 0: none */
	int stop_fd;                /* readable when somebody asks to stop; -1: none */
	struct rq_engine_options remote;
};

/* Takes each record when it is durable: "result", or "error" for a task that died. */
struct rq_dispatch_sink {
	int (*take)(const char *text, size_t length, bool failed, void *context,
		    struct rq_error *err);
	void *context;

	/* Why tasks wait for a server that nobody reaches; said once until somebody does. May be
	 * NULL. */
	void (*tell)(const char *why, void *context);
};

struct rq_dispatch;

/* The store, the sink's context and all that options point to must outlive it. */
struct rq_dispatch *rq_dispatch_new(struct rq_store *store,
				    const struct rq_dispatch_options *options,
				    const struct rq_dispatch_sink *sink);

/*
 * Waits a little for answers that are under way, for they may have to be paid,
 * and gives back what else is in hand. RQ_STORE when that fails: the leases
 * then run out.
 */
int rq_dispatch_close(struct rq_dispatch *dispatch, struct rq_error *err);

/* Asks for one task; rq_dispatch_turn() answers it. Asked twice, answered twice. */
void rq_dispatch_want(struct rq_dispatch *dispatch, const char *task_id);

/* How many wanted tasks are not answered yet. */
size_t rq_dispatch_wanted(const struct rq_dispatch *dispatch);

/*
 * One round: claims what is due (of the wanted tasks when any is wanted, else
 * whatever is, if drain is set), starts what may be started, waits a moment for
 * what is under way, commits what is done, hands it out. *busy tells whether
 * anything is in hand or moved; if not, wait a little. -1: the run must stop;
 * RQ_AGAIN when deadline, budget or the limits of the day left work over.
 */
int rq_dispatch_turn(struct rq_dispatch *dispatch, bool drain, bool *busy, struct rq_error *err);

/*
 * Whether the queue still holds something to wait for: leases of others, and
 * retries. *waiting is set.
 */
int rq_dispatch_waiting(struct rq_dispatch *dispatch, bool *waiting, struct rq_error *err);

/*
 * How many tasks that this run would claim are in batches of a provider: they may take a
 * day, so nobody waits for them here, but they are not done.
 */
int rq_dispatch_submitted(struct rq_dispatch *dispatch, size_t *count, struct rq_error *err);

/* Whether the limit is reached, and all that was begun is done. */
bool rq_dispatch_sated(const struct rq_dispatch *dispatch);

#endif
