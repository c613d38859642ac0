#ifndef RQ_REPORT_HEADCOUNT_H
#define RQ_REPORT_HEADCOUNT_H

/*
 * How many different candidates there are among results, of which a candidate has one for
 * each job: a set of the first 64 bits of ids, which are digests, so that among a million
 * people two are taken for one with a probability of 3e-8. Open addressing, linear probing.
 */

#include <stddef.h>
#include <stdint.h>

struct rq_headcount {
	uint64_t *slots; /* 0: free */
	size_t capacity; /* a power of two */
	size_t count;
};

/* Begin with { 0 }. A candidate by id (32 hexadecimal digits; others are not counted). */
void rq_headcount_add(struct rq_headcount *heads, const char *candidate_id);
void rq_headcount_free(struct rq_headcount *heads);

#endif
