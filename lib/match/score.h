#ifndef RQ_MATCH_SCORE_H
#define RQ_MATCH_SCORE_H

/*
 * How far a résumé shows what a job states: DESIGN section 5. Integers in basis
 * points, the same function before and after tailoring, nothing blended. What a
 * place is worth is said in match/index.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "match/job.h"

/* Part of the recipe: raise it with every change of what a score says. */
#define RQ_SCORE_VERSION "3"

enum { RQ_SCORE_MAX = 10000, RQ_SCORE_ABSENT = -1 };

/* What was found for one requirement; credit in thousandths. */
struct rq_credit {
	int credit;          /* 0: a gap */
	int literal;         /* 1: stands somewhere as the posting spells it */
	bool named;          /* stands somewhere under one of its names, which can be respelled */
	char *where;         /* JSON Pointer of the best place, NULL when credit is 0 */
	const char *spelled; /* how, by the vocabulary or the job: borrowed from them */
};

struct rq_score {
	int evidence; /* 0 to RQ_SCORE_MAX */
	int literal;
	int ceiling;
	int must, nice, title, years, education; /* components; RQ_SCORE_ABSENT when not stated */
	int months;                              /* of work that the résumé shows */
	struct rq_credit *credits;               /* one a requirement, in the job's order */
	size_t count;
};

/*
 * Scores a JSON Resume document (with "unplaced" lines) against a job. now is
 * the time (ms) at which an entry without endDate ends. Each component and each
 * total is rounded half up, so that the totals can be redone from "parts". A
 * job that states nothing gives 0. Free the score.
 */
void rq_score_compute(const json_t *resume, const struct rq_job *job,
		      const struct rq_vocabulary *vocabulary, int64_t now, struct rq_score *score);
void rq_score_free(struct rq_score *score);

/* {"evidence", "literal", "parts": {...}}; a component that is absent is not there. New. */
json_t *rq_score_totals(const struct rq_score *score);

/*
 * terms[{req,any,kind,weight,credit,literal,where,line,spelled}]; lines of a
 * place come from the provenance object of the resume record (NULL: no "line");
 * a gap has no "where", "line" and "spelled". New.
 */
json_t *rq_score_terms(const struct rq_score *score, const struct rq_job *job,
		       const json_t *provenance);

#endif
