#ifndef RQ_MATCH_REQUIREMENT_H
#define RQ_MATCH_REQUIREMENT_H

/*
 * What a posting asks for, in its own words: terms of the vocabulary that
 * stand in it verbatim; must or nice by the heading or the sentence they stand
 * in; alternatives ("PostgreSQL or MySQL") counted once; months of experience
 * and the level of education.
 */

#include "match/job.h"

/*
 * Fills job->requirements, months and education from job->text and, as they are
 * known, title and company. At most RQ_MAX_REQUIREMENTS, what is a must first.
 */
void rq_requirements_draw(struct rq_job *job, const struct rq_vocabulary *vocabulary);

#endif
