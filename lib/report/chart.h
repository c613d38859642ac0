#ifndef RQ_REPORT_CHART_H
#define RQ_REPORT_CHART_H

/*
 * Charts as SVG in the page: without script, in the page's own colors, and
 * told in words to who does not see them.
 */

#include "report/census.h"
#include "report/spread.h"
#include "report/writer.h"

/* How many scores (basis points) lie in each tenth of the scale. */
void rq_chart_scores(struct rq_writer *w, const char *title, const struct rq_spread *scores);

/* How many times (ms) lie between a second and an hour, on a scale that grows. */
void rq_chart_times(struct rq_writer *w, const char *title, const struct rq_spread *times);

/* A value in a row of them, in the order of time. */
struct rq_chart_bar {
	char label[32]; /* when it was */
	int64_t value;
	char text[32]; /* how much it is */
};
enum { RQ_CHART_BARS = 48 };

/* Bars beside each other; nothing when all are 0. */
void rq_chart_bars(struct rq_writer *w, const char *title, const struct rq_chart_bar *bars,
		   size_t count);

/* The most frequent names, a bar each. */
void rq_chart_names(struct rq_writer *w, const char *title, const struct rq_census *names);

#endif
