#ifndef RQ_TOOL_BIAS_H
#define RQ_TOOL_BIAS_H

/* rq-report --bias-canary and --groups: whether who somebody is changes what becomes of them. */

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"
#include "tool/program.h"

struct rq_bias_wants {
	size_t sample;      /* results to be made again; 0: none */
	const char *groups; /* file, NULL: none */
	struct rq_filter filter;
	int64_t since; /* only results that were finished then or later; 0: all */
	bool json;
};

/* What moved is counted as failed. */
int rq_bias_report(struct rq_program *program, struct rq_store *store,
		   const struct rq_bias_wants *wants, struct rq_output *out, struct rq_error *err);

#endif
