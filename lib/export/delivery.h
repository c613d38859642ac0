#ifndef RQ_EXPORT_DELIVERY_H
#define RQ_EXPORT_DELIVERY_H

/*
 * Where documents go: a folder, into which each comes whole by a rename, or a
 * zip, which appears whole at the end or not at all. No document takes the
 * place of another candidate's. A folder remembers in RQ_DELIVERY_INDEX what
 * is put there (the "export" records), so that the same résumé for the same job
 * keeps its name from run to run. The line comes before its document: what no
 * line names could not be withdrawn.
 */

#include <stdint.h>

#include "base/json.h"

#define RQ_DELIVERY_INDEX ".rq-export.ndjson"

struct rq_delivery;

/*
 * Opens a folder's index to read and write (and with further flags of open()), and locks it until
 * it is closed: one process at a time delivers there or withdraws. RQ_NOT_FOUND when there is
 * none and flags lack O_CREAT, RQ_AGAIN while another process has it, RQ_SYSTEM.
 */
int rq_delivery_lock(const char *folder, int flags, int *index, struct rq_error *err);

/*
 * A path that ends in ".zip", else a folder, which is made. RQ_SYSTEM, RQ_AGAIN
 * when another process delivers there. Free it.
 */
int rq_delivery_open(const char *path, struct rq_delivery **delivery, struct rq_error *err);
void rq_delivery_free(struct rq_delivery *delivery);

/*
 * Puts a document there: its name begins with stem, ends with extension, and
 * has something in between when that is taken. record gets path, bytes and
 * digest, and is remembered; it has the ids. seconds is the time of a member.
 */
int rq_delivery_put(struct rq_delivery *delivery, const char *stem, const char *extension,
		    const char *bytes, size_t length, int64_t seconds, json_t *record,
		    struct rq_error *err);

/* All is there, and lasts: a zip appears. */
int rq_delivery_finish(struct rq_delivery *delivery, struct rq_error *err);

#endif
