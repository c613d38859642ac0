#ifndef RQ_TOOL_COPY_H
#define RQ_TOOL_COPY_H

/* rq-admin copy: a store into another, of whichever kinds, verified. */

#include "tool/admin.h"

int rq_admin_copy(struct rq_admin *admin, struct rq_error *err);

#endif
