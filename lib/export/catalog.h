#ifndef RQ_EXPORT_CATALOG_H
#define RQ_EXPORT_CATALOG_H

/*
 * What Cairo 1.16 does not say of a PDF: the language of its text (/Lang), and that a
 * viewer shows its title, not the file's name. Both stand in the catalog, which an incremental
 * update replaces (ISO 32000-1, 7.5.6, 14.7.1, 14.9.2): the bytes before stay as they are.
 */

#include <stddef.h>

#include "base/buffer.h"

/*
 * Appends the PDF and the update to out; language "" leaves the language
 * unsaid. RQ_SYSTEM when the PDF is not one of Cairo's. RQ_TOO_LARGE.
 */
int rq_catalog_speak(const char *pdf, size_t length, const char *language, struct rq_buffer *out,
		     struct rq_error *err);

#endif
