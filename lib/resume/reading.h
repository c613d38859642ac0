#ifndef RQ_RESUME_READING_H
#define RQ_RESUME_READING_H

/*
 * What the workers of resume/intake do: one reads a document and answers with
 * a record, the other unpacks a container member by member. Here is the
 * language between them and the parent, and all that runs in them.
 *
 *   reader:   RQ_ASK_READ name, fd     -> RQ_SAY_RECORD json
 *                                       | RQ_SAY_CONTAINER
 *                                       | RQ_SAY_FAILED {"code","message"}
 *   unpacker: RQ_ASK_OPEN name, fd     -> as RQ_ASK_NEXT: the first member
 *             RQ_ASK_NEXT              -> RQ_SAY_MEMBER name, fd
 *                                       | RQ_SAY_FAILED {"name","code","message"}
 *                                       | RQ_SAY_END {"skipped"}
 *
 * A member's name is that inside the container; an empty one means itself.
 */

#include "base/error.h"
#include "base/json.h"
#include "io/worker.h"
#include "resume/intake.h"

enum rq_reading {
	RQ_ASK_READ = 1,
	RQ_ASK_OPEN,
	RQ_ASK_NEXT,
	RQ_SAY_RECORD,
	RQ_SAY_CONTAINER,
	RQ_SAY_MEMBER,
	RQ_SAY_FAILED,
	RQ_SAY_END,
};

/* To be rq_worker_options.serve; context is const struct rq_intake_options *. */
void rq_reading_serve_reader(struct rq_channel *channel, void *context);
void rq_reading_serve_unpacker(struct rq_channel *channel, void *context);

/*
 * The record of one document's bytes, new; name is its path for the record.
 * What a reader does, for tests and measurements without a worker.
 */
int rq_reading_record(enum rq_intake_want want, const char *name, const char *bytes, size_t length,
		      json_t **record, struct rq_error *err);

#endif
