#ifndef RQ_ENGINE_DRAFT_H
#define RQ_ENGINE_DRAFT_H

/*
 * An answer of the local engine while it is written: what it is about, and the
 * edits so far. What would go over the limits of an answer is left out.
 */

#include <stdbool.h>

#include "base/json.h"
#include "edit/wording.h"
#include "engine/relevance.h"
#include "match/job.h"
#include "match/score.h"
#include "match/vocabulary.h"

struct rq_draft {
	const json_t *record, *document, *provenance; /* borrowed, like the next three */
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	struct rq_wordings *wordings;
	struct rq_score score;
	struct rq_relevance relevance;
	bool foreign;  /* the posting is in another language than the résumé */
	json_t *edits; /* as in rq.tailor.v1 */
	size_t bytes;  /* of all edits, about */
};

/*
 * Adds an edit. order, lines and req_ids are swallowed; before, after and those are
 * NULL for none.
 */
void rq_draft_propose(struct rq_draft *draft, const char *op, const char *path, const char *before,
		      const char *after, json_t *order, json_t *lines, json_t *req_ids,
		      const char *reason);

/* Sets foreign; false where the words do not tell either language. */
void rq_draft_tell_foreign(struct rq_draft *draft);

/*
 * Whether the posting's name of a term may stand in the résumé's sentences: in those of
 * another language only what the résumé says itself, and names of tools.
 */
bool rq_draft_may_name(const struct rq_draft *draft, const struct rq_wanted *wanted);

/* The lines that the leaf at path stands in; NULL when nobody knows. Borrowed. */
const json_t *rq_draft_lines(const struct rq_draft *draft, const char *path);

#endif
