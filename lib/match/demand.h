#ifndef RQ_MATCH_DEMAND_H
#define RQ_MATCH_DEMAND_H

/*
 * What one sentence of a posting asks for: the terms in it, alternatives
 * together, each with how much it is wanted; and how long and how learned one
 * should be.
 */

#include "match/cue.h"
#include "match/degree.h"
#include "match/mention.h"
#include "match/passage.h"

struct rq_demand {
	size_t first; /* of the mentions: one of count neighbors is enough */
	size_t count;
	/* RQ_CUE_MUST, _NICE, _DUTY: named, but not asked for, or _EXPERIENCE: a line of work that
	 * the months are asked of */
	enum rq_cue kind;
	int strength; /* 1: "strong Python", -1: "some Python" */
};

struct rq_demands {
	struct rq_mentions mentions;
	struct rq_demand *demand;
	size_t count;
	enum rq_cue kind; /* of the next two */
	int months;
	enum rq_degree degree;
};

/* Reads a sentence. dutch: "of" says or. Free the demands. */
void rq_demands_init(struct rq_demands *demands, const struct rq_sentence *sentence,
		     const struct rq_cues *cues, const struct rq_vocabulary *vocabulary,
		     bool dutch);
void rq_demands_free(struct rq_demands *demands);

#endif
