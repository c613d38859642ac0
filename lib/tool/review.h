#ifndef RQ_TOOL_REVIEW_H
#define RQ_TOOL_REVIEW_H

/* rq-admin review: decisions from standard input, or approval of many at once. */

#include "tool/admin.h"

int rq_admin_review(struct rq_admin *admin, struct rq_error *err);

#endif
