#ifndef RQ_RESUME_READABLE_H
#define RQ_RESUME_READABLE_H

/*
 * How well a file reads, 0 to 100: contact 30 (name, e-mail, phone), sections
 * that survived reading 30 (absent ones do not count), structure 40 minus
 * deductions. A severe finding caps it at 59. It says nothing about the person.
 */

#include <stddef.h>

#include "base/json.h"

struct rq_readable {
	size_t headings; /* of sections that were seen */
	size_t survived; /* those under which something was found */
	int coverage;    /* basis points */
};

/* The figure; what lowered it much is added to warnings. */
int rq_readable_score(const json_t *resume, const struct rq_readable *seen, json_t *warnings);

#endif
