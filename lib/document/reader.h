#ifndef RQ_DOCUMENT_READER_H
#define RQ_DOCUMENT_READER_H

/*
 * Bytes of any kind to a document: the one door to all readers. It runs
 * wherever it is called; the tools call it in a worker only.
 */

#include "document/detect.h"
#include "document/document.h"
#include "io/sandbox.h"

/*
 * Fills the document, which is initialised, from the bytes of a file. name may
 * be NULL. RQ_EMPTY, RQ_NO_TEXT, RQ_ENCRYPTED, RQ_UNSUPPORTED (also of a
 * container: it has documents and is none), RQ_DAMAGED, and the limits.
 */
int rq_document_read(const char *bytes, size_t length, const char *name,
		     struct rq_document *document, struct rq_error *err);

/* The same when it is known what the bytes are. */
int rq_document_read_as(struct rq_detected detected, const char *bytes, size_t length,
			struct rq_document *document, struct rq_error *err);

/* What a process that does so needs of the system, and nothing more. */
extern const struct rq_sandbox rq_document_sandbox;

#endif
