#ifndef RQ_MATCH_JOB_H
#define RQ_MATCH_JOB_H

/*
 * A job: a posting and what it asks for. It travels as a "job" record; this is
 * its form in memory, checked.
 */

#include <stddef.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "match/degree.h"
#include "match/vocabulary.h"

enum rq_requirement_kind { RQ_MUST, RQ_NICE };

struct rq_requirement {
	char *id; /* "m1", "n2", or what the job file says */
	enum rq_requirement_kind kind;
	int weight; /* 1 to 3 */
	char **any; /* alternatives as the posting spells them; one is enough */
	size_t count;
};

struct rq_job {
	char id[RQ_ID_SIZE]; /* of title and company (or given): the same job over its versions */
	char version[RQ_ID_SIZE]; /* digest of all content */
	char *title;
	char *company; /* NULL when unknown */
	char *text;    /* the posting; not empty */
	struct rq_requirement *requirements;
	size_t count;
	int months;               /* of experience asked for; 0: not stated */
	enum rq_degree education; /* RQ_DEGREE_NONE: not stated */
};

/*
 * From a posting's text: title and company from its first lines and labels,
 * requirements drawn from its own words (match/requirement.h). name is the
 * file's name, the title of last resort. RQ_BAD_JOB without text. Free it.
 */
int rq_job_from_text(const char *text, const char *name, const struct rq_vocabulary *vocabulary,
		     struct rq_job *job, struct rq_error *err);

/*
 * From JSON: a job file (title, company, description or text, optional
 * requirements, months, education, job_id) or a job record. Requirements that
 * are given are taken as they are, others are drawn from the text.
 */
int rq_job_from_json(const json_t *json, const char *name, const struct rq_vocabulary *vocabulary,
		     struct rq_job *job, struct rq_error *err);

/* The "job" record of DESIGN section 2; new. */
json_t *rq_job_to_json(const struct rq_job *job);

void rq_job_free(struct rq_job *job);

#endif
