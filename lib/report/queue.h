#ifndef RQ_REPORT_QUEUE_H
#define RQ_REPORT_QUEUE_H

/* The queue for a person at a terminal: counters, and a task or a batch a line. */

#include "base/json.h"
#include "io/output.h"
#include "store/store.h"

/* What rq_store_counts() gives, by status and by job. */
int rq_queue_print_counts(struct rq_output *out, const json_t *counts, struct rq_error *err);

/* Id, status, attempts, age, source and the last error, on one line. */
int rq_queue_print_task(struct rq_output *out, const struct rq_task *task, struct rq_error *err);

/* Id, state, how many of its tasks are left, age at the time now, model, and the provider's id. */
int rq_queue_print_batch(struct rq_output *out, const struct rq_batch *batch, int64_t now,
			 struct rq_error *err);

/* The task record with its history, indented. */
int rq_queue_print_whole(struct rq_output *out, const struct rq_task *task, struct rq_error *err);

#endif
