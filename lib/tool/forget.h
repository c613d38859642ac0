#ifndef RQ_TOOL_FORGET_H
#define RQ_TOOL_FORGET_H

/* rq-admin forget: a person leaves the store, and a receipt tells what of. */

#include "tool/admin.h"

int rq_admin_forget(struct rq_admin *admin, struct rq_error *err);

#endif
