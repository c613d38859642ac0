#ifndef RQ_ENGINE_PROPOSE_H
#define RQ_ENGINE_PROPOSE_H

/*
 * The edits of the local engine, which invents nothing. It puts first what the
 * job asks for, spells a term as the posting spells it where the résumé holds
 * another name of it, and, where there is no summary, makes a line of the
 * candidate's own title, employer and skills.
 */

#include "base/json.h"
#include "edit/wording.h"
#include "match/job.h"

/* The rq.tailor.v1 answer for one resume record and job; new. */
json_t *rq_propose(const json_t *record, const struct rq_job *job,
		   const struct rq_vocabulary *vocabulary, struct rq_wordings *wordings);

#endif
