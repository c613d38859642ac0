#include "document/pdf_file.h"

int rq_pdf_file_fail(const GError *error, struct rq_error *err)
{
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return rq_fail(err, RQ_ENCRYPTED, "an encrypted PDF: it needs a password");
	return rq_fail(err, RQ_DAMAGED, "a damaged PDF: nothing in it can be read");
}

PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, GError **error)
{
	GBytes *data = g_bytes_new_static(bytes, length);
	PopplerDocument *document = poppler_document_new_from_bytes(data, NULL, error);

	g_bytes_unref(data);
	return document;
}
