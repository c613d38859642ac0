#ifndef RQ_RESUME_FLUENCY_H
#define RQ_RESUME_FLUENCY_H

/*
 * Languages and how well somebody speaks them: "German (native), English: C1",
 * "French - fluent", or the language in one line and its level in the next.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* Adds the languages of a block to array, whose path is "/languages". */
void rq_fluency_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array);

/* The same for one text: "Languages: German, English" among the skills. */
void rq_fluency_read_text(struct rq_sheet *sheet, const struct rq_slices *text, json_t *array);

#endif
