#ifndef RQ_RESUME_REFERENCE_H
#define RQ_RESUME_REFERENCE_H

/*
 * Who recommends somebody, and what they say: an item or lines between gaps each. A line
 * that is a name, and a text below it, are told apart; else it is one text.
 */

#include "resume/row.h"
#include "resume/section.h"
#include "resume/sheet.h"

/* Adds the references of a block, whose lines are judged, to array. */
void rq_reference_read(struct rq_sheet *sheet, const struct rq_block *block,
		       const enum rq_row_kind *rows, json_t *array);

#endif
