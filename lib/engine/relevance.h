#ifndef RQ_ENGINE_RELEVANCE_H
#define RQ_ENGINE_RELEVANCE_H

/* How much of what a job asks for stands in a text, to tell what comes first. */

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "match/job.h"
#include "match/mention.h"

/* One term that the job names. */
struct rq_wanted {
	const struct rq_term *term; /* NULL: the vocabulary does not know it */
	const char *spelled;        /* as the posting spells it; the job's */
	struct rq_tokens parts;     /* of spelled */
	size_t requirement;
};

struct rq_relevance {
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	struct rq_wanted *wanted; /* in the job's order */
	size_t count, capacity;
};

/* The job and the vocabulary must outlive it. Free it. */
void rq_relevance_init(struct rq_relevance *relevance, const struct rq_job *job,
		       const struct rq_vocabulary *vocabulary);
void rq_relevance_free(struct rq_relevance *relevance);

/*
 * The weight of the requirements whose terms stand in a text, or in the texts of
 * an entry; a must weighs four times a nice. prose as in match/mention.h.
 */
long rq_relevance_weigh(const struct rq_relevance *relevance, const json_t *value, bool prose);

#endif
