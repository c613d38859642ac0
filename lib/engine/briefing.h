#ifndef RQ_ENGINE_BRIEFING_H
#define RQ_ENGINE_BRIEFING_H

/*
 * What a model is told before it sees a candidate: the rules (prompt.txt, the same
 * for all), and the posting with its requirements, the same bytes for each of its
 * candidates. It is written for the first of them and kept until another posting comes.
 */

#include <stddef.h>

#include "base/digest.h"
#include "base/error.h"
#include "match/job.h"

/* The name and digest of prompt.txt: a change of it makes new work. */
void rq_prompt_id(char id[RQ_ID_SIZE]);

struct rq_briefing {              /* zeroed, it is of nothing yet */
	char version[RQ_ID_SIZE]; /* of the job */
	char *rules, *posting;
	size_t requirements; /* of the job: so many */
	size_t tokens;       /* estimate of both */
	size_t left_out;     /* lines of the posting that found no room */
};

/* Makes it that of a job. RQ_TOO_LARGE. Free it in any case. */
int rq_briefing_fit(struct rq_briefing *briefing, const struct rq_job *job, struct rq_error *err);
void rq_briefing_free(struct rq_briefing *briefing);

#endif
