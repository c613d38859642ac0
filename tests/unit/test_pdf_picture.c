/* document/pdf_picture, document/scanned: pages of a PDF as pictures, and which are one JPEG. */

#include "unit.h"

#ifdef RQ_WITH_OCR

#include <leptonica/allheaders.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "document/pdf_picture.h"
#include "document/raster.h"

enum { WIDTH = 60, HEIGHT = 80, MOST_KIB = 128 << 10 };

struct bytes {
	char *data;
	size_t length;
};

/* A JPEG of colors. */
static struct bytes make_jpeg(int width, int height)
{
	PIX *picture = pixCreate(width, height, 32);
	struct bytes made = { NULL, 0 };
	l_uint8 *bytes = NULL;

	assert_non_null(picture);
	assert_int_equal(pixSetAllArbitrary(picture, 0x40a0f000), 0);
	assert_int_equal(pixWriteMemJpeg(&bytes, &made.length, picture, 75, 0), 0);
	pixDestroy(&picture);
	made.data = (char *)bytes;
	return made;
}

/* What is put into a file whose page paints /P, a JPEG. */
struct page {
	const char *content;      /* NULL: as scanners write it */
	const char *page, *image; /* entries of the page, and of the image, or NULL */
};

static void add(struct bytes *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct bytes *pdf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	pdf->length += (size_t)vsprintf(pdf->data + pdf->length, format, arguments);
	va_end(arguments);
}

static struct bytes make_pdf(const struct page *page, struct bytes jpeg, int width, int height)
{
	const char *content = page->content ? page->content : "q 600 0 0 800 0 0 cm /P Do Q";
	struct bytes pdf = { malloc(jpeg.length + 4096), 0 };

	add(&pdf,
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << "
	    "/P 5 0 R /Q 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
	    ">> >> >> %s >>\nendobj\n4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n",
	    page->page ? page->page : "", strlen(content), content);
	add(&pdf,
	    "5 0 obj\n<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
	    "/Filter /DCTDecode /Length %zu %s >>\nstream\n",
	    width, height, jpeg.length, page->image ? page->image : "/ColorSpace /DeviceRGB");
	memcpy(pdf.data + pdf.length, jpeg.data, jpeg.length);
	pdf.length += jpeg.length;
	add(&pdf, "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%%%EOF\n");
	return pdf;
}

/* What was seen of a file of one page. */
struct seen {
	size_t jpegs, drawn;
	int quarters;
	struct bytes expected;
	bool refuses; /* a JPEG, as damaged */
};

static int look(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	struct seen *seen = context;

	assert_int_equal(picture->page, 1);
	seen->jpegs += picture->jpeg != NULL;
	seen->drawn += picture->jpeg == NULL && picture->gray != NULL;
	seen->quarters = picture->quarters;
	if (!picture->jpeg)
		return 0;
	assert_int_equal(picture->length, seen->expected.length);
	assert_memory_equal(picture->jpeg, seen->expected.data, picture->length);
	return seen->refuses ? rq_fail(err, RQ_DAMAGED, "no") : 0;
}

static struct seen show(const struct page *page, bool refuses)
{
	struct bytes jpeg = make_jpeg(WIDTH, HEIGHT), pdf = make_pdf(page, jpeg, WIDTH, HEIGHT);
	struct seen seen = { .expected = jpeg, .refuses = refuses };
	struct rq_error err = { 0 };

	assert_works(rq_pdf_draw(pdf.data, pdf.length, look, &seen, &err), err);
	lept_free(jpeg.data);
	free(pdf.data);
	return seen;
}

static void a_page_that_is_one_jpeg_is_handed_over_as_it_is(void **state)
{
	static const struct {
		struct page page;
		int quarters;
	} cases[] = {
		{ { NULL, NULL, NULL }, 0 },
		{ { "q q 1 0 0 1 10 10 cm 580 0 0 780 0 0 cm /P Do Q Q", NULL, NULL }, 0 },
		{ { NULL, "/Rotate 90", NULL }, 1 },
		{ { NULL, "/Rotate -90", "/ColorSpace /DeviceRGB /Interpolate true" }, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = show(&cases[i].page, false);

		assert_int_equal(seen.jpegs, 1);
		assert_int_equal(seen.drawn, 0);
		assert_int_equal(seen.quarters, cases[i].quarters);
	}
}

/* Otherwise what is seen on the page is not what the file shows. */
static void a_page_that_shows_less_or_more_than_a_jpeg_is_drawn(void **state)
{
	static const struct page cases[] = {
		{ "q 600 0 0 800 0 0 cm /P Do Q BT /F 9 Tf 50 50 Td (more) Tj ET", NULL, NULL },
		{ "q 600 0 0 800 0 0 cm /P Do Q 1 g 0 0 600 400 re f", NULL, NULL },
		{ "q 600 0 0 800 0 0 cm /P Do /Q Do Q", NULL, NULL },
		{ "q 0 0 600 400 re W n 600 0 0 800 0 0 cm /P Do Q", NULL, NULL },
		{ "q 600 0 0 -800 0 800 cm /P Do Q", NULL, NULL },    /* as in a mirror */
		{ "q -600 0 0 -800 600 800 cm /P Do Q", NULL, NULL }, /* on its head */
		{ "q 0 800 600 0 0 0 cm /P Do Q", NULL, NULL },
		{ "q 600 0 0 1200 0 -400 cm /P Do Q", NULL, NULL }, /* half of it is off */
		{ "q 100 0 0 100 0 0 cm /P Do Q", NULL, NULL },
		{ NULL, "/CropBox [0 0 600 400]", NULL },
		{ NULL, "/Annots [<< /Type /Annot /Subtype /Square /Rect [0 0 9 9] >>]", NULL },
		{ NULL, NULL, "/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]" },
		{ NULL, NULL, "/ColorSpace /DeviceRGB /Mask [0 9 0 9 0 9]" },
		{ NULL, NULL, "/ColorSpace [/Separation /All /DeviceGray 9 0 R]" },
		{ "q 600 0 0 800 0 0 cm /Nobody Do Q", NULL, NULL },
		{ "", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = show(&cases[i], false);

		assert_int_equal(seen.jpegs, 0);
		assert_int_equal(seen.drawn, 1);
	}
}

static void a_jpeg_that_cannot_be_read_is_drawn_as_far_as_it_goes(void **state)
{
	struct seen seen = show(&(struct page) { 0 }, true);

	(void)state;
	assert_int_equal(seen.jpegs, 1);
	assert_int_equal(seen.drawn, 1);
}

/* --- memory ------------------------------------------------------------------------------ */

static int unpack(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	struct Pix *read = NULL;
	size_t offset = 0;

	(void)context;
	if (!picture->jpeg ||
	    rq_raster_read(picture->jpeg, picture->length, &offset, &read, err) == -1)
		return -1;
	rq_raster_free(read);
	return 0;
}

/* Makes, in a process of its own, the file of a colored sheet of A4 at 600 dpi. */
static struct bytes make_large(void)
{
	struct bytes pdf = { malloc(4 << 20), 0 };
	int ends[2];
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct bytes made =
		    make_pdf(&(struct page) { 0 }, make_jpeg(4960, 7016), 4960, 7016);

		for (size_t at = 0; at < made.length; at += (size_t)got) {
			got = write(ends[1], made.data + at, made.length - at);
			if (got == -1)
				_exit(1);
		}
		_exit(0);
	}
	(void)close(ends[1]);
	while ((got = read(ends[0], pdf.data + pdf.length, (4 << 20) - pdf.length)) > 0)
		pdf.length += (size_t)got;
	(void)close(ends[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	return pdf;
}

static void a_large_jpeg_is_never_unpacked_whole(void **state)
{
	struct bytes pdf;
	struct rusage used;
	int status;
	pid_t child;

	(void)state;
	if (is_under_valgrind())
		skip();
	pdf = make_large();
	child = fork();
	if (child == 0) {
		struct rq_error err = { 0 };

		_exit(rq_pdf_draw(pdf.data, pdf.length, unpack, NULL, &err) == 0 ? 0 : 1);
	}
	assert_int_equal(wait4(child, &status, 0, &used), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
#ifndef __SANITIZE_ADDRESS__
	assert_in_range(used.ru_maxrss, 1, MOST_KIB);
#endif
	free(pdf.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_that_is_one_jpeg_is_handed_over_as_it_is),
		cmocka_unit_test(a_page_that_shows_less_or_more_than_a_jpeg_is_drawn),
		cmocka_unit_test(a_jpeg_that_cannot_be_read_is_drawn_as_far_as_it_goes),
		cmocka_unit_test(a_large_jpeg_is_never_unpacked_whole),
	};

	rq_raster_hush();
	return cmocka_run_group_tests_name("pdf_picture", tests, NULL, NULL);
}

#else

#include <stdio.h>

int main(void)
{
	return puts("1..0 # skip built without OCR") < 0;
}

#endif
