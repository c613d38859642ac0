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

bool rq_pdf_file_has_pages(PopplerDocument *document)
{
	return document && poppler_document_get_n_pages(document) > 0;
}

bool rq_pdf_file_mend(PopplerDocument **document, struct rq_content *content)
{
	PopplerDocument *mended;
	const char *bytes;
	size_t length;

	if (!content || (rq_pdf_file_has_pages(*document) && !rq_content_is_restated(content)))
		return false;
	bytes = rq_content_mend(content, &length);
	mended = bytes ? rq_pdf_file_open(bytes, length, NULL) : NULL;
	if (!mended)
		return false;
	g_clear_object(document);
	*document = mended;
	return true;
}
