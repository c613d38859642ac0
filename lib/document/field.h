#ifndef RQ_DOCUMENT_FIELD_H
#define RQ_DOCUMENT_FIELD_H

/*
 * What a field's instructions say (ISO/IEC 29500-1, 17.16.5), where it matters
 * for the text: DOCX, RTF and DOC have the same.
 */

#include <stdbool.h>

/*
 * The address in 'HYPERLINK "https://…" \o "tip"'; free(). NULL when it is
 * another field or leads to a place in the document.
 */
char *rq_field_url(const char *instructions);

/* Whether it stands for the number of a page, or of all. */
bool rq_field_is_page_number(const char *instructions);

#endif
