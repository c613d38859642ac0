#ifndef RQ_REPORT_WORDING_H
#define RQ_REPORT_WORDING_H

/* What became of a candidate, in the words of people: those of the page and of the workbook. */

#include <stdbool.h>

#include "result/gist.h"

/* Whether a person's rejection gave back the résumé as it was sent in. */
bool rq_wording_is_original(const struct rq_gist *gist);

/* "tailored", "needs review" and the like; static. */
const char *rq_wording_of(const struct rq_gist *gist);

#endif
