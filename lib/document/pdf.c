#include "document/pdf.h"

int rq_pdf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	(void)bytes;
	(void)length;
	(void)document;
	return rq_fail(err, RQ_UNSUPPORTED, "not a document that rq reads: pdf");
}
