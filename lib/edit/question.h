#ifndef RQ_EDIT_QUESTION_H
#define RQ_EDIT_QUESTION_H

/*
 * What to ask the candidate: a requirement that the résumé does not show is
 * never written in, but may be asked for.
 */

#include "base/json.h"
#include "match/job.h"
#include "match/score.h"

/*
 * questions[{req_id,ask_candidate}]: for each gap the engine's own question
 * (proposed: the answer's "questions") when it is one plain line of at most
 * RQ_MAX_QUESTION_CHARS without an address, a number of somebody or a placeholder, else
 * one of ours. New.
 */
json_t *rq_questions_make(const json_t *proposed, const struct rq_job *job,
			  const struct rq_score *score);

#endif
