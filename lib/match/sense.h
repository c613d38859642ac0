#ifndef RQ_MATCH_SENSE_H
#define RQ_MATCH_SENSE_H

/*
 * What short forms with several meanings stand for in one résumé: "GCP" among Docker and Python is
 * Google Cloud Platform, among clinical trials it is not.
 *
 * A short form keeps one meaning throughout a text (Gale, Church and Yarowsky, "One sense per
 * discourse", 1992). So it is settled once, from the résumé as it came, and holds for all that is
 * then matched, scored and judged: no edit changes what a line means by moving words about.
 *
 * An entry (a job held, a project, a group of skills, the summary) in which the short form stands
 * decides for one of its meanings (vocabulary.tsv) where that is written out beside it, or where
 * more terms of the meaning's field stand than of any other; and no term of the field of another
 * meaning. Fields that one line of work shares count as one: software, data, cloud, security;
 * health, science; manufacturing, trades, logistics. Office counts for none, because Excel stands
 * everywhere. Where no entry decides, or two decide otherwise, or the job's requirements read as
 * another meaning, it stays a term that only itself matches. What the résumé does not name is read
 * as in the job.
 */

#include "base/json.h"
#include "match/job.h"
#include "match/vocabulary.h"

/*
 * The vocabulary as a JSON Resume (NULL: none) and a job use it. All three must outlive it, except
 * for the résumé. Free it with rq_vocabulary_free().
 */
struct rq_vocabulary *rq_sense_settle(const struct rq_vocabulary *vocabulary, const json_t *resume,
				      const struct rq_job *job);

#endif
