#ifndef RQ_DOCUMENT_GUTTER_H
#define RQ_DOCUMENT_GUTTER_H

/* Free strips from the top to the bottom of some words: what may be a gutter between columns. */

#include "document/word_box.h"

enum { RQ_MAX_GAPS = 32 /* that are kept in mind */ };

struct rq_gap {
	double from, to;
	bool dated; /* what stands left of it is a date: there a narrower one will do */
};

/* Free intervals across the page, from left to right. */
struct rq_gaps {
	struct rq_gap list[RQ_MAX_GAPS];
	size_t count;
};

/* What is free beside and between words that are sorted by their left edge. */
void rq_gaps_find(const struct rq_word_box *words, size_t count, double unit, struct rq_gaps *gaps);

/* What two have in common, as far as it is as wide as a gutter; both may be one of them. */
void rq_gaps_intersect(const struct rq_gaps *a, const struct rq_gaps *b, double unit,
		       struct rq_gaps *both);

/* The widest gap with words on both sides, or NULL. */
const struct rq_gap *rq_gaps_widest(const struct rq_gaps *gaps);

/* Whether a gap is a gutter only if dates stand left of it. */
bool rq_gap_is_narrow(const struct rq_gap *gap, double unit);

#endif
