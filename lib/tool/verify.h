#ifndef RQ_TOOL_VERIFY_H
#define RQ_TOOL_VERIFY_H

/* Results against what their inputs come to (engine/verify.h), a line each. */

#include "store/store.h"
#include "tool/program.h"

/*
 * which is a task_id, or "-": the results on standard input. What differs, and what
 * cannot be verified, is counted as failed.
 */
int rq_verify_report(struct rq_program *program, struct rq_store *store, const char *which,
		     struct rq_output *out, struct rq_error *err);

#endif
