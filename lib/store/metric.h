#ifndef RQ_STORE_METRIC_H
#define RQ_STORE_METRIC_H

/*
 * What has happened on a store so far: events by name, and how long things took.
 * A transaction's changes come together here and are written once, with its
 * commit, so they outlive processes and are right after a crash.
 */

#include <stdint.h>

#include "base/json.h"
#include "store/table.h"

enum rq_histogram {
	RQ_H_LATENCY, /* of calls that were answered, ms */
	RQ_H_WAIT,    /* of tasks, from the time they were due to their claim, ms */
	RQ_H_COMMIT,  /* of write transactions, ms */
	RQ_HISTOGRAMS
};

struct rq_metrics;

struct rq_metrics *rq_metrics_new(void);
void rq_metrics_free(struct rq_metrics *metrics);

/* An event: "errors.bad-answer" from "errors" and "bad-answer". Both are short. */
void rq_metrics_count(struct rq_metrics *metrics, const char *group, const char *name);
void rq_metrics_observe(struct rq_metrics *metrics, enum rq_histogram histogram,
			int64_t milliseconds);

/* Whether nothing has come together. */
bool rq_metrics_empty(const struct rq_metrics *metrics);

/* Adds to a number of an event or a histogram by name, as each() told it. */
void rq_metrics_add(struct rq_metrics *metrics, const char *name, size_t number, int64_t amount);

/* Calls say for each number that is not 0: of an event number 0, of a histogram its buckets. */
void rq_metrics_each(const struct rq_metrics *metrics,
		     void (*say)(const char *name, size_t number, int64_t amount, void *context),
		     void *context);

/* Adds to the object what rq_store_metrics() says of what has come together. */
void rq_metrics_to_json(const struct rq_metrics *metrics, json_t *object);

/* Adds what has come together to what the store has. */
int rq_metrics_write(const struct rq_metrics *metrics, struct rq_txn *txn, struct rq_error *err);

/* Adds an entry of the table. -1 when it is damaged. */
int rq_metrics_read(struct rq_span key, struct rq_span value, struct rq_metrics *metrics,
		    struct rq_error *err);

/* Adds to the object what rq_store_metrics() says. */
int rq_metrics_list(struct rq_txn *txn, json_t *object, struct rq_error *err);

#endif
