#ifndef RQ_REPORT_PLACE_H
#define RQ_REPORT_PLACE_H

/* Where an edit is and what it does, in words for people. */

#include "base/buffer.h"
#include "base/json.h"

/*
 * "/work/0/highlights/2" of a document before any edit is "Nurse, City Hospital, highlight 3", by
 * the entry as it is in resume now; where it is not there, "experience 1, highlight 3", as people
 * count. edits and resume may be NULL. The buffer is emptied first. The words are a stranger's.
 */
void rq_place_words(const json_t *edits, const json_t *resume, const char *path,
		    struct rq_buffer *words);

/* The op of an edit, or NULL: "rewritten"; static. */
const char *rq_place_deed(const char *op);

#endif
