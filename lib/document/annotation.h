#ifndef RQ_DOCUMENT_ANNOTATION_H
#define RQ_DOCUMENT_ANNOTATION_H

/*
 * What is shown over the pages of a PDF: fields of forms, notes, stamps (ISO 32000-1,
 * 12.5). Who reads the text of pages passes it over, and so it becomes part of them.
 */

#include "document/content.h"

/* Makes those that are seen on the screen part of their pages, in the file as it should be. */
void rq_annotation_flatten(struct rq_content *content);

#endif
