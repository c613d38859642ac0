#ifndef RQ_RESUME_FLUENCY_H
#define RQ_RESUME_FLUENCY_H

/*
 * A section of languages and how well somebody speaks them: a list, a language a line, or the
 * language in one line and its level in the next, or in as many lines below all of them. What
 * one text tells is for tongues.h.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* Adds the languages of a block to array, whose path is "/languages". */
void rq_fluency_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array);

#endif
