#ifndef RQ_RESUME_FIELD_H
#define RQ_RESUME_FIELD_H

/*
 * Fields of forms among the lines of an entry's body: forms ask for the tasks or subjects in front
 * of employer, title or degree, too.
 */

#include "base/json.h"
#include "resume/group.h"

/*
 * Puts what the fields of a body say that the entry lacks; their rows become empty ones. path is
 * the JSON Pointer of the entry.
 */
void rq_field_put(struct rq_sheet *sheet, const struct rq_block *block, enum rq_row_kind *rows,
		  const struct rq_group *at, json_t *object, const char *path);

#endif
