#ifndef RQ_RESUME_ENTRY_H
#define RQ_RESUME_ENTRY_H

/*
 * Sections that are made of entries: work, volunteer, education, projects. The
 * lines of a block are told apart (resume/row), grouped into entries (resume/group),
 * and each entry's header and body find their members.
 */

#include "resume/header.h"
#include "resume/section.h"
#include "resume/sheet.h"

/* What comes first in the headers of schools, as far as they agree: people set jobs likewise. */
enum rq_header_order rq_entry_order_of_schools(struct rq_sheet *sheet,
					       const struct rq_block *block);

/*
 * Adds the entries of a block to array, whose path is "/" and name. likely is the order of title
 * and employer where nothing in the block tells it; returns what the block tells of it.
 */
enum rq_header_order rq_entry_read(struct rq_sheet *sheet, const struct rq_block *block,
				   enum rq_header_order likely, json_t *array, const char *name);

#endif
