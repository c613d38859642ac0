#ifndef RQ_DOCUMENT_DOC_RUN_H
#define RQ_DOCUMENT_DOC_RUN_H

/*
 * Runs of text and paragraphs that share their properties, by their place in
 * the main stream of a Word 97 document: pages of 512 bytes ([MS-DOC] 2.9.65,
 * "ChpxFkp"; 2.9.175, "PapxFkp").
 */

#include "document/doc_file.h"

/* The bytes of the main stream for which something holds. */
struct rq_doc_range {
	size_t from, to;
};

/*
 * The changes of properties of the run with that place; its range goes to
 * *range. Where there is none, the range is that place alone and it has none.
 */
struct rq_doc_bytes rq_doc_text_run(const struct rq_doc_file *file, size_t offset,
				    struct rq_doc_range *range);
struct rq_doc_bytes rq_doc_paragraph_run(const struct rq_doc_file *file, size_t offset,
					 struct rq_doc_range *range, unsigned *style);

#endif
