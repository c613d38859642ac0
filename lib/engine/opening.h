#ifndef RQ_ENGINE_OPENING_H
#define RQ_ENGINE_OPENING_H

/*
 * The line that a résumé without a summary begins with: the latest position, its
 * employer, and what lines of work show, plainly, of what the job asks for.
 */

#include "engine/draft.h"

/* Proposes it, if there is no summary and something to say. */
void rq_opening_write(struct rq_draft *draft);

#endif
