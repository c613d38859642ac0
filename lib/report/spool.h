#ifndef RQ_REPORT_SPOOL_H
#define RQ_REPORT_SPOOL_H

/*
 * Fragments kept in a file until their place comes. The file has no name, so
 * nobody else finds it and it is gone however the process ends.
 */

#include <stdint.h>

#include "io/output.h"

struct rq_spool {
	struct rq_output out; /* append here; the caller counts bytes */
};

/* In $TMPDIR or /tmp. RQ_SYSTEM. Close it, also after a failure. */
int rq_spool_open(struct rq_spool *spool, struct rq_error *err);
void rq_spool_close(struct rq_spool *spool);

/* Reads a range of what was written. */
int rq_spool_read(struct rq_spool *spool, uint64_t offset, void *bytes, size_t length,
		  struct rq_error *err);

/* Copies a range of what was written to another output. */
int rq_spool_copy(struct rq_spool *spool, uint64_t offset, uint64_t length, struct rq_output *to,
		  struct rq_error *err);

#endif
