#ifndef RQ_RESUME_RENDER_H
#define RQ_RESUME_RENDER_H

/* JSON Resume to lines; rq_resume_render() in resume/resume.h makes them a text. */

#include "base/error.h"
#include "base/json.h"
#include "document/document.h"

/*
 * Adds each leaf string of resume as a line to document, in the order of the
 * model, unknown members behind the known ones, unplaced lines last; "meta" and
 * "$schema" are no part of the text. provenance gets the lines of each.
 * RQ_TOO_LARGE, RQ_TOO_MANY.
 */
int rq_render_into(const json_t *resume, struct rq_document *document, json_t *provenance,
		   struct rq_error *err);

#endif
