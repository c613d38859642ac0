#ifndef RQ_REPORT_TALLY_H
#define RQ_REPORT_TALLY_H

/*
 * How often each name occurred. The names come from records, so their number
 * and length are bounded: when the table is full, new names count as "other".
 */

#include <stddef.h>
#include <stdint.h>

struct rq_count {
	char *name; /* cut at RQ_MAX_TALLY_BYTES */
	int64_t count;
};

struct rq_tally {
	struct rq_count *entry; /* in order of first occurrence */
	size_t count;
	size_t capacity;
	size_t limit;
	int64_t other; /* of names that found no room */
};

/* An empty tally of up to limit names. Free it. */
void rq_tally_init(struct rq_tally *tally, size_t limit);
void rq_tally_free(struct rq_tally *tally);

void rq_tally_add(struct rq_tally *tally, const char *name, int64_t count);

/* Of all names, "other" included. */
int64_t rq_tally_total(const struct rq_tally *tally);

/*
 * The most frequent entries, equals in alphabetical order, into top (room for
 * max). Returns how many. Borrowed, until the next change.
 */
size_t rq_tally_top(const struct rq_tally *tally, const struct rq_count **top, size_t max);

#endif
