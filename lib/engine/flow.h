#ifndef RQ_ENGINE_FLOW_H
#define RQ_ENGINE_FLOW_H

/*
 * What happens to tasks in hand between their claim and their commit: they are
 * prepared, started where a permit allows it, land with an answer or without, and
 * are concluded, a moment's worth at a time, so that others are soon started into the
 * room that they leave: a provider should not wait for our arithmetic.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/canary.h"
#include "engine/engine.h"
#include "engine/hand.h"
#include "engine/launch.h"

struct rq_flow {                   /* begins with what is marked (set) */
	struct rq_hand *hand;      /* (set) borrowed */
	struct rq_launch *launch;  /* (set) the caller's */
	struct rq_engines engines; /* (set) of its options */
	struct rq_canary canary;   /* (set) of the tasks to try first */
	int max_attempts;          /* (set) then a task is dead */
	int stop_fd;               /* (set) readable when somebody asks to stop; -1: none */
	bool falling_back;         /* the local engine does what is left in others' places */
	bool unreached;            /* the server, as far as is known */
	int64_t landed;            /* ms, steady: when the first landed that is not concluded */
	struct rq_error close;     /* why nothing more is begun; RQ_OK: the run is open */

	/* (set) Why tasks wait for a server; said once until somebody reaches it. May be NULL. */
	void (*tell)(const char *why, void *context);
	void *context;
};

/* Frees launch and engines. */
void rq_flow_free(struct rq_flow *flow);

/* Nothing more is begun: what waits goes back, what is under way is still awaited. */
void rq_flow_close(struct rq_flow *flow, const struct rq_error *why);

/*
 * Moves everything in hand as far as it goes. patient: when nothing moved, waits a moment for
 * what is under way. -1: the store's failure, or the engine itself is broken.
 */
int rq_flow_advance(struct rq_flow *flow, bool patient, struct rq_error *err);

/*
 * The end: answers that are under way may have to be paid, so it waits some seconds for them,
 * and concludes what landed; the rest is abandoned.
 */
void rq_flow_end(struct rq_flow *flow);

#endif
