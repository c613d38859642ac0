#ifndef RQ_REPORT_EXPOSITION_H
#define RQ_REPORT_EXPOSITION_H

/*
 * A store's counters in Prometheus' text format (version 0.0.4), for the node exporter's
 * textfile collector or a scrape of the file. Names and units keep its conventions:
 * seconds, dollars, "_total". Counters live in the store, so they outlive processes.
 * rq-report(1) lists the metrics.
 */

#include "base/json.h"
#include "io/output.h"

/* What rq_store_counts(), rq_store_metrics() and rq_store_usage() gave; borrowed. */
struct rq_exposition {
	const json_t *counts, *metrics, *usage;
	int64_t now;
};

int rq_exposition_write(struct rq_output *out, const struct rq_exposition *of,
			struct rq_error *err);

#endif
