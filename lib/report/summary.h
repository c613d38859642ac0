#ifndef RQ_REPORT_SUMMARY_H
#define RQ_REPORT_SUMMARY_H

/*
 * Records folded into figures, one at a time. Its memory does not depend on how
 * many records there are, only on how many jobs and codes (limits.h). Every
 * input of a pipe ends as a result or an error, so inputs = results + errors.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/limits.h"
#include "report/census.h"
#include "report/cost.h"
#include "report/headcount.h"
#include "report/reviews.h"
#include "report/spread.h"
#include "report/timeline.h"
#include "result/gist.h"

/* What engines took; sums that would overflow stay at the largest number. */
struct rq_sums {
	int64_t prompt_tokens, cached_tokens, completion_tokens, cost_microusd, latency_ms,
	    attempts;
};

/* A candidate among the best of a job. */
struct rq_standing {
	char name[96], source[160];
	enum rq_finding_status status;
	int evidence, literal, literal_after, ceiling;
	size_t gaps;
};

/* An error told in full. */
struct rq_mishap {
	char source[160], stage[24], code[40], message[240];
};

struct rq_job_figures {
	char id[64]; /* escaped; "" for all jobs past RQ_MAX_REPORT_JOBS */
	char *title; /* NULL until a result says */
	char *company;
	int64_t results, errors, cached;
	int64_t status[RQ_FINDING_STATUSES];
	int64_t closer; /* results whose literal score rose */
	int64_t applied, rejected;
	struct rq_spread evidence, literal, literal_after; /* basis points */
	struct rq_census gaps;
	struct rq_standing best[RQ_MAX_REPORT_BEST]; /* by evidence */
	size_t best_count;
};

struct rq_summary {
	int64_t results, errors, cached, fallback;
	struct rq_headcount candidates; /* of results */
	int64_t redone; /* sent back, and done again by another result, which counts */
	int64_t status[RQ_FINDING_STATUSES];
	int64_t applied; /* edits */
	int64_t questions;
	struct rq_reviews reviews;
	struct rq_census codes;             /* errors: "ingest encrypted" */
	struct rq_census rules;             /* rejected edits by the rule they broke */
	struct rq_census warnings;          /* by code or text */
	struct rq_census engines;           /* "local", "groq model" */
	struct rq_census tasks;             /* task records by status */
	int64_t resumes, jobs_seen, others; /* records of types that say nothing yet */
	struct rq_sums usage;               /* of results that were made now */
	struct rq_sums saved;               /* of results that the cache gave */
	struct rq_costs costs;              /* by model */
	struct rq_timeline timeline;        /* calls of results that were made now */
	struct rq_spread waited;            /* ms from created_at to finished_at, not cached */
	int64_t first, last; /* earliest created_at, latest finished_at; 0 for none */
	struct rq_mishap mishaps[RQ_MAX_REPORT_ERRORS]; /* the first errors */
	size_t mishap_count;
	struct rq_job_figures **job; /* in order of first occurrence */
	size_t job_count, job_capacity;
	json_t *queue;    /* what rq_store_counts() gave, or NULL */
	int64_t requests; /* of which the cache answered so many; -1: nobody knows */
};

/* Nothing yet. Free it. */
void rq_summary_init(struct rq_summary *summary);
void rq_summary_free(struct rq_summary *summary);

/* Takes a result by its gist, or a record of any other type; see report/gather.h. Borrowed. */
void rq_summary_add(struct rq_summary *summary, const json_t *record, const struct rq_gist *gist);

/* Takes one that was done again (redone.h): what it cost counts, and who sent it back. */
void rq_summary_add_redone(struct rq_summary *summary, const struct rq_gist *gist);

/* The counters of a store, to be printed beside the figures; borrowed. */
void rq_summary_set_queue(struct rq_summary *summary, json_t *counts);

/*
 * What rq_store_metrics() gave: results of a store do not tell how often they answered, so
 * cached becomes what it counted, of requests that were no duplicates. NULL: it is not known.
 */
void rq_summary_set_requests(struct rq_summary *summary, const json_t *metrics);

/* Which job an id counts for (index in job), or -1 for NULL, "" and unknown ones. */
long rq_summary_job(const struct rq_summary *summary, const char *job_id);

/* Share of requests that the cache answered, in basis points; -1: it is not known. */
int rq_summary_cache_rate(const struct rq_summary *summary);

#endif
