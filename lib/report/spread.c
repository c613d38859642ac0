#include "report/spread.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/sum.h"

enum { PER_DOUBLING = 512 };

void rq_spread_init(struct rq_spread *spread, int64_t unit)
{
	assert(unit >= 1);
	*spread = (struct rq_spread) { .unit = unit };
}

void rq_spread_free(struct rq_spread *spread)
{
	if (!spread)
		return;
	free(spread->bins);
	spread->bins = NULL;
}

static size_t bin_of(int64_t units)
{
	size_t doublings = 0;

	while (units >= INT64_C(2) * PER_DOUBLING) {
		units >>= 1;
		doublings++;
	}
	return doublings * PER_DOUBLING + (size_t)units;
}

/* The middle of a bin, in units. */
static int64_t middle_of(size_t bin)
{
	size_t doublings = bin < PER_DOUBLING ? 0 : bin / PER_DOUBLING - 1;
	int64_t least = (int64_t)(bin - doublings * PER_DOUBLING) << doublings;

	return least + ((INT64_C(1) << doublings) - 1) / 2;
}

void rq_spread_add(struct rq_spread *spread, int64_t number)
{
	size_t bin;

	if (number < 0)
		number = 0;
	if (spread->count == 0 || number < spread->least)
		spread->least = number;
	if (number > spread->most)
		spread->most = number;
	spread->count++;
	rq_sum_add(&spread->sum, number);
	bin = bin_of(number / spread->unit + (number % spread->unit * 2 >= spread->unit));
	if (bin >= spread->bin_count) {
		size_t count = (bin / PER_DOUBLING + 1) * PER_DOUBLING;

		spread->bins = rq_resize(spread->bins, count, sizeof *spread->bins);
		memset(spread->bins + spread->bin_count, 0,
		       (count - spread->bin_count) * sizeof *spread->bins);
		spread->bin_count = count;
	}
	spread->bins[bin]++;
}

int64_t rq_spread_upto(const struct rq_spread *spread, int64_t number)
{
	int64_t count = 0;

	for (size_t i = 0; i < spread->bin_count && middle_of(i) <= number / spread->unit; i++)
		count += spread->bins[i];
	return count;
}

int64_t rq_spread_mean(const struct rq_spread *spread)
{
	return spread->count == 0 ? 0 : (spread->sum + spread->count / 2) / spread->count;
}

int64_t rq_spread_quantile(const struct rq_spread *spread, int percent)
{
	int64_t rank = (spread->count * percent + 99) / 100, seen = 0, number = spread->most;

	assert(percent >= 0 && percent <= 100);
	for (size_t bin = 0; bin < spread->bin_count; bin++) {
		seen += spread->bins[bin];
		if (seen >= rank && seen > 0) {
			number = middle_of(bin) * spread->unit;
			break;
		}
	}
	if (number < spread->least)
		return spread->least;
	return number > spread->most ? spread->most : number;
}
