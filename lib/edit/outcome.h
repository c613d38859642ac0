#ifndef RQ_EDIT_OUTCOME_H
#define RQ_EDIT_OUTCOME_H

/* What a tailoring came to: its status, its figures, and what a person should know. */

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "edit/edit.h"
#include "edit/guard.h"
#include "match/score.h"

/* What became of one edit; rule NULL: it is in the result. */
struct rq_ruling {
	const char *rule;
	char why[160];
};

struct rq_tailoring {
	struct rq_guard guard;
	json_t *source; /* the document of the record */
	struct rq_edits edits;
	struct rq_ruling *ruling;
	json_t *document; /* tailored */
	struct rq_score before;
	struct rq_score after; /* nothing when no edit is in the result: it is before */
	bool changed;          /* an edit is in the result */
	json_t *warnings;
	bool review;
};

/* Adds {"code", "message"} to the warnings. */
void rq_outcome_warn(struct rq_tailoring *t, const char *code, const char *message);

/* The members of a result (edit/tailor.h); answer for its questions. New. */
json_t *rq_outcome_make(struct rq_tailoring *t, const json_t *answer);

#endif
