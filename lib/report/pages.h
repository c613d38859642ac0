#ifndef RQ_REPORT_PAGES_H
#define RQ_REPORT_PAGES_H

/* Where the further pages of a report lie, and which of them an earlier report left. */

#include <stddef.h>

#include "base/error.h"

/* Where a further page goes, number 2 or more: "a/report-2.html". free(). */
char *rq_pages_path(const char *path, size_t number);

/*
 * Removes the further pages of an earlier report at the same path, which had more than count
 * pages: they show people whom the report may not have any more. A file of such a name that is
 * no further page of ours (frame.h) stays. RQ_SYSTEM.
 */
int rq_pages_prune(const char *path, size_t count, struct rq_error *err);

#endif
