#ifndef RQ_RESUME_TAIL_H
#define RQ_RESUME_TAIL_H

/*
 * The rows below a dated one that go on with its header: who or where it was, as long as those
 * above do not say both.
 */

#include <stddef.h>

#include "resume/row.h"

/*
 * Where the header ends that begins at row first and has its date at row dated, not behind floor;
 * couplets: headers may be of two lines (resume/couplet.h).
 */
size_t rq_tail_end(const struct rq_sheet *sheet, const struct rq_block *block,
		   const enum rq_row_kind *rows, bool couplets, size_t first, size_t dated,
		   size_t floor);

#endif
