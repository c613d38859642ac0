#ifndef RQ_DOCUMENT_LEGIBLE_H
#define RQ_DOCUMENT_LEGIBLE_H

/*
 * Whether type that is set so is read by anybody: one bound for each way to make it vanish,
 * whatever the format that tells of it. Colors have theirs in document/color.
 */

#include <stdbool.h>

/* Whether a person who looks at the pages sees a text; or else why not. */
enum rq_sight {
	RQ_SEEN,
	RQ_VANISHED, /* marked as hidden */
	RQ_WHITE,    /* in the color of what is behind it */
	RQ_OFF_PAGE,
	RQ_CLIPPED, /* its line has no height */
	RQ_TINY,    /* too small to read, or drawn together */
};

/*
 * Each says whether letters that are set so can be read. Lengths are in points, negative ones to
 * the left and down.
 */
bool rq_legible_size(double size);
bool rq_legible_stretch(double percent);              /* of a letter's usual width or height */
bool rq_legible_spacing(double spacing, double size); /* beside the usual; size 0: not known */
bool rq_legible_raised(double raised);                /* above the line, or below it */
bool rq_legible_left(double left);                    /* from the margin to where they begin */
bool rq_legible_line(double height);                  /* of their line, whatever stands in it */

/* All of these at once: in points, but for stretch; 0 where the file does not say. */
struct rq_type_setting {
	float size;
	float stretch; /* percent */
	float spacing;
	float raised;
	float left;
	float line;
};

/* RQ_SEEN, RQ_TINY, RQ_OFF_PAGE or RQ_CLIPPED. */
enum rq_sight rq_legible_sight(const struct rq_type_setting *setting);

#endif
