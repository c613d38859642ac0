#ifndef RQ_DOCUMENT_DIRECTION_H
#define RQ_DOCUMENT_DIRECTION_H

/*
 * Which box belongs to which character, where poppler's text has letters that run
 * from right to left. Its boxes come in the order of a page, from left to right
 * inside each word; its text comes in the order in which people read, and what
 * was turned around stands between marks: right-to-left embedding (U+202B) with,
 * inside, left-to-right embedding (U+202A), each up to its end (U+202C).
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/outline.h"

/*
 * Whether letters of the text run from right to left, or it is of a page that does, as
 * its marks tell: poppler marks each word of such a page, numbers too.
 */
bool rq_direction_is_mixed(const char *text);

/*
 * Mends text and boxes until a box belongs to each character: the marks are taken
 * out, boxes change places. The letters of one glyph ("lam alef") come turned
 * around as well ("alef lam"), which their text is not: it is turned back. False
 * when there are more characters than boxes, or fewer.
 */
bool rq_direction_match(char *text, struct rq_area *boxes, size_t count);

#endif
