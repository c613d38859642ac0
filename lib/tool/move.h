#ifndef RQ_TOOL_MOVE_H
#define RQ_TOOL_MOVE_H

/* rq-admin export and import: all that a store holds as records, and back. */

#include "tool/admin.h"

int rq_admin_export(struct rq_admin *admin, struct rq_error *err);
int rq_admin_import(struct rq_admin *admin, struct rq_error *err);

#endif
