#include "document/reader.h"

#include "base/limits.h"
#include "document/doc.h"
#include "document/europass.h"
#include "document/html.h"
#include "document/json_text.h"
#include "document/odt.h"
#include "document/office.h"
#include "document/pdf.h"
#include "document/plain.h"
#include "document/repeated.h"
#include "document/rtf.h"

/* Fonts and character maps for PDF, converters for encodings: data of the system. */
static const char *const readable[] = {
	"/usr/share/fonts",       "/usr/local/share/fonts",
	"/usr/share/fontconfig",  "/etc/fonts",
	"/var/cache/fontconfig",  "/usr/share/poppler",
	"/usr/share/ghostscript", "/usr/lib/*/gconv",
	"/usr/lib/gconv",         "/usr/lib64/gconv",
	"/usr/lib/locale",        NULL,
};

const struct rq_sandbox rq_document_sandbox = {
	.readable = readable,
	.memory = RQ_MAX_WORKER_MEMORY,
	.file_bytes = RQ_MAX_FILE_BYTES,
	.descriptors = 64,
};

static int parse_json(const struct rq_buffer *text, struct rq_document *document,
		      struct rq_error *err)
{
	struct rq_buffer mended;
	long count;
	int result = -1;

	rq_buffer_init(&mended, 2 * RQ_MAX_RECORD_BYTES);
	count = rq_json_text_mend(text->data, text->length, &mended, err);
	if (count >= 0)
		result = rq_repeated_read(&mended, document, err);
	if (result == 0 && count > 0)
		rq_json_set_integer(
		    rq_document_warn(document, "bad-values",
				     "halves of characters or numbers too large in the JSON"),
		    "count", count);
	rq_buffer_free(&mended);
	return result;
}

static int read_json(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err)
{
	struct rq_buffer text;
	int result;

	document->format = "json";
	rq_buffer_init(&text, RQ_MAX_RECORD_BYTES);
	result = rq_plain_decode(bytes, length, NULL, &text, document, err);
	if (result == 0)
		result = parse_json(&text, document, err);
	if (err->code == RQ_BAD_RECORD) /* as a file it is what others are that break off */
		err->code = RQ_DAMAGED;
	rq_buffer_free(&text);
	return result;
}

/* What every reader leaves behind, looked at once. */
static int finish(struct rq_document *document, struct rq_error *err)
{
	if (document->count == 0 && !document->json)
		return rq_fail(err, RQ_NO_TEXT,
			       document->hidden.count > 0 ? "no text in it that anybody sees"
							  : "no text in it");
	rq_document_warn_hidden(document);
	return 0;
}

static int read_as(struct rq_detected detected, const char *bytes, size_t length,
		   struct rq_document *document, struct rq_error *err)
{
	switch (detected.format) {
	case RQ_FORMAT_EMPTY:
		return rq_fail(err, RQ_EMPTY, "an empty file");
	case RQ_FORMAT_TEXT:
		return rq_plain_read(bytes, length, false, document, err);
	case RQ_FORMAT_MARKDOWN:
		return rq_plain_read(bytes, length, true, document, err);
	case RQ_FORMAT_HTML:
		return rq_html_read(bytes, length, document, err);
	case RQ_FORMAT_JSON:
		return read_json(bytes, length, document, err);
	case RQ_FORMAT_DOCX:
		return rq_office_read(bytes, length, document, err);
	case RQ_FORMAT_WORD_XML:
		return rq_office_read_flat(bytes, length, document, err);
	case RQ_FORMAT_EUROPASS:
		return rq_europass_read(bytes, length, document, err);
	case RQ_FORMAT_PICTURE:
		return rq_fail(err, RQ_NO_TEXT,
			       "a picture (%s): it looks like a scan, which --ocr reads",
			       detected.name);
	case RQ_FORMAT_PDF:
		return rq_pdf_read(bytes, length, document, err);
	case RQ_FORMAT_DOC:
		return rq_doc_read(bytes, length, document, err);
	case RQ_FORMAT_ODT:
		return rq_odt_read(bytes, length, document, err);
	case RQ_FORMAT_ODT_FLAT:
		return rq_odt_read_flat(bytes, length, document, err);
	case RQ_FORMAT_RTF:
		return rq_rtf_read(bytes, length, document, err);
	case RQ_FORMAT_ENCRYPTED:
		return rq_fail(err, RQ_ENCRYPTED, "%s: it needs a password", detected.name);
	case RQ_FORMAT_CONTAINER:
	case RQ_FORMAT_OTHER:
	default:
		return rq_fail(err, RQ_UNSUPPORTED, "not a document that rq reads: %s",
			       detected.name);
	}
}

int rq_document_read_as(struct rq_detected detected, const char *bytes, size_t length,
			struct rq_document *document, struct rq_error *err)
{
	if (length > RQ_MAX_FILE_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "more than %zu MiB", RQ_MAX_FILE_BYTES >> 20);
	if (read_as(detected, bytes, length, document, err) == -1)
		return -1;
	return finish(document, err);
}

int rq_document_read(const char *bytes, size_t length, const char *name,
		     struct rq_document *document, struct rq_error *err)
{
	return rq_document_read_as(rq_detect(bytes, length, name), bytes, length, document, err);
}
