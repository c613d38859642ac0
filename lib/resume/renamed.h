#ifndef RQ_RESUME_RENAMED_H
#define RQ_RESUME_RENAMED_H

/*
 * Members that JSON Resume called otherwise before version 1.0.0 ("company", "website", "gpa" …),
 * or that its editors do: documents that are written by the names of now would lack them. Who it
 * is may stand beside the sections, where there are no basics.
 */

#include <stddef.h>

#include "base/json.h"

/* Gives them the names of now, where nothing has those; how many there were. */
size_t rq_renamed_mend(json_t *resume);

#endif
