#ifndef RQ_GATEWAY_UPLOAD_H
#define RQ_GATEWAY_UPLOAD_H

/*
 * What somebody sent, a document or a container, to records. rq-ingest reads it, the program beside
 * this one, in its sandboxed workers: so what looks at a task does not load the libraries that read
 * documents.
 */

#include "base/error.h"
#include "base/json.h"

struct rq_upload {
	const char
	    *name; /* as the client calls it; NULL: it does not. Only its last part is kept */
	const char *data;
	size_t length;
	int64_t deadline; /* rq_clock_steady() */
};

/*
 * Calls take for each record: a "resume", or an "error". It borrows the record. RQ_TIMEOUT,
 * RQ_SYSTEM, or what take failed with.
 */
int rq_upload_read(const struct rq_upload *upload,
		   int (*take)(json_t *record, void *context, struct rq_error *err), void *context,
		   struct rq_error *err);

#endif
