#ifndef RQ_RESUME_KIND_H
#define RQ_RESUME_KIND_H

/*
 * What a document is, where it stands in for another kind: a résumé that is given as a posting
 * would be kept as one, and no request to be forgotten would find it.
 */

#include <stdbool.h>

#include "document/document.h"

/*
 * Whether it is somebody's résumé beyond doubt: who it is, how to reach the person, and at
 * least two jobs or schools with their time. Postings have the first two at most.
 */
bool rq_kind_is_resume(const struct rq_document *document);

#endif
