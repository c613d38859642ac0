#include "document/gutter.h"

#include <math.h>
#include <string.h>

#include "document/year.h"

enum { LONGEST_DATE = 24, MOST_WORDS = 6 };

/* Shares of the type's size. */
static const double GUTTER = 1.0; /* narrower is a space */
static const double NARROW = 0.6; /* but behind a date in a column of its own */

/* Whether words are a date, or some: short, and with a year. */
static bool are_date(const struct rq_word_box *words, size_t count)
{
	size_t bytes = 0;
	bool year = false;

	for (size_t i = 0; i < count && i < MOST_WORDS; i++) {
		bytes += words[i].length + 1;
		year = year || rq_year_in(words[i].text, words[i].length) != 0;
	}
	return year && count <= MOST_WORDS && bytes <= LONGEST_DATE;
}

void rq_gaps_find(const struct rq_word_box *words, size_t count, double unit, struct rq_gaps *gaps)
{
	double reached = -HUGE_VAL;

	gaps->count = 0;
	for (size_t i = 0; i <= count && gaps->count < RQ_MAX_GAPS; i++) {
		double next = i < count ? words[i].left : HUGE_VAL;
		bool dated = next - reached >= NARROW * unit && are_date(words, i);

		if (dated || next - reached >= GUTTER * unit)
			gaps->list[gaps->count++] = (struct rq_gap) { reached, next, dated };
		if (i < count && words[i].right > reached)
			reached = words[i].right;
	}
}

void rq_gaps_intersect(const struct rq_gaps *a, const struct rq_gaps *b, double unit,
		       struct rq_gaps *both)
{
	struct rq_gaps result = { .count = 0 };

	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count && result.count < RQ_MAX_GAPS; k++) {
			struct rq_gap gap = { fmax(a->list[i].from, b->list[k].from),
					      fmin(a->list[i].to, b->list[k].to),
					      a->list[i].dated || b->list[k].dated };

			if (gap.to - gap.from >= (gap.dated ? NARROW : GUTTER) * unit)
				result.list[result.count++] = gap;
		}
	*both = result;
}

const struct rq_gap *rq_gaps_widest(const struct rq_gaps *gaps)
{
	const struct rq_gap *widest = NULL;

	for (size_t i = 0; i < gaps->count; i++) {
		const struct rq_gap *gap = &gaps->list[i];

		if (isinf(gap->from) || isinf(gap->to))
			continue;
		if (!widest || gap->to - gap->from > widest->to - widest->from)
			widest = gap;
	}
	return widest;
}

bool rq_gap_is_narrow(const struct rq_gap *gap, double unit)
{
	return gap->to - gap->from < GUTTER * unit;
}
