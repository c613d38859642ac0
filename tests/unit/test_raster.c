/* document/png, document/raster: pictures of any kind, and of any size, to gray. */

#include "unit.h"

#ifdef RQ_WITH_OCR

#include <leptonica/allheaders.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/png.h"
#include "document/raster.h"

enum { WIDTH = 11, HEIGHT = 9, ROOM = 1 << 16 };

struct file {
	unsigned char bytes[ROOM];
	size_t length;
};

static void keep(png_structp png, png_bytep bytes, size_t count)
{
	struct file *file = png_get_io_ptr(png);

	assert_true(file->length + count <= sizeof file->bytes);
	memcpy(file->bytes + file->length, bytes, count);
	file->length += count;
}

/* Dark at the left, light at the right, in every kind of pixel. */
static unsigned shade(unsigned x)
{
	return x * 255 / (WIDTH - 1);
}

static void put_pixel(unsigned char *at, int type, int depth, unsigned value)
{
	int bytes = depth / 8;
	int colors = type & PNG_COLOR_MASK_COLOR ? 3 : 1;

	memset(at, (int)value, (size_t)(colors * bytes));
	if (type & PNG_COLOR_MASK_ALPHA)
		memset(at + colors * bytes, 255, (size_t)bytes);
}

static void write_png(struct file *file, int type, int depth, int interlaced)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	unsigned char rows[HEIGHT][WIDTH * 8], *at[HEIGHT];
	png_color colors[WIDTH];

	file->length = 0;
	png_set_write_fn(png, file, keep, NULL);
	png_set_IHDR(png, info, WIDTH, HEIGHT, depth, type, interlaced, PNG_COMPRESSION_TYPE_BASE,
		     PNG_FILTER_TYPE_BASE);
	for (unsigned x = 0; x < WIDTH; x++) {
		png_byte value = (png_byte)shade(x);

		colors[x] = (png_color) { value, value, value };
	}
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, colors, WIDTH);
	for (unsigned y = 0; y < HEIGHT; y++) {
		at[y] = rows[y];
		for (unsigned x = 0; x < WIDTH; x++)
			put_pixel(rows[y] + x * png_get_channels(png, info) * (unsigned)depth / 8,
				  type, depth, type == PNG_COLOR_TYPE_PALETTE ? x : shade(x));
	}
	png_set_rows(png, info, at);
	png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
	png_destroy_write_struct(&png, &info);
}

static void check_row(void *context, const unsigned char *gray, unsigned width)
{
	assert_int_equal(width, WIDTH);
	for (unsigned x = 0; x < WIDTH; x++)
		assert_in_range(gray[x] + 2U, shade(x) + 1, shade(x) + 3); /* rounded */
	*(unsigned *)context += 1;
}

static void every_kind_of_png_becomes_gray(void **state)
{
	static const struct {
		int type, depth;
	} kinds[] = {
		{ PNG_COLOR_TYPE_GRAY, 8 },       { PNG_COLOR_TYPE_GRAY, 16 },
		{ PNG_COLOR_TYPE_GRAY_ALPHA, 8 }, { PNG_COLOR_TYPE_RGB, 8 },
		{ PNG_COLOR_TYPE_RGB, 16 },       { PNG_COLOR_TYPE_RGB_ALPHA, 8 },
		{ PNG_COLOR_TYPE_RGB_ALPHA, 16 }, { PNG_COLOR_TYPE_PALETTE, 8 },
	};
	struct file file;

	(void)state;
	for (size_t i = 0; i < 2 * (sizeof kinds / sizeof kinds[0]); i++) {
		unsigned rows = 0;

		write_png(&file, kinds[i / 2].type, kinds[i / 2].depth, (int)i % 2);
		assert_true(rq_png_read((char *)file.bytes, file.length, check_row, &rows));
		assert_int_equal(rows, HEIGHT);
	}
}

static void see_white(void *context, const unsigned char *gray, unsigned width)
{
	(void)context;
	for (unsigned x = 0; x < width; x++)
		assert_int_equal(gray[x], 255);
}

static void what_shows_through_is_white(void **state)
{
	PIX *clear = pixCreate(3, 3, 32); /* black, and nothing of it seen */
	l_uint8 *bytes;
	size_t length;

	(void)state;
	(void)pixSetSpp(clear, 4);
	assert_int_equal(pixWriteMem(&bytes, &length, clear, IFF_PNG), 0);
	assert_true(rq_png_read((char *)bytes, length, see_white, NULL));
	lept_free(bytes);
	pixDestroy(&clear);
}

static void count_row(void *context, const unsigned char *gray, unsigned width)
{
	(void)gray;
	(void)width;
	*(unsigned *)context += 1;
}

static void a_truncated_png_is_damaged(void **state)
{
	struct file file;

	(void)state;
	write_png(&file, PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7);
	for (size_t i = 0; i < 8; i++) { /* what follows the pixels is not waited for */
		size_t length = file.length * i / 16;
		char *cut = malloc(length + 1); /* a byte past its end would be noticed */
		unsigned rows = 0;

		memcpy(cut, file.bytes, length);
		assert_false(rq_png_read(cut, length, count_row, &rows));
		free(cut);
	}
}

/* A page at 600 dpi, white but for a black corner, in the format. */
static void read_large(int format, int depth)
{
	PIX *large = pixCreate(5000, 7000, depth), *read = NULL;
	struct rq_error err = { 0 };
	size_t length, offset = 0;
	l_uint32 value;
	l_uint8 *bytes;

	if (depth == 1)
		(void)pixClearAll(large);
	else
		(void)pixSetAll(large);
	(void)pixRasterop(large, 0, 0, 1000, 1000, depth == 1 ? PIX_SET : PIX_CLR, NULL, 0, 0);
	assert_int_equal(pixWriteMem(&bytes, &length, large, format), 0);
	assert_works(rq_raster_read((char *)bytes, length, &offset, &read, &err), err);
	assert_int_equal(rq_raster_breadth(read), 2500);
	assert_int_equal(rq_raster_height(read), 3500);
	(void)pixGetPixel(read, 250, 250, &value);
	assert_in_range(value, 0, 3);
	(void)pixGetPixel(read, 750, 250, &value);
	assert_in_range(value, 252, 255);
	rq_raster_free(read);
	lept_free(bytes);
	pixDestroy(&large);
}

static void a_large_picture_is_reduced_while_it_is_unpacked(void **state)
{
	(void)state;
	read_large(IFF_PNG, 1);
	read_large(IFF_JFIF_JPEG, 8);
	read_large(IFF_JP2, 8);
}

/* Its header claims gray of 16 bits, 6000 x 7000 pixels; nothing comes behind. */
static void a_tiff_that_unpacks_to_too_much_is_refused(void **state)
{
	static const unsigned char tiff[] = {
		'I',  'I',  '*', 0, 8,    0, 0,  0, 6, 0, 0x00, 1, 3,    0,    1, 0, 0,    0,
		0x70, 0x17, 0,   0, 0x01, 1, 3,  0, 1, 0, 0,    0, 0x58, 0x1b, 0, 0, 0x02, 1,
		3,    0,    1,   0, 0,    0, 16, 0, 0, 0, 0x06, 1, 3,    0,    1, 0, 0,    0,
		1,    0,    0,   0, 0x11, 1, 4,  0, 1, 0, 0,    0, 8,    0,    0, 0, 0x17, 1,
		4,    0,    1,   0, 0,    0, 8,  0, 0, 0, 0,    0, 0,    0,
	};
	struct rq_error err = { 0 };
	PIX *read = NULL;
	size_t offset = 0;

	(void)state;
	assert_fails(rq_raster_read((const char *)tiff, sizeof tiff, &offset, &read, &err), err,
		     RQ_TOO_LARGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_png_becomes_gray),
		cmocka_unit_test(what_shows_through_is_white),
		cmocka_unit_test(a_truncated_png_is_damaged),
		cmocka_unit_test(a_large_picture_is_reduced_while_it_is_unpacked),
		cmocka_unit_test(a_tiff_that_unpacks_to_too_much_is_refused),
	};

	rq_raster_hush();
	return cmocka_run_group_tests_name("raster", tests, NULL, NULL);
}

#else

#include <stdio.h>

int main(void)
{
	return puts("1..0 # skip built without OCR") < 0;
}

#endif
