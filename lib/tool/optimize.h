#ifndef RQ_TOOL_OPTIMIZE_H
#define RQ_TOOL_OPTIMIZE_H

/*
 * What rq-optimize does once its options are read: the tasks on standard input,
 * the whole queue, batches, or an estimate.
 */

#include <stdbool.h>

#include "engine/dispatch.h"
#include "tool/program.h"

enum rq_optimize_batch { RQ_BATCH_NONE, RQ_BATCH_SUBMIT, RQ_BATCH_COLLECT, RQ_BATCH_AUTO };

struct rq_optimize {
	struct rq_dispatch_options dispatch;
	bool drain, watch; /* the queue, instead of standard input; and wait for more */
	bool estimate;     /* only tell what the queue would take */
	int batch;         /* enum rq_optimize_batch; AUTO: the queue, what is left one by one */
};

/* Results go to out. RQ_AGAIN and RQ_OVER_BUDGET when work is left; what stopped the run. */
int rq_optimize_run(struct rq_program *program, struct rq_store *store,
		    const struct rq_optimize *wants, struct rq_output *out, struct rq_error *err);

#endif
