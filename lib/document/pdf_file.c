#include "document/pdf_file.h"

#include <stdlib.h>

int rq_pdf_file_fail(const GError *error, struct rq_error *err)
{
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return rq_fail(err, RQ_ENCRYPTED, "an encrypted PDF: it needs a password");
	return rq_fail(err, RQ_DAMAGED, "a damaged PDF: nothing in it can be read");
}

static PopplerDocument *open_bytes(GBytes *data, GError **error)
{
	PopplerDocument *document = poppler_document_new_from_bytes(data, NULL, error);

	g_bytes_unref(data);
	return document;
}

PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, GError **error)
{
	return open_bytes(g_bytes_new_static(bytes, length), error);
}

bool rq_pdf_file_has_pages(PopplerDocument *document)
{
	return document && poppler_document_get_n_pages(document) > 0;
}

bool rq_pdf_file_mend(PopplerDocument **document, struct rq_content *content)
{
	PopplerDocument *mended;
	char *bytes;
	size_t length;

	if (!content || (rq_pdf_file_has_pages(*document) && !rq_content_is_restated(content)))
		return false;
	bytes = rq_content_mend(content, &length);
	mended =
	    bytes ? open_bytes(g_bytes_new_with_free_func(bytes, length, free, bytes), NULL) : NULL;
	if (!mended)
		return false;
	g_clear_object(document);
	*document = mended;
	return true;
}
