#ifndef RQ_REPORT_SPREAD_H
#define RQ_REPORT_SPREAD_H

/*
 * How numbers are spread: how many, their mean, extremes and quantiles, without
 * keeping them. They are counted in bins: one a unit up to 1,024 units, then
 * 512 for each doubling (0.2 %), so memory grows with the logarithm of the
 * largest number and not with how many there are.
 */

#include <stddef.h>
#include <stdint.h>

struct rq_spread {
	int64_t count, sum, least, most;
	int64_t unit;   /* width of the narrowest bin */
	uint32_t *bins; /* grows as far as needed */
	size_t bin_count;
};

/* Nothing yet; numbers are told apart to the nearest unit (1 or more). Free it. */
void rq_spread_init(struct rq_spread *spread, int64_t unit);
void rq_spread_free(struct rq_spread *spread);

/* A number; below 0 counts as 0. */
void rq_spread_add(struct rq_spread *spread, int64_t number);

/* Rounded; 0 when there is nothing. */
int64_t rq_spread_mean(const struct rq_spread *spread);

/* How many numbers are at most this one, as exact as their bins. */
int64_t rq_spread_upto(const struct rq_spread *spread, int64_t number);

/*
 * The number that so many hundredths of all do not pass (nearest rank; 50 is
 * the median), as exact as its bin. 0 when there is nothing.
 */
int64_t rq_spread_quantile(const struct rq_spread *spread, int percent);

#endif
