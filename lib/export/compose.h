#ifndef RQ_EXPORT_COMPOSE_H
#define RQ_EXPORT_COMPOSE_H

/*
 * A JSON Resume document to a manuscript: contact block, then the sections in
 * the order that recruiters expect, their titles in the language of the text.
 * All members of the schema are printed, and the lines that no section took;
 * nothing is added but titles. What the schema does not know are notes of other
 * programs ("x-agency"): they are in the JSON alone, and so is the picture.
 */

#include "base/json.h"
#include "export/manuscript.h"

/*
 * Of a result record: its résumé, language and time. The manuscript is the
 * caller's, also after a failure. RQ_BAD_RECORD without a résumé, RQ_TOO_LARGE,
 * RQ_TOO_MANY.
 */
int rq_compose(const json_t *result, struct rq_manuscript *manuscript, struct rq_error *err);

/* Name, language and time of a result; what every document of it begins with. */
int rq_compose_head(const json_t *result, struct rq_manuscript *manuscript, struct rq_error *err);

#endif
