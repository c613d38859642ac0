#ifndef RQ_ENGINE_BATCHING_H
#define RQ_ENGINE_BATCHING_H

/* What the two halves of engine/batch.h share: batch.c submits, collect.c collects. */

#include "engine/batch.h"
#include "engine/batch_api.h"
#include "engine/hand.h"
#include "engine/remote.h"

/* A process may be with a batch that long. */
enum { RQ_BATCH_LEASE_MS = 10 * 60 * 1000 };

struct rq_batching {
	struct rq_store *store;
	struct rq_dispatch_options options;
	struct rq_dispatch_sink sink;
	struct rq_engine *engine;
	struct rq_server *server; /* the engine's */
	struct rq_hand hand;
};

/* Writes down how far a batch has come; its lease ends at deadline, 0: now. */
int rq_batching_keep(struct rq_batching *b, const struct rq_batch *batch, int64_t deadline,
		     struct rq_error *err);

/* The provider has made nothing of it: its file is deleted there, the tasks wait again. */
int rq_batching_abandon(struct rq_batching *b, struct rq_batch *batch, struct rq_error *err);

/* Gives the sink what is durable; for rq_hand_finish(), context is the batching. */
int rq_batching_hand_out(const struct rq_work *work, void *context, struct rq_error *err);

#endif
