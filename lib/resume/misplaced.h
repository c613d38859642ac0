#ifndef RQ_RESUME_MISPLACED_H
#define RQ_RESUME_MISPLACED_H

/*
 * What people write into a member of an entry because the form that they filled in has none for it,
 * and JSON Resume does: a subject behind the degree, a town as the subject, a sentence as a name.
 */

#include "base/json.h"

/* Puts it where it belongs, in place. Other entries stay as they are. */
void rq_misplaced_mend(const char *section, json_t *entry);

#endif
