#ifndef RQ_RESUME_MEND_H
#define RQ_RESUME_MEND_H

/*
 * What others get wrong in JSON Resume, put right. mend.c takes out what says
 * nothing and reads dates; fit.c brings values to the types of the model, and
 * moves to "unplaced" what cannot be.
 */

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
 * Makes a document of somebody else's fit, in place: takes out nulls, empty
 * strings, unsafe characters and an endDate that says "present"; brings dates
 * that can be read to ISO 8601, and values to the type they should have where
 * that says the same. The texts of what is left stand in "unplaced". Each kind
 * of change adds one warning, each misfit one of its own that names its path,
 * the rule and what was found, up to RQ_MAX_MISFITS_TOLD. Fails with
 * RQ_BAD_RECORD and the first misfit when nothing fits.
 */
int rq_mend_resume(json_t *resume, json_t *warnings, struct rq_error *err);

/* The part that knows types (fit.c), and what it needs of dates: member key of entry. */
int rq_mend_fit(json_t *resume, struct rq_mending *mending, json_t *warnings, struct rq_error *err);
void rq_mend_date(json_t *entry, const char *key, struct rq_mending *mending);

#endif
