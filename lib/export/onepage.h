#ifndef RQ_EXPORT_ONEPAGE_H
#define RQ_EXPORT_ONEPAGE_H

/*
 * A change sheet on one page: what one page has is read. It is set as any document
 * where that fits; else in smaller type, then with long passages told by their ends,
 * and at last with as many changes and questions as there is room for, and a line
 * that says how many more the full report has.
 */

#include "export/changes.h"
#include "export/look.h"

/* Whether a manuscript goes on one page. */
typedef bool rq_fits(const struct rq_manuscript *manuscript, const struct rq_look *look);

/*
 * Composes the sheet of a result record. *look is where it starts, and becomes what
 * it is to be set in. What no page holds (one change of a thousand words) is composed
 * all the same. The manuscript is the caller's, also after a failure. As rq_compose().
 */
int rq_onepage_compose(const json_t *result, rq_fits *fits, struct rq_look *look,
		       struct rq_manuscript *manuscript, struct rq_error *err);

/* A fit without fonts, by the usual width of letters. */
bool rq_onepage_fits_about(const struct rq_manuscript *manuscript, const struct rq_look *look);

#endif
