#ifndef RQ_EDIT_GUARD_H
#define RQ_EDIT_GUARD_H

/*
 * The guard stands between every engine and the result and fails closed: an
 * edit that the candidate's own lines do not support is dropped, and the rule
 * it broke is named. DESIGN section 5 numbers the rules. There is no weaker
 * mode.
 */

#include "base/json.h"
#include "edit/edit.h"
#include "match/job.h"

/* Part of the recipe: raise it with every change of what the guard lets pass. */
#define RQ_GUARD_VERSION "1"

struct rq_guard {
	const json_t *record; /* the resume record: document, text, provenance */
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
};

/* What the guard says of one edit; rule NULL: it may pass. */
struct rq_verdict {
	const char *rule; /* "path" "before" "source" "number" "term" "scope" ...; static */
	char why[160];    /* what broke it, for a person */
	json_t *warnings; /* array of strings (stock phrases), or NULL; new */
};

void rq_guard_judge(const struct rq_guard *guard, const struct rq_edit *edit,
		    struct rq_verdict *verdict);

#endif
