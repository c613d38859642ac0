#ifndef RQ_REPORT_PLACE_H
#define RQ_REPORT_PLACE_H

/* Where an edit is and what it does, in words for people. */

#include "base/buffer.h"

/* "/work/0/highlights/2" is "work 1, highlights 3", as people count; the buffer is emptied first.
 * The words are the path's own, a stranger's. */
void rq_place_words(const char *path, struct rq_buffer *words);

/* The op of an edit, or NULL: "rewritten"; static. */
const char *rq_place_deed(const char *op);

#endif
