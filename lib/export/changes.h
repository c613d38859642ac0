#ifndef RQ_EXPORT_CHANGES_H
#define RQ_EXPORT_CHANGES_H

/*
 * A change sheet: what a candidate is shown before their résumé goes out. What
 * was changed, before and after, with the words that differ marked, and the
 * questions that the gaps raise; nothing of scores, and no edit that was refused.
 * What was left out comes first, then what says something else, then what only
 * changed its place.
 */

#include <stdbool.h>

#include "base/json.h"
#include "export/manuscript.h"

/* How much is shown. */
struct rq_extent {
	size_t most; /* changes at most, and questions; how many more there are is said */
	bool brief;  /* long passages are told by their ends: "… in Kubernetes …" */
};

/* How many changes a result has, or questions where these are more. */
size_t rq_changes_count(const json_t *result);

/* Of a result record. The manuscript is the caller's, also after a failure. As rq_compose(). */
int rq_compose_changes(const json_t *result, const struct rq_extent *extent,
		       struct rq_manuscript *manuscript, struct rq_error *err);

#endif
