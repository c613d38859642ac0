/* The operators of a PDF's page from a stranger: as they are read, and as the page is followed. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/bare.h"
#include "document/content.h"
#include "document/hidden.h"
#include "document/operator.h"
#include "document/paint.h"
#include "document/scanned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 14, ROOM = MAX_INPUT * 2 + 4096 };

static void check_operators(const char *bytes, size_t length)
{
	struct rq_operators operators = { bytes, bytes + length };
	struct rq_operator one;
	const char *before = operators.at;

	while (rq_operator_next(&operators, &one)) {
		if (operators.at <= before || operators.at > operators.end)
			abort();
		if (one.count > RQ_OPERANDS || one.text_length > RQ_SHOWN_TEXT ||
		    one.text_length > one.shown || !memchr(one.name, '\0', sizeof one.name))
			abort();
		before = operators.at;
	}
}

/* A page that is painted so, with the second half as a form, which may show itself. */
static size_t make_pdf(const uint8_t *data, size_t size, char *pdf)
{
	size_t at = (size_t)snprintf(
	    pdf, ROOM,
	    "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]/Resources 6 0 "
	    "R>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
	    "6 0 obj<</XObject<</F 5 0 R/I 7 0 R/J 8 0 R>>/ExtGState<</A<</ca 0>>/B<</ca "
	    ".5/BM/Multiply>>>>"
	    "/ColorSpace<</C[/ICCBased 7 0 R]/D[/CalRGB<<>>]/E/DeviceCMYK>>>>endobj\n"
	    "7 0 obj<</Subtype/Image/N 3/Length 1>>stream\nw\nendstream endobj\n"
	    "8 0 obj<</Subtype/Image/Filter/DCTDecode/ColorSpace/DeviceGray/Length 1>>stream\n"
	    "w\nendstream endobj\n"
	    "4 0 obj<</Length %zu>>stream\n",
	    size);

	memcpy(pdf + at, data, size);
	at += size;
	at += (size_t)snprintf(pdf + at, ROOM - at,
			       "\nendstream endobj\n5 0 obj<</Subtype/Form/BBox[0 0 500 700]"
			       "/Matrix[.9 .1 0 1 5 5]/Length %zu>>stream\n",
			       size - size / 2);
	memcpy(pdf + at, data + size / 2, size - size / 2);
	at += size - size / 2;
	return at + (size_t)snprintf(pdf + at, ROOM - at,
				     "\nendstream endobj\ntrailer<</Size 9/Root 1 0 R>>\n"
				     "startxref\n9\n%%%%EOF\n");
}

static void check_paint(const struct rq_paint *paint)
{
	if (paint->count > RQ_MAX_PAINTED)
		abort();
	for (size_t i = 0; paint->doubtful && i < paint->count; i++) {
		const struct rq_shown *shown = &paint->shown[i];
		struct rq_area box = { shown->x, shown->y - 8, shown->x + 5, shown->y + 2 };

		if (shown->doubt > RQ_HIDDEN_KINDS || shown->turn >= paint->count ||
		    shown->coats > paint->surface.count)
			abort();
		if (rq_paint_doubt(paint, &box, 10).kind > RQ_HIDDEN_KINDS)
			abort();
	}
}

static void check_scanned(struct rq_content *content)
{
	struct rq_scanned scanned;

	if (!content || !rq_scanned_find(content, 0, &scanned))
		return;
	if (scanned.pdf || scanned.image.file.length != 1 || *scanned.image.file.bytes != 'w' ||
	    scanned.image.mask.bytes || scanned.quarters != 0)
		abort();
	rq_image_free(&scanned.image);
}

/* The file is as it was, and what is left of the page stands behind it. */
static void check_bare(struct rq_content *content, const char *pdf, size_t length)
{
	size_t made = 0;
	char *file = content ? rq_bare_file(content, pdf, length, &made) : NULL;

	if (file && (made <= length || memcmp(file, pdf, length) != 0))
		abort();
	free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_hidden hidden = { 0 };
	struct rq_content *content;
	struct rq_paint paint;
	size_t length;
	char *pdf;

	if (size > MAX_INPUT)
		return 0;
	check_operators((const char *)data, size);
	pdf = malloc(ROOM);
	if (!pdf)
		return 0;
	length = make_pdf(data, size, pdf);
	content = rq_content_open(pdf, length);
	rq_paint_read(content, 0, &hidden, &paint);
	check_paint(&paint);
	if (hidden.bytes > RQ_MAX_HIDDEN_BYTES)
		abort();
	rq_paint_free(&paint);
	check_scanned(content);
	check_bare(content, pdf, length);
	rq_hidden_free(&hidden);
	rq_content_free(content);
	free(pdf);
	return 0;
}
