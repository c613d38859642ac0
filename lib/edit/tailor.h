#ifndef RQ_EDIT_TAILOR_H
#define RQ_EDIT_TAILOR_H

/*
 * From a proposal to a result: every edit through the guard, the rest applied,
 * both versions scored by the same code, the invariant held (tailoring never
 * raises evidence), the status found. Pure: no store, no clock, no output.
 */

#include <stdint.h>

#include "base/error.h"
#include "base/json.h"
#include "edit/guard.h"

/*
 * answer is an rq.tailor.v1 document (borrowed), now the time for open-ended
 * entries. *result is new: status, score, edits, rejected, questions, resume,
 * text and warnings of DESIGN section 2, without ids, engine, usage and times.
 * Terms and gaps of the score are those of the résumé, whose lines a person
 * looks up; only the totals are given of both.
 *
 * status is "ok", "ok_reduced" when some edits were rejected, "unchanged" when no
 * edit is in the result, "review" when something was lost, "quarantine" when the
 * résumé hides keywords or instructions. Rules that only a whole answer can break: "path" (two
 * edits of one place, the last highlight), "evidence" (the invariant), "frame". RQ_BAD_ANSWER when
 * the answer breaks its schema.
 */
int rq_tailor(const struct rq_guard *guard, const json_t *answer, int64_t now, json_t **result,
	      struct rq_error *err);

#endif
