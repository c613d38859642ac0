#ifndef RQ_ENGINE_BATCH_H
#define RQ_ENGINE_BATCH_H

/*
 * Tasks by a provider's Batch API: half the price, whenever it likes, within a
 * day. What is to be sent is written down before anything is sent, under a name
 * that the provider is told too, so that whoever comes after a crash finds out
 * whether a batch was made, and none is paid twice. Answers come in any order
 * and are put to their tasks by custom_id; what got none goes back to the queue.
 * A provider's files hold people's lives: they are deleted when they are read.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dispatch.h"
#include "store/store.h"

struct rq_batching;

/* Opens the engine. The store and all that options and sink point to must outlive it. */
int rq_batching_open(struct rq_store *store, const struct rq_dispatch_options *options,
		     const struct rq_dispatch_sink *sink, struct rq_batching **batching,
		     struct rq_error *err);
void rq_batching_free(struct rq_batching *batching);

/*
 * Makes batches of all that is due, up to RQ_MAX_BATCH_LINES each. *count tasks were
 * submitted; with tell set the sink gets their task records. RQ_OVER_BUDGET when the day's
 * dollars do not reach for the rest; what a provider's refusal means.
 */
int rq_batching_submit(struct rq_batching *batching, bool tell, size_t *count,
		       struct rq_error *err);

/*
 * Looks at each batch once: takes in what is answered, ends what has ended, finds
 * out about those that a crash left behind. *open are still being worked on.
 */
int rq_batching_collect(struct rq_batching *batching, size_t *open, struct rq_error *err);

/* Asks the provider to end all batches; what they answered so far is collected as ever. */
int rq_batching_cancel(struct rq_batching *batching, struct rq_error *err);

#endif
