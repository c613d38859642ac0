#ifndef RQ_RESUME_MEND_H
#define RQ_RESUME_MEND_H

/* What others get wrong in JSON Resume, put right. */

#include "base/error.h"
#include "base/json.h"

/*
 * Makes a document of somebody else's fit, in place: brings one of Reactive Resume
 * to the members of JSON Resume (resume/reactive); takes out nulls, empty
 * strings, unsafe characters and an endDate that says "present"; brings dates
 * that can be read to ISO 8601, and values to the type they should have where
 * that says the same. The texts of what is left stand in "unplaced". Each kind
 * of change adds one warning, each misfit one of its own that names its path,
 * the rule and what was found, up to RQ_MAX_MISFITS_TOLD. Fails with
 * RQ_BAD_RECORD and the first misfit when nothing fits.
 */
int rq_mend_resume(json_t *resume, json_t *warnings, struct rq_error *err);

#endif
