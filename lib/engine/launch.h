#ifndef RQ_ENGINE_LAUNCH_H
#define RQ_ENGINE_LAUNCH_H

/*
 * Which of the tasks that are ready may start now: where the engine has room,
 * where the posting is known to the provider or this is its first request, and
 * where the limits and the budget that all processes share grant a permit.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/work.h"
#include "store/store.h"

struct rq_launch;

/*
 * The store must outlive it. budget: micro-dollars a day, 0 for none; deadline:
 * ms since 1970, until which permits are awaited, 0 for none.
 */
struct rq_launch *rq_launch_new(struct rq_store *store, int64_t budget_microusd, int64_t deadline);
void rq_launch_free(struct rq_launch *launch);

/*
 * Starts what may start, in the order of works, and leaves the rest ready. A
 * task that no permit can ever cover fails by itself. -1 when nothing more can be
 * begun: RQ_OVER_BUDGET, RQ_AGAIN when the next permit is too far away, or the
 * store's or engine's own failure.
 */
int rq_launch_ready(struct rq_launch *launch, struct rq_work **works, size_t count,
		    int max_attempts, struct rq_error *err);

/* When the first task that was refused may ask again, ms; 0: nobody waits for a permit. */
int64_t rq_launch_next(const struct rq_launch *launch);

/*
 * The engine is done with a task that was started; call it before the task is concluded. When
 * its server fails whoever calls it, what failed here is no attempt: the remedy becomes
 * RQ_REMEDY_AWAIT.
 */
void rq_launch_landed(struct rq_launch *launch, struct rq_work *work);

#endif
