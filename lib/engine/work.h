#ifndef RQ_ENGINE_WORK_H
#define RQ_ENGINE_WORK_H

/*
 * A task in hand, from its claim to its commit: what it needs is fetched, an
 * engine proposes, and the proposal or its failure becomes an outcome for the
 * store and a record for whoever reads.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/engine.h"
#include "engine/pantry.h"
#include "store/store.h"

enum rq_work_state {
	RQ_WORK_CLAIMED,   /* nothing is done yet */
	RQ_WORK_READY,     /* prepared; waits for its turn */
	RQ_WORK_RUNNING,   /* an engine has it */
	RQ_WORK_LANDED,    /* the engine is done with it */
	RQ_WORK_CONCLUDED, /* has its outcome; waits for the commit */
};

struct rq_work {
	struct rq_task task;
	struct rq_store *store; /* it is of */
	enum rq_work_state state;
	bool supplied;  /* the pantry holds its job and recipe */
	bool fallback;  /* the local engine does it in another's place */
	bool stops;     /* it failed as every task would: the run must stop */
	bool probe;     /* its call finds out whether an ill server is well */
	bool unreached; /* its failure: nobody answers at the server, or the server is ill */
	struct rq_engine *engine;
	struct rq_supply supply;
	json_t *record; /* the resume record; NULL while somebody else has the task */
	struct rq_proposal proposal;
	struct rq_outcome outcome;
	size_t proposed, dropped; /* edits, and those that are not in the result */
	char status[16];          /* of the result */
	char *text;               /* the record to hand out, NULL for none */
	size_t length;
	struct rq_buffer gist; /* of the result */
};

/* A task of a store, which is swallowed. Free it with rq_work_free(), which may be given NULL. */
struct rq_work *rq_work_new(const struct rq_task *task, struct rq_store *store);
void rq_work_free(struct rq_work *work, struct rq_pantry *pantry);

/*
 * Fetches what the task needs and lets the engine prepare it. Fails with what
 * is wrong with the task, the store or the engine; conclude it then.
 */
int rq_work_prepare(struct rq_work *work, struct rq_engine *engine, struct rq_pantry *pantry,
		    struct rq_error *err);

/* The engine is done with it: guards and applies what was proposed. */
void rq_work_conclude(struct rq_work *work, int max_attempts);

/*
 * It failed: another attempt, the dead letters, or back into the queue as if
 * nothing had been, as the engine or the failure's kind has it.
 */
void rq_work_fail(struct rq_work *work, int max_attempts, const struct rq_error *failure);

/* Back into the queue untouched. */
void rq_work_give_back(struct rq_work *work);

/* The same for one that an engine has: its answer, which may have to be paid, is not awaited. */
void rq_work_abandon(struct rq_work *work);

#endif
