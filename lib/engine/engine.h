#ifndef RQ_ENGINE_ENGINE_H
#define RQ_ENGINE_ENGINE_H

/*
 * Who proposes edits. An engine takes proposals to make and gives them back
 * when they are made, in any order: the local engine at once, a remote one with
 * hundreds in flight. It never sees the store and never writes a result.
 */

#include "base/error.h"
#include "base/json.h"
#include "edit/guard.h"

/* One task's work. The caller owns it and keeps it alive until it is done. */
struct rq_proposal {
	const json_t *record; /* the resume record; borrowed */
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	const json_t *recipe; /* model and parameters; borrowed */
	void *context;        /* the caller's */

	json_t *answer;      /* set when done and well: rq.tailor.v1; new */
	json_t *usage;       /* set when done: tokens, cost, latency; new, NULL for none */
	struct rq_error err; /* set when it failed */
};

struct rq_engine;

struct rq_engine_class {
	const char *name;    /* "local" */
	const char *version; /* part of the recipe */
	int capacity;        /* how many proposals it can hold at once */
	int (*open)(struct rq_engine **engine, struct rq_error *err);
	int (*start)(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);
	int (*wait)(struct rq_engine *engine, int milliseconds, struct rq_proposal **done,
		    struct rq_error *err);
	void (*free)(struct rq_engine *engine);
};

struct rq_engine {
	const struct rq_engine_class *class;
};

/* The engine of that name, ready; RQ_USAGE when there is none. */
int rq_engine_open(const char *name, struct rq_engine **engine, struct rq_error *err);
void rq_engine_free(struct rq_engine *engine);

/* The class of that name, or NULL: its version belongs to the recipe. Static. */
const struct rq_engine_class *rq_engine_find(const char *name);

/* Begins a proposal. Fails only when the engine itself is broken (RQ_FATAL). */
int rq_engine_start(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);

/*
 * Waits up to so many milliseconds (0: not at all) for a proposal that is done:
 * 1 and *done, 0 when none is, -1 when the engine is broken.
 */
int rq_engine_wait(struct rq_engine *engine, int milliseconds, struct rq_proposal **done,
		   struct rq_error *err);

#endif
