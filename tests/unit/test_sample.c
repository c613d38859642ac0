/* document/sample: white text on images, told by their samples, and as the page is drawn. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/content.h"
#include "document/paint.h"
#include "document_kit.h"
#include "lines.h"

#define DARK "000000 000000 101010 101010>"
#define LIGHT "ffffff ffffff ffffff f0f0f0>"
#define DARK_LEFT "000000 ffffff 000000 ffffff>" /* where the text is */
#define LIGHT_LEFT "ffffff 000000 ffffff 000000>"
#define RGB " /ColorSpace /DeviceRGB"
#define MASK RGB " /SMask 6 0 R"
#define PLACED "q 300 0 0 40 60 490 cm /P Do Q "

/* An image of two by two pixels, and white text on it. */
struct badge {
	const char *content, *image, *pixels, *mask;
	bool doubted, seen;
};

static const struct badge badges[] = {
	{ PLACED, RGB, DARK, "ffffffff>", false, true },
	{ PLACED, RGB, LIGHT, "ffffffff>", true, false },
	{ PLACED, RGB, DARK_LEFT, "ffffffff>", false, true },
	{ PLACED, RGB, LIGHT_LEFT, "ffffffff>", true, false },
	{ PLACED, MASK, DARK, "ffffffff>", false, true },
	{ PLACED, MASK, DARK, "00000000>", true, false }, /* nothing of it is there */
	{ PLACED, MASK, DARK, "08080808>", true, false },
	{ "0 g 60 490 300 40 re f " PLACED, MASK, LIGHT, "00000000>", false, true },
	{ "0 g 60 490 300 40 re f " PLACED, MASK, LIGHT, "ffffffff>", true, false },
	{ PLACED, RGB " /Decode [1 0 1 0 1 0]", DARK, "ffffffff>", true, false },
	{ PLACED, " /ColorSpace [/Indexed /DeviceRGB 1 <ffffffffffff>]", "00 00 00 00>", "00>",
	  true, false },
	{ "q -300 0 0 40 360 490 cm /P Do Q ", RGB, DARK, "ffffffff>", true, true },
};

static struct bytes make_badge(const struct badge *badge)
{
	struct bytes pdf = { malloc(4096), 0 };
	char content[512];
	int length;

	length = snprintf(content, sizeof content,
			  "BT /F1 10 Tf 72 700 Td (Jane Doe, nurse) Tj ET %s"
			  "1 g BT /F1 10 Tf 100 505 Td (Badge) Tj ET",
			  badge->content);
	pdf.length = (size_t)sprintf(
	    pdf.data,
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << "
	    "/Font << /F1 7 0 R >> /XObject << /P 5 0 R >> >> >>\nendobj\n"
	    "4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"
	    "5 0 obj\n<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
	    "/Filter /ASCIIHexDecode%s /Length %zu >>\nstream\n%s\n"
	    "endstream\nendobj\n"
	    "6 0 obj\n<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
	    "/ColorSpace /DeviceGray /Filter /ASCIIHexDecode /Length %zu >>\nstream\n%s\n"
	    "endstream\nendobj\n"
	    "7 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
	    "trailer\n<< /Root 1 0 R >>\n%%%%EOF\n",
	    length, content, badge->image, strlen(badge->pixels), badge->pixels,
	    strlen(badge->mask), badge->mask);
	return pdf;
}

static void white_text_is_doubted_where_an_image_is_not_dark(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++) {
		static const struct rq_area letter = { 101, 287, 107, 297 };
		struct bytes pdf = make_badge(&badges[i]);
		struct rq_content *content = rq_content_open(pdf.data, pdf.length);
		struct rq_hidden hidden = { 0 };
		struct rq_paint paint;

		assert_non_null(content);
		rq_paint_read(content, 0, &hidden, &paint);
		assert_true(paint.doubtful);
		assert_int_equal(rq_paint_doubt(&paint, &letter, 10).kind != RQ_HIDDEN_KINDS,
				 badges[i].doubted);
		rq_paint_free(&paint);
		rq_content_free(content);
		free(pdf.data);
	}
}

static void white_text_on_an_image_is_read_when_it_is_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };

		assert_works(read_bytes(make_badge(&badges[i]), "cv.pdf", &document, &err), err);
		assert_int_equal(document.count, badges[i].seen ? 2 : 1);
		if (!badges[i].seen)
			assert_hidden(&document, "white", 5);
		rq_document_free(&document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_text_is_doubted_where_an_image_is_not_dark),
		cmocka_unit_test(white_text_on_an_image_is_read_when_it_is_seen),
	};

	return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
