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
 * one of ours in that language (ISO 639-1; English where we have none, or NULL). None for what
 * would name a number of somebody in ours, too. New.
 */
json_t *rq_questions_make(const json_t *proposed, const struct rq_job *job, const char *language,
			  const struct rq_score *score);

#endif
