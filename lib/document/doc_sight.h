#ifndef RQ_DOCUMENT_DOC_SIGHT_H
#define RQ_DOCUMENT_DOC_SIGHT_H

/* Which text of a Word 97 document nobody sees. */

#include "document/composer.h"
#include "document/doc_property.h"

/* cell: the shading of the cell around it, empty where it is in none or nothing is known of it. */
enum rq_sight rq_doc_sight(const struct rq_doc_look *look, const struct rq_doc_paragraph *paragraph,
			   struct rq_doc_bytes cell);

#endif
