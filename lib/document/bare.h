#ifndef RQ_DOCUMENT_BARE_H
#define RQ_DOCUMENT_BARE_H

/*
 * A PDF to be read and not to be seen: of its pages' operators only those that text depends on, and
 * these unpacked, as an incremental update behind the file (ISO 32000-1, 7.5.6). Poppler unpacks
 * byte by byte and follows every line that is drawn, which takes it longer than the text does.
 * What is left out is by the same reading of the operators by which document/paint doubts the text.
 */

#include "document/content.h"

/*
 * The bytes are those that the content was opened with; its streams are unpacked from then on. NULL
 * when there is nothing to unpack, or the file is encrypted or has no end to write behind. free().
 */
char *rq_bare_file(struct rq_content *content, const char *bytes, size_t length, size_t *made);

#endif
