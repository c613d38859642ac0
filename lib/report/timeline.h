#ifndef RQ_REPORT_TIMELINE_H
#define RQ_REPORT_TIMELINE_H

/*
 * What happened when: a night in at most 48 spans of equal width, which doubles
 * as the night gets longer. Events may come in any order.
 */

#include <stdint.h>

#include "report/chart.h"

struct rq_timeline {   /* begins as { 0 } */
	int64_t width; /* ms of a span; 0: nothing has happened */
	int64_t first; /* number of the first span, since 1970 */
	struct rq_time_span {
		int64_t calls, latency_ms, cost_microusd; /* sums */
	} span[RQ_CHART_BARS];
};

/* A call that was answered then (ms), in so long, for so much; below 0 is 0. */
void rq_timeline_add(struct rq_timeline *timeline, int64_t when, int64_t latency_ms,
		     int64_t cost_microusd);

/* Latency of calls and dollars as charts; nothing where there was none. */
void rq_timeline_charts(struct rq_writer *w, const struct rq_timeline *timeline);

#endif
