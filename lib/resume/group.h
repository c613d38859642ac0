#ifndef RQ_RESUME_GROUP_H
#define RQ_RESUME_GROUP_H

/*
 * The rows of a block to entries: where a date stands in the section, each dated row with the
 * titles around it begins one; else titles behind a gap or a heading do.
 */

#include <stddef.h>

#include "resume/row.h"

/* An entry's rows: its header's, then its body's; row 0 is the block's first line. */
struct rq_group {
	size_t first;
	size_t body;
	size_t end;
};

/* Groups the rows of a block, which rq_row_judge() judged; the array is the caller's, free(). */
struct rq_group *rq_group_rows(const struct rq_sheet *sheet, const struct rq_block *block,
			       const enum rq_row_kind *rows, size_t *count);

#endif
