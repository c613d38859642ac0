#ifndef RQ_RESUME_HEARING_H
#define RQ_RESUME_HEARING_H

/*
 * What the workers of an intake say (resume/reading.h), checked before it is
 * believed: a worker that has read a stranger's document may be anybody by now.
 */

#include "base/error.h"
#include "io/worker.h"
#include "resume/intake.h"
#include "resume/twin.h"

/*
 * Whether a frame holds the record that was asked for, of that source, and
 * nothing else on its line. What makes a résumé known again is kept in *twin.
 */
int rq_hearing_record(const struct rq_frame *frame, enum rq_intake_want want, const char *source,
		      struct rq_twin *twin, struct rq_error *err);

/*
 * An error as a worker tells it: only codes that a document can have, only safe
 * text. Returns the name of the member that it is about, free(); NULL without.
 */
char *rq_hearing_failure(const struct rq_frame *frame, struct rq_error *why);

#endif
