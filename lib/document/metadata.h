#ifndef RQ_DOCUMENT_METADATA_H
#define RQ_DOCUMENT_METADATA_H

/*
 * What a file says of itself beside its pages: titles, subjects, keywords. It
 * is never part of the text, but a place to stuff words for machines into, so
 * it is kept as hidden text and judged as such.
 */

#include <stddef.h>

#include "document/document.h"

/* One description; NULL is none. */
void rq_metadata_add(struct rq_document *document, const char *text);

/* All text of an XML part that describes the file: Dublin Core, XMP. A malformed one is none. */
void rq_metadata_add_xml(struct rq_document *document, const char *bytes, size_t length);

#endif
