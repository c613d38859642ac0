#include "document/office.h"

int rq_office_read(const char *bytes, size_t length, struct rq_document *document,
		   struct rq_error *err)
{
	(void)bytes;
	(void)length;
	(void)document;
	return rq_fail(err, RQ_UNSUPPORTED, "not a document that rq reads: office");
}
