#ifndef RQ_RESUME_ROW_H
#define RQ_RESUME_ROW_H

/* The lines of a block of entries told apart: dated, titles, list items, prose and what continues
 * them. */

#include "resume/section.h"
#include "resume/sheet.h"

/* What kind of line it is inside of a block. */
enum rq_row_kind {
	RQ_ROW_EMPTY,   /* no word in it */
	RQ_ROW_DATED,   /* holds the date of an entry */
	RQ_ROW_TITLE,   /* short: a title, an employer, a place */
	RQ_ROW_ITEM,    /* of a list */
	RQ_ROW_LABEL,   /* says what stands below it: "Responsibilities:" */
	RQ_ROW_PROSE,   /* a sentence or more */
	RQ_ROW_GOES_ON, /* continues the item or prose above */
};

/* Judges the lines of a block; the array is the caller's, free(). */
enum rq_row_kind *rq_row_judge(const struct rq_sheet *sheet, const struct rq_block *block);

#endif
