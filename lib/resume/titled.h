#ifndef RQ_RESUME_TITLED_H
#define RQ_RESUME_TITLED_H

/*
 * Sections whose entries are little more than a title: certificates, awards,
 * publications, references.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* Adds the entries of a block to array, whose path is "/" and name. */
void rq_titled_read(struct rq_sheet *sheet, const struct rq_block *block, json_t *array,
		    const char *name);

#endif
