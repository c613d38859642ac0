#ifndef RQ_REPORT_CENSUS_H
#define RQ_REPORT_CENSUS_H

/*
 * How often each name occurred. The names come from records, so their number
 * and length are bounded: when the table is full, new names count as "other".
 */

#include <stddef.h>
#include <stdint.h>

struct rq_count {
	char *name; /* cut at RQ_MAX_CENSUS_BYTES */
	int64_t count;
};

struct rq_census {
	struct rq_count *entry; /* in order of first occurrence */
	size_t count;
	size_t capacity;
	size_t limit;
	int64_t other; /* of names that found no room */
};

/* An empty census of up to limit names. Free it. */
void rq_census_init(struct rq_census *census, size_t limit);
void rq_census_free(struct rq_census *census);

void rq_census_add(struct rq_census *census, const char *name, int64_t count);

/* Of all names, "other" included. */
int64_t rq_census_total(const struct rq_census *census);

/*
 * The most frequent entries, equals in alphabetical order, into top (room for
 * max). Returns how many. Borrowed, until the next change.
 */
size_t rq_census_top(const struct rq_census *census, const struct rq_count **top, size_t max);

#endif
