#ifndef FAKE_DICE_H
#define FAKE_DICE_H

/* Chance that a seed repeats, and how long an answer takes. */

#include <stdint.h>

struct dice {
	uint64_t state; /* the seed */
};

/* Evenly from [0, 1). */
double dice_roll(struct dice *dice);

/* Latency: median * exp(sigma * normal). sigma 0: always the median. */
struct latency {
	double median, sigma; /* ms */
};

int64_t dice_latency(struct dice *dice, const struct latency *latency);

#endif
