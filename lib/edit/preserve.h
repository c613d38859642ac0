#ifndef RQ_EDIT_PRESERVE_H
#define RQ_EDIT_PRESERVE_H

/*
 * How much of a résumé is still there: in one piece, because the frame never
 * changes, and in words, because an omission misleads as well as an invention.
 */

#include <stdbool.h>

#include "base/json.h"
#include "match/stem.h"

/*
 * Whether everything but the texts and orders that edits may touch is the same:
 * as many entries in every section, and basics without summary and label byte
 * for byte.
 */
bool rq_preserve_frame(json_t *before, const json_t *after);

/*
 * The share of the stems (match/stem.h) of one text that the other still holds, in basis
 * points. Not the overlap coefficient: dividing by the smaller set, it says
 * 10000 of a résumé of which half was dropped.
 */
int rq_preserve_share(const char *before, const char *after, const struct rq_stemmer *stemmer);

#endif
