#ifndef RQ_RESUME_NEST_H
#define RQ_RESUME_NEST_H

/*
 * Headings under headings, where the file says how deep each one is ("##", <h3>).
 * A section ends at the next heading that is not below its own, whether or not
 * anybody knows its words: what follows "Languages" below "Skills" is skills again,
 * and what follows a section that nothing holds is none that we know.
 */

#include "resume/section.h"

/* Cuts the blocks there. blocks is replaced, as rq_section_find() returned it. */
void rq_nest_cut(const struct rq_sheet *sheet, struct rq_block **blocks, size_t *count);

#endif
