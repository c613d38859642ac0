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
 * RQ_BAD_ANSWER when the answer breaks its schema.
 */
int rq_tailor(const struct rq_guard *guard, const json_t *answer, int64_t now, json_t **result,
	      struct rq_error *err);

#endif
