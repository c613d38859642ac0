#ifndef RQ_DOCUMENT_LEGIBLE_H
#define RQ_DOCUMENT_LEGIBLE_H

/*
 * Whether type that a word processor sets so is read by anybody: one bound for each way to make
 * it vanish, whatever the format that tells of it.
 */

#include "document/composer.h"

/* In points, but for stretch; 0 where the file does not say. */
struct rq_type_setting {
	float size;
	float stretch; /* percent of a letter's usual width */
	float spacing; /* between letters, beside the usual */
	float raised;  /* above the line, or below it */
	float left;    /* from the margin to where its first line begins */
	float line;    /* what its lines are high, whatever stands in them */
};

/* RQ_SEEN, RQ_TINY, RQ_OFF_PAGE or RQ_CLIPPED. */
enum rq_sight rq_legible_sight(const struct rq_type_setting *setting);

#endif
