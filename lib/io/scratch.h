#ifndef RQ_IO_SCRATCH_H
#define RQ_IO_SCRATCH_H

/* Bytes that are written first and read then, in memory that has a descriptor: no file is left
 * behind. */

#include "io/output.h"

struct rq_scratch {
	int fd; /* -1: closed */
	struct rq_output out;
};

/* Opens it for writing to out. Close it, whatever is returned. */
int rq_scratch_open(struct rq_scratch *scratch, struct rq_error *err);

/* All is written: from here on fd is read, from the start. */
int rq_scratch_turn(struct rq_scratch *scratch, struct rq_error *err);

/* Appends all that is left to be read. */
int rq_scratch_drain(struct rq_scratch *scratch, struct rq_buffer *buffer, struct rq_error *err);

void rq_scratch_close(struct rq_scratch *scratch);

#endif
