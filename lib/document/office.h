#ifndef RQ_DOCUMENT_OFFICE_H
#define RQ_DOCUMENT_OFFICE_H

/*
 * DOCX (ISO/IEC 29500, transitional and strict): paragraphs in the order of the
 * body, header first and footer last, tables by rows, text boxes once, tracked
 * changes as accepted, hidden text left out and counted.
 */

#include "document/document.h"

/*
 * Appends to a document that is initialised. RQ_DAMAGED, as without its main part,
 * and the limits of archives, XML and text.
 */
int rq_office_read(const char *bytes, size_t length, struct rq_document *document,
		   struct rq_error *err);

/*
 * The same of a document in one XML file, as Word 2003 wrote it or with all parts
 * of a DOCX in it ("Flat OPC"), whatever their order: headers first,
 * notes and footers last.
 */
int rq_office_read_flat(const char *bytes, size_t length, struct rq_document *document,
			struct rq_error *err);

#endif
