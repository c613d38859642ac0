#ifndef RQ_REPORT_BIAS_H
#define RQ_REPORT_BIAS_H

/*
 * Whether scores and edits depend on who somebody is: a sample of results is made again,
 * with other names, pronouns and schools (swap.h), by the code that scores and by the local
 * engine. No model is asked: what it reads is redacted, and it would not answer twice the same.
 */

#include <stddef.h>

#include "base/json.h"
#include "store/store.h"

/*
 * Tries the done tasks that the filter takes: the wanted ones with the smallest ids, which is a
 * random choice, and the same each time. *figures is new: {"sample":n,"skipped":n (whose recipe
 * is of another rq, or whose résumé is gone),"why":"..." (the first was skipped),
 * "swaps":[{"kind","swap","runs","moved"}],"moved":[{"task_id","kind","swap",
 * "before":{"evidence",…},"after":{…}}]}, the latter RQ_MAX_REPORT_MOVED at most. -1: NULL; with
 * RQ_DAMAGED figures of those tasks whose records are not damaged.
 */
int rq_bias_try(struct rq_store *store, const struct rq_filter *filter, size_t wanted, int64_t now,
		json_t **figures, struct rq_error *err);

/* Whether anything was tried, if there was anything to try. */
bool rq_bias_tried(const json_t *figures);

/* How often something moved. */
int64_t rq_bias_moved(const json_t *figures);

#endif
