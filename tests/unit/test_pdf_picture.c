/* document/pdf_picture, scanned, image: pages of a PDF as pictures, and which are one picture. */

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

#include <jpeglib.h>

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

/* What is put into a file whose page paints /P, an image. Object 6 is a page of JBIG2 of its size.
 */
struct page {
	const char *content;      /* NULL: as scanners write it */
	const char *page, *image; /* entries of the page, and of the image, or NULL */
	const char *packed;       /* how it is; NULL: as JPEG */
};

static void add(struct bytes *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct bytes *pdf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	pdf->length += (size_t)vsprintf(pdf->data + pdf->length, format, arguments);
	va_end(arguments);
}

enum { MASK = 9 }; /* bytes of a pixel, packed */

static const char quarter[] = "\x78\x9c\x73\x00\x00\x00\x41\x00\x41";
static const char shut[] = "\x78\x9c\x6b\x00\x00\x00\x81\x00\x81";

static void add_mask(struct bytes *pdf, int number, const char *entries, const char *packed)
{
	add(pdf,
	    "%d 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /FlateDecode "
	    "/Length %d %s >>\nstream\n",
	    number, MASK, entries);
	memcpy(pdf->data + pdf->length, packed, MASK);
	pdf->length += MASK;
	add(pdf, "\nendstream\nendobj\n");
}

static struct bytes make_pdf(const struct page *page, struct bytes image, int width, int height)
{
	const char *content = page->content ? page->content : "q 600 0 0 800 0 0 cm /P Do Q";
	struct bytes pdf = { malloc(image.length + 4096), 0 };

	add(&pdf,
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << "
	    "/P 5 0 R /Q 5 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
	    ">> >> >> %s >>\nendobj\n4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n",
	    page->page ? page->page : "", strlen(content), content);
	add(&pdf,
	    "5 0 obj\n<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %zu %s "
	    ">>\nstream\n",
	    width, height, page->packed ? page->packed : "/BitsPerComponent 8 /Filter /DCTDecode",
	    image.length, page->image ? page->image : "/ColorSpace /DeviceRGB");
	memcpy(pdf.data + pdf.length, image.data, image.length);
	pdf.length += image.length;
	add(&pdf,
	    "\nendstream\nendobj\n6 0 obj\n<< /Filter /ASCIIHexDecode /Length 61 >>\nstream\n"
	    "0000000030000100000013%08X%08X%08X%08X000000>\nendstream\nendobj\n",
	    width, height, 0, 0);
	add_mask(&pdf, 7, "/ColorSpace /DeviceGray /BitsPerComponent 8", quarter);
	add_mask(&pdf, 8, "/ImageMask true", shut);
	add_mask(&pdf, 9, "/ImageMask true /BitsPerComponent 1 /Decode [1 0]", shut);
	add_mask(&pdf, 10, "/ColorSpace /DeviceRGB /BitsPerComponent 8", quarter);
	add(&pdf, "trailer\n<< /Root 1 0 R >>\n%%%%EOF\n");
	return pdf;
}

/* What was seen of a file of one page. */
struct seen {
	size_t files, drawn;
	int quarters;
	struct bytes expected;
	bool refuses; /* a JPEG, as damaged */
};

static int look(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	struct seen *seen = context;

	assert_int_equal(picture->page, 1);
	seen->files += picture->image != NULL;
	seen->drawn += picture->image == NULL && picture->gray != NULL;
	seen->quarters = picture->quarters;
	if (!picture->image)
		return 0;
	assert_int_equal(picture->image->file.length, seen->expected.length);
	assert_memory_equal(picture->image->file.bytes, seen->expected.data, seen->expected.length);
	assert_null(picture->image->mask.bytes);
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
		{ { 0 }, 0 },
		{ { .content = "q q 1 0 0 1 10 10 cm 580 0 0 780 0 0 cm /P Do Q Q" }, 0 },
		{ { .page = "/Rotate 90" }, 1 },
		{ { .page = "/Rotate -90", .image = "/ColorSpace /DeviceRGB /Interpolate true" },
		  3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = show(&cases[i].page, false);

		assert_int_equal(seen.files, 1);
		assert_int_equal(seen.drawn, 0);
		assert_int_equal(seen.quarters, cases[i].quarters);
	}
}

/* Otherwise what is seen on the page is not what the file shows. */
static void a_page_that_shows_less_or_more_than_a_jpeg_is_drawn(void **state)
{
	static const struct page cases[] = {
		{ .content = "q 600 0 0 800 0 0 cm /P Do Q BT /F 9 Tf 50 50 Td (more) Tj ET" },
		{ .content = "q 600 0 0 800 0 0 cm /P Do Q 1 g 0 0 600 400 re f" },
		{ .content = "q 600 0 0 800 0 0 cm /P Do /Q Do Q" },
		{ .content = "q 0 0 600 400 re W n 600 0 0 800 0 0 cm /P Do Q" },
		{ .content = "q 600 0 0 -800 0 800 cm /P Do Q" },    /* as in a mirror */
		{ .content = "q -600 0 0 -800 600 800 cm /P Do Q" }, /* on its head */
		{ .content = "q 0 800 600 0 0 0 cm /P Do Q" },
		{ .content = "q 600 0 0 1200 0 -400 cm /P Do Q" }, /* half of it is off */
		{ .content = "q 100 0 0 100 0 0 cm /P Do Q" },
		{ .page = "/CropBox [0 0 600 400]" },
		{ .page = "/Annots [<< /Type /Annot /Subtype /Square /Rect [0 0 9 9] >>]" },
		{ .image = "/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]" },
		{ .image = "/ColorSpace /DeviceRGB /Mask [0 9 0 9 0 9]" },
		{ .image = "/ColorSpace [/Separation /All /DeviceGray 9 0 R]" },
		{ .content = "q 600 0 0 800 0 0 cm /Nobody Do Q" },
		{ .content = "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = show(&cases[i], false);

		assert_int_equal(seen.files, 0);
		assert_int_equal(seen.drawn, 1);
	}
}

static void a_jpeg_that_cannot_be_read_is_drawn_as_far_as_it_goes(void **state)
{
	struct seen seen = show(&(struct page) { 0 }, true);

	(void)state;
	assert_int_equal(seen.files, 1);
	assert_int_equal(seen.drawn, 1);
}

/* --- other ways of packing ----------------------------------------------------------------- */

/* Samples that count up, packed; with the filter 0 before each row where PNG has one. */
static struct bytes pack_samples(size_t stride, int height, bool filtered)
{
	size_t row = stride + filtered, total = row * (size_t)height, length;
	l_uint8 *samples = calloc(total, 1), *packed;

	assert_non_null(samples);
	for (size_t y = 0; y < (size_t)height; y++)
		for (size_t x = 0; x < stride; x++)
			samples[y * row + filtered + x] = (l_uint8)(x + 3 * y);
	packed = zlibCompress(samples, total, &length);
	assert_non_null(packed);
	free(samples);
	return (struct bytes) { (char *)packed, length };
}

/* The pixel in the third row and the sixth column of what is handed over as a PNG; 0: it is none.
 */
static int look_into_png(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	unsigned *pixel = context;
	PIX *packed, *read;

	(void)err;
	if (!picture->image)
		return 0;
	packed =
	    pixReadMemPng((const l_uint8 *)picture->image->file.bytes, picture->image->file.length);
	read = pixRemoveColormap(packed, REMOVE_CMAP_TO_FULL_COLOR);
	pixDestroy(&packed);
	assert_non_null(read);
	assert_int_equal(pixGetWidth(read), WIDTH);
	assert_int_equal(pixGetHeight(read), HEIGHT);
	assert_int_equal(pixGetPixel(read, 5, 2, pixel), 0);
	pixDestroy(&read);
	return 0;
}

#define FLATE "/BitsPerComponent 8 /Filter /FlateDecode "
/* The twelfth color is 10 20 30, or 12 of gray. */
#define ELEVEN(color) color color color color color color color color color color color
#define COLORS "/ColorSpace [/Indexed /DeviceRGB 11 <" ELEVEN("ffffff") "102030>]"
#define GRAYS "/ColorSpace [/Indexed /DeviceGray 11 <" ELEVEN("ff") "12>]"
#define GRAY "/ColorSpace /DeviceGray"
#define ROWS "/DecodeParms << /Predictor 15 /Columns 60 "

static void a_page_that_is_packed_as_png_is_is_handed_over_as_one(void **state)
{
	static const struct {
		struct page page;
		size_t stride;
		bool filtered;
		unsigned pixel;
	} cases[] = {
		{ { .packed = FLATE, .image = GRAY }, WIDTH, false, 5 + 6 },
		{ { .packed = FLATE ROWS ">>", .image = GRAY }, WIDTH, true, 5 + 6 },
		{ { .packed = FLATE }, 3 * WIDTH, false, 0x15161700 },
		{ { .packed = FLATE ROWS "/Colors 3 >>" }, 3 * WIDTH, true, 0x15161700 },
		{ { .packed = FLATE, .image = COLORS }, WIDTH, false, 0x10203000 },
		{ { .packed = FLATE ROWS ">>", .image = GRAYS }, WIDTH, true, 0x12121200 },
		{ { .packed = FLATE, .image = "/ColorSpace [/Indexed /Lab 0 <ff>]" },
		  WIDTH,
		  false,
		  0 },
		{ { .packed = FLATE ROWS ">>" }, 3 * WIDTH, true, 0 }, /* rows of another length */
		{ { .packed = FLATE "/Decode [1 0]", .image = GRAY }, WIDTH, false, 0 },
		{ { .packed = FLATE, .image = GRAY }, WIDTH / 2, false, 0 }, /* it breaks off */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bytes packed = pack_samples(cases[i].stride, HEIGHT, cases[i].filtered);
		struct bytes pdf = make_pdf(&cases[i].page, packed, WIDTH, HEIGHT);
		struct rq_error err = { 0 };
		unsigned pixel = 0;

		assert_works(rq_pdf_draw(pdf.data, pdf.length, look_into_png, &pixel, &err), err);
		assert_int_equal(pixel, cases[i].pixel);
		lept_free(packed.data);
		free(pdf.data);
	}
}

/* What is seen of that pixel, in gray. */
static int look_through_mask(void *context, const struct rq_pdf_picture *picture,
			     struct rq_error *err)
{
	unsigned *pixel = context;
	size_t offset = 0;
	PIX *read, *mask;

	if (!picture->image)
		return 0;
	assert_works(rq_raster_read(picture->image->file.bytes, picture->image->file.length,
				    &offset, &read, err),
		     *err);
	assert_works(rq_raster_read(picture->image->mask.bytes, picture->image->mask.length,
				    &offset, &mask, err),
		     *err);
	rq_raster_mask(&read, mask, picture->image->cut);
	assert_int_equal(pixGetPixel(read, 5, 2, pixel), 0);
	rq_raster_free(read);
	return 0;
}

/* It is 11 as it stands; objects 7 and 8 are a soft mask of a quarter, and a stencil that is shut.
 */
static void a_page_that_is_one_masked_picture_is_handed_over_with_its_mask(void **state)
{
	static const struct {
		const char *image;
		unsigned pixel;
	} cases[] = {
		{ GRAY " /SMask 7 0 R", 255 - 244 * 64 / 255 },
		{ GRAY " /Mask 8 0 R", 255 },
		{ GRAY " /Mask 9 0 R", 11 },           /* the other way */
		{ GRAY " /SMask 10 0 R", 0 },          /* of colors */
		{ GRAY " /Mask [11 11]", 0 },          /* that color is not seen */
		{ GRAY " /SMask 7 0 R /OC 1 0 R", 0 }, /* nor is all of it, now and then */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct page page = { .packed = FLATE, .image = cases[i].image };
		struct bytes packed = pack_samples(WIDTH, HEIGHT, false);
		struct bytes pdf = make_pdf(&page, packed, WIDTH, HEIGHT);
		struct rq_error err = { 0 };
		unsigned pixel = 0;

		assert_works(rq_pdf_draw(pdf.data, pdf.length, look_through_mask, &pixel, &err),
			     err);
		assert_int_equal(pixel, cases[i].pixel);
		lept_free(packed.data);
		free(pdf.data);
	}
}

/* The left half of a picture in black, as a fax packs it. */
static struct bytes make_fax(int width, int height)
{
	PIX *picture = pixCreate(width, height, 1);
	BOX *box = boxCreate(0, 0, width / 2, height);
	struct bytes made = { NULL, 0 };
	L_COMP_DATA *fax = NULL;

	assert_int_equal(pixSetInRect(picture, box), 0);
	assert_int_equal(pixGenerateCIData(picture, L_G4_ENCODE, 0, 0, &fax), 0);
	made.length = fax->nbytescomp;
	made.data = malloc(made.length);
	memcpy(made.data, fax->datacomp, made.length);
	l_CIDataDestroy(&fax);
	boxDestroy(&box);
	pixDestroy(&picture);
	return made;
}

static void put_number(struct bytes *to, unsigned number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		to->data[to->length++] = (char)(number >> shift);
}

/* The same as a region of JBIG2 (ITU-T T.88, 7.4.6), which may be packed as a fax is. */
static struct bytes make_jbig2(int width, int height)
{
	struct bytes fax = make_fax(width, height);
	struct bytes made = { malloc(29 + fax.length), 0 };

	put_number(&made, 1);                           /* the segment */
	memcpy(made.data + made.length, "\x26\0\1", 3); /* a region at once, of no others, page 1 */
	made.length += 3;
	put_number(&made, (unsigned)fax.length + 18);
	put_number(&made, (unsigned)width);
	put_number(&made, (unsigned)height);
	put_number(&made, 0);
	put_number(&made, 0);
	memcpy(made.data + made.length, "\0\1", 2); /* put over what is there; a fax */
	made.length += 2;
	memcpy(made.data + made.length, fax.data, fax.length);
	made.length += fax.length;
	free(fax.data);
	return made;
}

/* What is left and right in the middle of a picture that was drawn. */
static int look_at_halves(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	unsigned char *halves = context;
	const unsigned char *row = picture->gray + (size_t)picture->width * (picture->height / 2);

	(void)err;
	halves[0] = row[picture->width / 4];
	halves[1] = row[picture->width * 3 / 4];
	return 0;
}

#define FAX(width, height)                                                                         \
	"/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " #width       \
	" /Rows " #height " >>"

#define JBIG2 "/BitsPerComponent 1 /Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 6 0 R >>"

static void a_page_in_black_and_white_is_drawn_as_it_is(void **state)
{
	static const struct {
		struct page page;
		struct bytes (*pack)(int width, int height);
		unsigned char left, right;
	} cases[] = {
		{ { .packed = FAX(60, 80), .image = GRAY }, make_fax, 0, 255 },
		{ { .packed = FAX(60, 80), .image = GRAY " /Decode [1 0]" }, make_fax, 255, 0 },
		{ { .page = "/Rotate 180", .packed = FAX(60, 80), .image = GRAY },
		  make_fax,
		  255,
		  0 },
		{ { .packed = JBIG2, .image = GRAY }, make_jbig2, 0, 255 },
		{ { .packed = JBIG2, .image = GRAY " /Decode [1 0]" }, make_jbig2, 255, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bytes image = cases[i].pack(WIDTH, HEIGHT);
		struct bytes pdf = make_pdf(&cases[i].page, image, WIDTH, HEIGHT);
		struct rq_error err = { 0 };
		unsigned char halves[2];

		assert_works(rq_pdf_draw(pdf.data, pdf.length, look_at_halves, halves, &err), err);
		assert_int_equal(halves[0], cases[i].left);
		assert_int_equal(halves[1], cases[i].right);
		free(image.data);
		free(pdf.data);
	}
}

/* --- large ones ------------------------------------------------------------------------------ */

enum { BROAD = 4960, HIGH = 7016, BROADER = 5600 }; /* A4 at 600 dpi, and more */

/* With more on it, it is drawn. */
#define AND_MORE "q 600 0 0 800 0 0 cm /P Do Q 0 0 1 1 re f"
#define INKS "/ColorSpace /DeviceCMYK"

/* Rows whose left half is all ones, packed. */
static struct bytes pack_halves(size_t stride, int height)
{
	l_uint8 *samples = calloc(stride, (size_t)height), *packed;
	size_t length;

	assert_non_null(samples);
	for (size_t y = 0; y < (size_t)height; y++)
		memset(samples + y * stride, 255, stride / 2);
	packed = zlibCompress(samples, stride * (size_t)height, &length);
	assert_non_null(packed);
	free(samples);
	return (struct bytes) { (char *)packed, length };
}

/* The same as JPEG, of a pixel's four inks. */
static struct bytes make_jpeg_of_inks(int width, int height)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *row = calloc((size_t)width, 4), *bytes = NULL;
	unsigned long length = 0;

	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &length);
	jpeg.image_width = (unsigned)width;
	jpeg.image_height = (unsigned)height;
	jpeg.input_components = 4;
	jpeg.in_color_space = JCS_CMYK;
	jpeg_set_defaults(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	memset(row, 255, (size_t)width * 2);
	for (int y = 0; y < height; y++)
		(void)jpeg_write_scanlines(&jpeg, &row, 1);
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	free(row);
	return (struct bytes) { (char *)bytes, length };
}

/* As large as makes a difference. */
enum { LARGE = 3968, TALL = 4000 };

static void a_large_picture_of_a_page_that_is_drawn_is_made_smaller(void **state)
{
	static const struct {
		struct page page;
		size_t stride; /* 0: a fax; 1: JPEG */
		unsigned char left, right;
	} cases[] = {
		{ { .packed = FLATE, .image = INKS }, (size_t)4 * LARGE, 0, 255 },
		{ { .packed = FLATE, .image = INKS " /Decode [1 0 1 0 1 0 1 0]" },
		  (size_t)4 * LARGE,
		  255,
		  0 },
		{ { .packed = FLATE, .image = GRAY, .content = AND_MORE }, LARGE, 255, 0 },
		{ { .packed = FLATE, .image = GRAY " /Decode [1 0]" }, LARGE, 0, 255 },
		{ { .packed = "/BitsPerComponent 1 /Filter /FlateDecode",
		    .image = GRAY,
		    .content = AND_MORE },
		  LARGE / 8,
		  255,
		  0 },
		{ { .image = INKS }, 1, 0, 255 },
		{ { .image = INKS " /Decode [1 0 1 0 1 0 1 0]" }, 1, 255, 0 },
		{ { .packed = FAX(3968, 4000), .image = GRAY, .content = AND_MORE }, 0, 0, 255 },
	};

	(void)state;
	if (is_under_valgrind())
		skip();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bytes image = cases[i].stride > 1    ? pack_halves(cases[i].stride, TALL)
				     : cases[i].stride == 1 ? make_jpeg_of_inks(LARGE, TALL)
							    : make_fax(LARGE, TALL);
		struct bytes pdf = make_pdf(&cases[i].page, image, LARGE, TALL);
		struct rq_error err = { 0 };
		unsigned char halves[2];

		assert_works(rq_pdf_draw(pdf.data, pdf.length, look_at_halves, halves, &err), err);
		assert_in_range(halves[0], cases[i].left > 20 ? cases[i].left - 20 : 0,
				cases[i].left + 45);
		assert_in_range(halves[1], cases[i].right > 20 ? cases[i].right - 20 : 0,
				cases[i].right + 45);
		free(image.data);
		free(pdf.data);
	}
}

static struct bytes make_jpeg_of_scans(void)
{
	PIX *picture = pixCreate(BROADER, HIGH, 32);
	struct bytes made = { NULL, 0 };
	l_uint8 *bytes = NULL;

	assert_int_equal(pixWriteMemJpeg(&bytes, &made.length, picture, 75, 1), 0);
	pixDestroy(&picture);
	made.data = (char *)bytes;
	return made;
}

static void a_large_picture_that_can_only_be_unpacked_whole_is_refused(void **state)
{
	struct bytes jpeg = make_jpeg_of_scans();
	struct bytes pdf = make_pdf(&(struct page) { .content = AND_MORE }, jpeg, BROADER, HIGH);
	struct rq_error err = { 0 };
	struct Pix *picture;
	size_t offset = 0;

	(void)state;
	assert_fails(rq_pdf_draw(pdf.data, pdf.length, look_at_halves, NULL, &err), err,
		     RQ_TOO_LARGE);
	memset(&err, 0, sizeof err);
	assert_fails(rq_raster_read(jpeg.data, jpeg.length, &offset, &picture, &err), err,
		     RQ_TOO_LARGE);
	lept_free(jpeg.data);
	free(pdf.data);
}

/* --- memory ------------------------------------------------------------------------------ */

static int unpack(void *context, const struct rq_pdf_picture *picture, struct rq_error *err)
{
	struct Pix *read = NULL;
	size_t offset = 0;

	(void)context;
	if (!picture->image)
		return 0;
	if (rq_raster_read(picture->image->file.bytes, picture->image->file.length, &offset, &read,
			   err) == -1)
		return -1;
	rq_raster_free(read);
	return 0;
}

static struct bytes make_large_jpeg(void)
{
	return make_pdf(&(struct page) { 0 }, make_jpeg(BROAD, HIGH), BROAD, HIGH);
}

static struct bytes make_large_fax(void)
{
	return make_pdf(&(struct page) { .packed = FAX(4960, 7016), .image = GRAY },
			make_fax(BROAD, HIGH), BROAD, HIGH);
}

static struct bytes make_large_jbig2(void)
{
	return make_pdf(&(struct page) { .packed = JBIG2, .image = GRAY }, make_jbig2(BROAD, HIGH),
			BROAD, HIGH);
}

static struct bytes make_large_drawn_jpeg(void)
{
	return make_pdf(&(struct page) { .content = AND_MORE }, make_jpeg(BROAD, HIGH), BROAD,
			HIGH);
}

static struct bytes make_large_drawn_fax(void)
{
	return make_pdf(
	    &(struct page) { .packed = FAX(4960, 7016), .image = GRAY, .content = AND_MORE },
	    make_fax(BROAD, HIGH), BROAD, HIGH);
}

static struct bytes make_large_inks(void)
{
	return make_pdf(&(struct page) { .packed = FLATE, .image = INKS },
			pack_halves((size_t)4 * BROAD, HIGH), BROAD, HIGH);
}

static struct bytes make_large_jpeg_of_inks(void)
{
	return make_pdf(&(struct page) { .image = INKS }, make_jpeg_of_inks(BROAD, HIGH), BROAD,
			HIGH);
}

static struct bytes make_large_rows(void)
{
	return make_pdf(&(struct page) { .packed = FLATE },
			pack_samples((size_t)3 * BROAD, HIGH, false), BROAD, HIGH);
}

static struct bytes make_large_palette(void)
{
	return make_pdf(&(struct page) { .packed = FLATE, .image = COLORS },
			pack_samples(BROAD, HIGH, false), BROAD, HIGH);
}

static struct bytes make_large_jp2(void)
{
	PIX *picture = pixCreate(BROAD, HIGH, 32);
	struct bytes made = { NULL, 0 };
	l_uint8 *bytes = NULL;

	assert_int_equal(pixWriteMemJp2k(&bytes, &made.length, picture, 20, 0, 0, 0), 0);
	pixDestroy(&picture);
	made.data = (char *)bytes;
	return make_pdf(&(struct page) { .packed = "/Filter /JPXDecode" }, made, BROAD, HIGH);
}

static struct bytes make_large_mask(void)
{
	return make_pdf(
	    &(struct page) { .packed = FLATE, .image = "/ColorSpace /DeviceRGB /SMask 7 0 R" },
	    pack_samples((size_t)3 * BROAD, HIGH, false), BROAD, HIGH);
}

/* Has a file made in a process of its own. */
static struct bytes make_large(struct bytes (*make)(void))
{
	struct bytes pdf = { malloc(4 << 20), 0 };
	int ends[2];
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct bytes made = make();

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

static void measure(struct bytes (*make)(void))
{
	struct bytes pdf = make_large(make);
	struct rusage used;
	int status;
	pid_t child = fork();

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

static void a_large_picture_is_never_unpacked_whole(void **state)
{
	(void)state;
	if (is_under_valgrind())
		skip();
	measure(make_large_jpeg);
	measure(make_large_fax);
	measure(make_large_jbig2);
	measure(make_large_rows);
	measure(make_large_palette);
	measure(make_large_jp2);
	measure(make_large_mask);
	measure(make_large_drawn_jpeg);
	measure(make_large_drawn_fax);
	measure(make_large_inks);
	measure(make_large_jpeg_of_inks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_that_is_one_jpeg_is_handed_over_as_it_is),
		cmocka_unit_test(a_page_that_shows_less_or_more_than_a_jpeg_is_drawn),
		cmocka_unit_test(a_jpeg_that_cannot_be_read_is_drawn_as_far_as_it_goes),
		cmocka_unit_test(a_page_that_is_packed_as_png_is_is_handed_over_as_one),
		cmocka_unit_test(a_page_that_is_one_masked_picture_is_handed_over_with_its_mask),
		cmocka_unit_test(a_page_in_black_and_white_is_drawn_as_it_is),
		cmocka_unit_test(a_large_picture_is_never_unpacked_whole), /* in small processes */
		cmocka_unit_test(a_large_picture_of_a_page_that_is_drawn_is_made_smaller),
		cmocka_unit_test(a_large_picture_that_can_only_be_unpacked_whole_is_refused),
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
