#ifndef RQ_REPORT_CHANGE_H
#define RQ_REPORT_CHANGE_H

/*
 * Edits for a person to judge: what stood there, what stands there now, with
 * the words that differ marked, and on which lines of the source it rests.
 */

#include "base/json.h"
#include "report/writer.h"

/*
 * A list of the edits that were applied; resume is the tailored document, terms what the posting
 * asks for, by whose names an edit tells what it is for. Both may be NULL.
 */
void rq_change_list(struct rq_writer *w, const json_t *edits, const json_t *resume,
		    const json_t *terms);

/* A list of those that the guard refused, with the rule. */
void rq_change_refused(struct rq_writer *w, const json_t *rejected, const json_t *edits,
		       const json_t *resume, const json_t *terms);

/* Where a path leads (place.h). */
void rq_change_place(struct rq_writer *w, const json_t *edits, const json_t *resume,
		     const char *path);

#endif
