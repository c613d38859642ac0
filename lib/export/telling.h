#ifndef RQ_EXPORT_TELLING_H
#define RQ_EXPORT_TELLING_H

/*
 * Edits in the order in which they matter to whose résumé it is: what was left
 * out, what says something else, what only changed its place; those of an entry
 * together, where the first of them stands.
 */

#include <stddef.h>

#include "base/json.h"

/* The indices of all edits; free(). Takes their square in time: RQ_MAX_EDITS are no trouble. */
size_t *rq_telling_order(const json_t *edits);

#endif
