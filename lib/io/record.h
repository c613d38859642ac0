#ifndef RQ_IO_RECORD_H
#define RQ_IO_RECORD_H

/*
 * The envelope that every record has: {"type": …, "v": 1, …}. Tools handle the
 * types they know and pass the others on unchanged.
 */

#include <stdint.h>

#include "base/error.h"
#include "base/json.h"

enum { RQ_RECORD_VERSION = 1 };

/* A new record of that type: an object with type and v. */
json_t *rq_record_new(const char *type);

/*
 * The type of a record that came from outside; RQ_BAD_RECORD when type or v is
 * missing or v is newer than this program. Borrowed.
 */
int rq_record_type(const json_t *record, const char **type, struct rq_error *err);

/*
 * An "error" record: stage ("ingest", "enqueue", "optimize", "review", "report",
 * "export", "store"), code and message from err, source (a path, or "line 12"; NULL for none). What
 * a stranger's bytes brought into them is escaped. New.
 */
json_t *rq_record_error(const char *stage, const char *source, const struct rq_error *err);

/* Sets a member to a time (RFC 3339) if there is one: ms, 0 for none. */
void rq_record_set_time(json_t *record, const char *key, int64_t when);

#endif
