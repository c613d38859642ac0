#ifndef RQ_DOCUMENT_TYPESET_H
#define RQ_DOCUMENT_TYPESET_H

/*
 * Text set into a box, line under line, as operators of a PDF's content stream, in a font "/F" in
 * which a code is two bytes, the number of its character in Unicode, and each is half as wide as
 * the type is large.
 */

#include <stddef.h>

#include "base/buffer.h"

struct rq_typeset {
	double width, height; /* of the box, points */
	double size;          /* of the type, points */
	size_t across, lines; /* characters in a line; how many of these there are */
};

/*
 * Takes the largest type up to the size asked, or to what is usual for 0, in which the box has room
 * for the text; as large as one reads, but for what is asked or the box is low. Then the box grows
 * until there is room for all, but for a narrow one, in which nobody reads more than letters.
 */
void rq_typeset_fit(struct rq_typeset *set, double asked, const char *text, size_t length);

/* Appends what shows it; the lower left corner of the box is the origin. -1: there is no room. */
int rq_typeset_put(struct rq_typeset *set, const char *text, size_t length, struct rq_buffer *look);

#endif
