#ifndef RQ_STORE_PACK_H
#define RQ_STORE_PACK_H

/*
 * A task as bytes: versioned, of fixed layout up to the texts, with a checksum
 * at the end. Decoding takes nothing for granted. A task without failures
 * keeps its size from the queue to its end, so it is overwritten in place.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/key.h"
#include "store/owner.h"
#include "store/table.h"
#include "store/task.h"

/* A task, and what only the store knows of it. */
struct rq_stored {
	struct rq_task task;
	uint64_t number;  /* its place in the order of arrival; the key, not in the bytes */
	bool ready;       /* waits in the ready index, not for its time */
	bool provisional; /* done, but its result does not answer the next time */
	int64_t deadline; /* of the lease */
	struct rq_owner owner;
};

/* The most that a task takes: its fixed part, its texts, RQ_MAX_HISTORY failures. */
enum { RQ_PACK_MAX = 8192 };

/* Returns how many bytes were written. */
size_t rq_pack_task(const struct rq_stored *stored, unsigned char bytes[RQ_PACK_MAX]);

/* RQ_DAMAGED when the bytes are no task. Free stored->task. */
int rq_unpack_task(struct rq_span bytes, struct rq_stored *stored, struct rq_error *err);

/* A folded id of a packed task, or NULL when it is too short to be one. Borrowed. */
enum rq_pack_id { RQ_PACK_TASK, RQ_PACK_CANDIDATE, RQ_PACK_RESUME, RQ_PACK_JOB };
const unsigned char *rq_pack_id(struct rq_span bytes, enum rq_pack_id which);

#endif
