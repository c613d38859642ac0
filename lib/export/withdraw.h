#ifndef RQ_EXPORT_WITHDRAW_H
#define RQ_EXPORT_WITHDRAW_H

/* What was delivered of a candidate leaves the folder that it went to (delivery.h). */

#include <stddef.h>

#include "base/error.h"

/*
 * Removes the documents that the folder's index has for a candidate, then their lines of the
 * index, and adds to *count. RQ_NOT_FOUND when nothing was delivered there, RQ_AGAIN while
 * another process delivers there, RQ_SYSTEM.
 */
int rq_delivery_withdraw(const char *folder, const char *candidate_id, size_t *count,
			 struct rq_error *err);

#endif
