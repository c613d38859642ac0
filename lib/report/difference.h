#ifndef RQ_REPORT_DIFFERENCE_H
#define RQ_REPORT_DIFFERENCE_H

/* What differs between two texts, in whole words. */

#include <stddef.h>

enum { RQ_MAX_MARKS = 32 };

/* Pieces of a text that the other one lacks, in order, apart from each other. */
struct rq_marked {
	size_t count;
	struct {
		size_t start, end; /* bytes; end is behind the last */
	} mark[RQ_MAX_MARKS];
};

struct rq_difference {
	struct rq_marked before, after;
};

/*
 * As few words as may be are marked. Where texts are very long, or differ in more than
 * RQ_MAX_MARKS places, all between the first and the last difference is one piece. NULL
 * for either: nothing is marked.
 */
void rq_difference(const char *before, const char *after, struct rq_difference *difference);

#endif
