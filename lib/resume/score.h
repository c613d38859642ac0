#ifndef RQ_RESUME_SCORE_H
#define RQ_RESUME_SCORE_H

/*
 * Grades in the header of a degree: which of its pieces tell one.
 */

#include "resume/header.h"

/* Judges pieces that are grades by their label or their form, whatever their words say. */
void rq_score_settle(const struct rq_sheet *sheet, struct rq_header *header);

/* Puts the first grade: "Grade: 3.9" is 3.9; but "GPA: 3.9" says which. */
void rq_score_put(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
		  const char *path);

#endif
