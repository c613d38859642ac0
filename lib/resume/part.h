#ifndef RQ_RESUME_PART_H
#define RQ_RESUME_PART_H

/*
 * Parts of a section, each a title and what stands below it: gaps cut them or, where the file
 * itself says what is a heading, the next heading, for then gaps are between all lines.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* The row behind the part that begins at a row of the block. */
size_t rq_part_end(const struct rq_sheet *sheet, const struct rq_block *block, size_t row);

/* Whether a row stands out from the one below it, as a title does from what is of it. */
bool rq_part_heads_next(const struct rq_sheet *sheet, const struct rq_block *block, size_t row);

#endif
