#ifndef RQ_MATCH_POSTING_H
#define RQ_MATCH_POSTING_H

/*
 * Postings as people keep them, files and folders of any format that is read,
 * to jobs. A JSON file holds one job, or a "job" record a line.
 */

#include "base/error.h"
#include "match/job.h"

struct rq_postings {
	struct rq_job *job;
	size_t count;
	size_t capacity;
	size_t failed; /* files that gave no job */
};

/*
 * Who hears of what gives no job: an "error" record as JSON text, which is the
 * caller's while take runs. -1 with err ends the reading.
 */
struct rq_refusals {
	int (*take)(void *context, const char *record, size_t length, struct rq_error *err);
	void *context;
};

/*
 * Reads all paths in sandboxed workers (so before a store is open). The same job
 * twice is kept once. Free the postings.
 */
int rq_postings_read(const char *const *paths, size_t count, const struct rq_vocabulary *vocabulary,
		     const struct rq_refusals *refusals, struct rq_postings *postings,
		     struct rq_error *err);
void rq_postings_free(struct rq_postings *postings);

#endif
