#ifndef RQ_REPORT_REVIEWS_H
#define RQ_REPORT_REVIEWS_H

/*
 * What people decided about results, together and by reviewer, and how many of
 * their approvals came faster than a person reads what was changed.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/limits.h"
#include "review/decision.h"

struct rq_review_figures {
	int64_t decided[RQ_VERDICTS];
	int64_t bulk;  /* of the approvals, those of many at once */
	int64_t hasty; /* and those faster than reading */
};

struct rq_reviewer {
	char name[RQ_MAX_REVIEWER_BYTES + 1]; /* escaped; "" for those without a name */
	struct rq_review_figures figures;
};

struct rq_reviews {
	struct rq_review_figures all;
	struct rq_reviewer *reviewer; /* in order of first occurrence */
	size_t count, capacity;       /* at most RQ_MAX_REPORT_REVIEWERS */
};

/*
 * Takes the "review" of a result, in which so many characters were new; NULL, which is
 * none, is passed over.
 */
void rq_reviews_add(struct rq_reviews *reviews, const json_t *review, int64_t new_characters);
void rq_reviews_free(struct rq_reviews *reviews);

/* How many decisions there are. */
int64_t rq_reviews_decided(const struct rq_review_figures *figures);

/* Share of decisions that are approvals, in basis points; -1 without a decision. */
int rq_reviews_approved(const struct rq_review_figures *figures);

#endif
