#ifndef RQ_RESUME_FIT_H
#define RQ_RESUME_FIT_H

/* Values of somebody else's JSON Resume brought to the types of the model (resume/model). */

#include <stddef.h>

#include "base/error.h"
#include "base/json.h"

/* What was changed, counted. */
struct rq_mending {
	size_t empty;
	size_t unsafe;
	size_t present;
	size_t dates;
	size_t types;
	size_t misfits;
};

/*
 * Fits a resume in place and adds to present, dates, types and misfits. The texts
 * of what fits nowhere go to "unplaced", with a warning each up to
 * RQ_MAX_MISFITS_TOLD. Fails with RQ_BAD_RECORD and the first misfit when no
 * section keeps a text.
 */
int rq_fit_resume(json_t *resume, struct rq_mending *mending, json_t *warnings,
		  struct rq_error *err);

#endif
