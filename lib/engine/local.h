#ifndef RQ_ENGINE_LOCAL_H
#define RQ_ENGINE_LOCAL_H

/*
 * The embedded engine: no network, no key, no cost, and nothing invented. It
 * puts first what the job asks for, spells a term as the posting spells it
 * where the résumé holds another name of it, and, where there is no summary,
 * makes a line of the candidate's own title, employer and skills.
 */

#include "engine/engine.h"

extern const struct rq_engine_class rq_engine_local;

/* The rq.tailor.v1 answer for one résumé and job; new. */
json_t *rq_local_propose(const json_t *record, const struct rq_job *job,
			 const struct rq_vocabulary *vocabulary);

#endif
