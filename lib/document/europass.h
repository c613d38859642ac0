#ifndef RQ_DOCUMENT_EUROPASS_H
#define RQ_DOCUMENT_EUROPASS_H

/*
 * Europass CVs in XML to JSON Resume, which is what they are in other words:
 * Cedefop's "SkillsPassport" (schema 3, until 2020) and the Commission's
 * "Candidate" (an HR-XML) since. Descriptions are HTML inside: their items
 * become highlights. Texts that no member takes stand in "unplaced".
 */

#include "document/document.h"

/* Sets document->json. RQ_DAMAGED, RQ_TOO_LARGE, RQ_TOO_DEEP. */
int rq_europass_read(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err);

#endif
