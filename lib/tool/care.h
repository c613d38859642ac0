#ifndef RQ_TOOL_CARE_H
#define RQ_TOOL_CARE_H

/* The commands of rq-admin that look after the store itself: rows of the table in admin.c. */

#include "tool/admin.h"

/* Of an open store. */
int rq_admin_check(struct rq_admin *admin, struct rq_error *err);
int rq_admin_backup(struct rq_admin *admin, struct rq_error *err);

int rq_admin_expire(struct rq_admin *admin, struct rq_error *err);
int rq_admin_hold(struct rq_admin *admin, struct rq_error *err);

/* Of one that nobody may have open: admin->store is NULL. */
int rq_admin_compact(struct rq_admin *admin, struct rq_error *err);
int rq_admin_rekey(struct rq_admin *admin, struct rq_error *err);
int rq_admin_migrate(struct rq_admin *admin, struct rq_error *err);
int rq_admin_restore(struct rq_admin *admin, struct rq_error *err);

#endif
