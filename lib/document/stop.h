#ifndef RQ_DOCUMENT_STOP_H
#define RQ_DOCUMENT_STOP_H

/*
 * Labels set flush right in a column of their own, close to what they label, which begins at one
 * edge: as in forms of the EU. The white between the two is hardly wider than between words, but
 * in many lines it is at the same place, while the lines themselves begin anywhere.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/word_box.h"

enum { RQ_MAX_STOPS = 256 /* of a region, that are kept in mind */ };

/* Where a word ends and the next one begins, in points; and where their line begins. */
struct rq_stop {
	double right, left, line;
};

/* Begins as zeros. */
struct rq_stops {
	struct rq_stop list[RQ_MAX_STOPS];
	size_t count;
};

/* Keeps the places of a line, whose words are sorted by their left edge, that may be it. */
void rq_stops_add(struct rq_stops *stops, const struct rq_word_box *words, size_t count);

/* The place of most lines; false when no column of labels stands there. */
bool rq_stops_find(const struct rq_stops *stops, struct rq_stop *stop);

/* Whether such a place is between two words. */
bool rq_stop_is_between(const struct rq_stop *stop, const struct rq_word_box *before,
			const struct rq_word_box *word);

#endif
