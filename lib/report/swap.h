#ifndef RQ_REPORT_SWAP_H
#define RQ_REPORT_SWAP_H

/*
 * The same résumé of somebody else: with another name, the other pronouns, other schools.
 * What a résumé is worth for a job must not depend on them.
 */

#include <stddef.h>

#include "base/json.h"

/* How many swaps there are, what kind each is of ("names"), and what it puts in; static. */
size_t rq_swap_count(void);
const char *rq_swap_kind(size_t swap);
const char *rq_swap_name(size_t swap);

/*
 * The resume record with its text written anew; new. With a swap below rq_swap_count()
 * after it, else as it is: what others are compared with. NULL when the swap finds nothing.
 */
json_t *rq_swap(size_t swap, const json_t *record);

#endif
