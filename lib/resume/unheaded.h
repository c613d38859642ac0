#ifndef RQ_RESUME_UNHEADED_H
#define RQ_RESUME_UNHEADED_H

/*
 * Résumés that do not say "Experience": their entries, where
 * they are certain. An entry is one when it has a time and tells who somebody
 * was and where, or a school. All else stays where it is: unplaced.
 */

#include "resume/section.h"

/*
 * Cuts the lines above the first heading into blocks of jobs, of schools and of
 * languages, and what stands between. Does nothing when a heading tells where
 * jobs are. blocks is replaced, as rq_section_find() returned it.
 */
void rq_unheaded_cut(const struct rq_sheet *sheet, struct rq_block **blocks, size_t *count);

#endif
