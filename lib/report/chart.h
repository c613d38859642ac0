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

/* The most frequent names, a bar each. */
void rq_chart_names(struct rq_writer *w, const char *title, const struct rq_census *names);

#endif
