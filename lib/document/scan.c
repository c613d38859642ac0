#include "document/scan.h"

#include <stdio.h>

#include "base/text.h"
#include "document/flow.h"
#include "document/pdf_picture.h"

/* A PDF's pages on their way to be read. */
struct pages {
	struct rq_ocr *ocr;
	struct rq_set_lines *lines;
};

bool rq_scan_may_be(struct rq_detected detected)
{
	return detected.format == RQ_FORMAT_PICTURE || detected.format == RQ_FORMAT_PDF;
}

static int read_page(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	const struct pages *pages = context;

	return rq_ocr_read_page(pages->ocr, picture, pages->lines, err);
}

static void warn_unsure(struct rq_document *document, size_t count)
{
	char message[96];

	if (count == 0)
		return;
	(void)snprintf(message, sizeof message,
		       "%zu line%s of the scan left out: hardly a word in %s was sure", count,
		       rq_text_s(count), count == 1 ? "it" : "them");
	rq_json_set_integer(rq_document_warn(document, "unsure-text", message), "count",
			    (json_int_t)count);
}

int rq_scan_read(struct rq_ocr *ocr, struct rq_detected detected, const char *bytes, size_t length,
		 struct rq_document *document, struct rq_error *err)
{
	struct rq_set_lines lines = { 0 };
	struct pages pages = { ocr, &lines };
	size_t unsure = rq_ocr_unsure(ocr);
	int result;

	document->format = detected.name;
	if (detected.format == RQ_FORMAT_PDF)
		result = rq_pdf_draw(bytes, length, read_page, &pages, err);
	else
		result = rq_ocr_read_file(ocr, bytes, length, &lines, err);
	if (result == 0)
		result = rq_flow_add(document, lines.lines, lines.count, err);
	rq_set_lines_free(&lines);
	if (result == 0 && document->count == 0)
		result = rq_fail(err, RQ_NO_TEXT, "a scan in which no text was found");
	if (result == -1)
		return -1;
	(void)rq_document_warn(document, "scan", "read from a picture: letters may be wrong");
	warn_unsure(document, rq_ocr_unsure(ocr) - unsure);
	rq_document_warn_hidden(document);
	return 0;
}
