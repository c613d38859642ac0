#include "document/pdf_file.h"

#include <stdlib.h>
#include <string.h>

#include "document/bare.h"
#include "document/metadata.h"

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

/* Takes the bytes, which may be NULL. */
static PopplerDocument *open_made(char *bytes, size_t length)
{
	return bytes ? open_bytes(g_bytes_new_with_free_func(bytes, length, free, bytes), NULL)
		     : NULL;
}

bool rq_pdf_file_has_pages(PopplerDocument *document)
{
	return document && poppler_document_get_n_pages(document) > 0;
}

PopplerDocument *rq_pdf_file_mend(struct rq_content *content)
{
	size_t length = 0;
	char *bytes = rq_content_mend(content, &length);

	return open_made(bytes, length);
}

PopplerDocument *rq_pdf_file_open(const char *bytes, size_t length, struct rq_content *content,
				  GError **error)
{
	bool restated = content && rq_content_is_restated(content);
	PopplerDocument *mended = restated ? rq_pdf_file_mend(content) : NULL, *document;

	if (mended)
		return mended;
	document = open_bytes(g_bytes_new_static(bytes, length), error);
	if (rq_pdf_file_has_pages(document) || restated || !content)
		return document;
	mended = rq_pdf_file_mend(content);
	if (!mended)
		return document;
	g_clear_object(&document);
	return mended;
}

PopplerDocument *rq_pdf_file_open_bare(const char *bytes, size_t length, struct rq_content *content,
				       GError **error)
{
	PopplerDocument *document;
	char *file = NULL;
	size_t made = 0;

	if (content && !rq_content_is_restated(content))
		file = rq_bare_file(content, bytes, length, &made);
	document = open_made(file, made);
	if (rq_pdf_file_has_pages(document))
		return document;
	g_clear_object(&document);
	return rq_pdf_file_open(bytes, length, content, error);
}

void rq_pdf_file_describe(PopplerDocument *document, struct rq_document *out)
{
	char *descriptions[] = { poppler_document_get_title(document),
				 poppler_document_get_subject(document),
				 poppler_document_get_keywords(document) };
	char *xmp = poppler_document_get_metadata(document);

	for (size_t i = 0; i < sizeof descriptions / sizeof descriptions[0]; i++) {
		rq_metadata_add(out, descriptions[i]);
		g_free(descriptions[i]);
	}
	if (xmp)
		rq_metadata_add_xml(out, xmp, strlen(xmp));
	g_free(xmp);
}
