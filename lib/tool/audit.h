#ifndef RQ_TOOL_AUDIT_H
#define RQ_TOOL_AUDIT_H

/* A command of rq-admin: a row of the table in admin.c. */

#include "tool/admin.h"

int rq_admin_audit(struct rq_admin *admin, struct rq_error *err);

#endif
