#ifndef RQ_EXPORT_CHANGES_H
#define RQ_EXPORT_CHANGES_H

/*
 * A change sheet: what a candidate is shown before their résumé goes out. What
 * was changed, before and after, with the words that differ marked, and the
 * questions that the gaps raise; nothing of scores, and no edit that was refused.
 */

#include "base/json.h"
#include "export/manuscript.h"

/* Of a result record. The manuscript is the caller's, also after a failure. As rq_compose(). */
int rq_compose_changes(const json_t *result, struct rq_manuscript *manuscript,
		       struct rq_error *err);

#endif
