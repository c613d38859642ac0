#ifndef RQ_RESUME_ENTRY_H
#define RQ_RESUME_ENTRY_H

/*
 * Sections that are made of entries: work, volunteer, education, projects. The
 * lines of a block are told apart (resume/row), grouped into entries (resume/group),
 * and each entry's header and body find their members.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* Adds the entries of a block to array, whose path is "/" and name. */
void rq_entry_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array,
		   const char *name);

#endif
