#ifndef RQ_ENGINE_VERIFY_H
#define RQ_ENGINE_VERIFY_H

/*
 * Whether a result is what its inputs come to: its edits, those that were rejected
 * included, judged, applied and scored once more by this program, with the résumé, the
 * posting and the recipe that the store has. Nothing is sent and nothing is written.
 */

#include "base/error.h"
#include "base/json.h"
#include "store/store.h"

enum { RQ_MAX_DIFFERENCES = 8 };

/* Results one after the other: what those of one recipe share is read once. */
struct rq_verifier;

/* The store must outlive it. Free it. */
struct rq_verifier *rq_verifier_new(struct rq_store *store);
void rq_verifier_free(struct rq_verifier *verifier);

/*
 * *differences is a new array of lines, such as "/score/after/evidence: 5100, comes to
 * 4800", at most RQ_MAX_DIFFERENCES of them; empty when all is equal. What is compared:
 * status, score, edits, rejected with their rules and reasons, resume, text, warnings.
 * RQ_NOT_FOUND when the store lacks an input, RQ_BAD_RECORD when the result lacks what is
 * needed, RQ_STALE_RECIPE when its recipe is of another guard, scorer or vocabulary.
 */
int rq_verifier_compare(struct rq_verifier *verifier, const json_t *result, json_t **differences,
			struct rq_error *err);

#endif
