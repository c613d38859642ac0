#ifndef RQ_REVIEW_DECISION_H
#define RQ_REVIEW_DECISION_H

/*
 * What a person decided about a result: a "decision" record (rq-record(5)), as
 * the page of rq-report, rq-review or an editor wrote it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"

enum rq_verdict {
	RQ_APPROVED, /* it may go out */
	RQ_DECLINED, /* the original résumé stands */
	RQ_RETURNED, /* it is to be done again, with a note */
};
enum { RQ_VERDICTS = 3 };

struct rq_decision {
	char task_id[RQ_ID_SIZE];
	enum rq_verdict verdict;
	int64_t at; /* ms; when the record does not say, now */
	json_t
	    *kept; /* new: decision, reason, note, reviewer, at, bulk, seconds, as far as given */
};

/*
 * RQ_BAD_RECORD when a member is missing, of a wrong type or too long, and for a returned
 * one without a note. json_decref(kept).
 */
int rq_decision_read(const json_t *record, int64_t now, struct rq_decision *decision,
		     struct rq_error *err);

/* "approved" and the like; static. */
const char *rq_verdict_name(enum rq_verdict verdict);

/* The one of that name; false when there is none (NULL included). */
bool rq_verdict_find(const char *name, enum rq_verdict *verdict);

#endif
