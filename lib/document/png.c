#include "document/png.h"

#ifdef RQ_WITH_OCR

#define ZLIB_CONST /* it takes bytes that nobody may change */
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/memory.h"

/* The library's own ones print. */
static _Noreturn void fail(png_structp png, png_const_charp message)
{
	(void)message;
	png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}

/* --- reading ------------------------------------------------------------------------------ */

struct reading {
	png_structp png;
	png_infop info;
	const char *at, *end;
	unsigned char *rows; /* one, or all of a picture that comes in passes */
	rq_png_row *row;
	void *context;
};

static void give(png_structp png, png_bytep into, size_t count)
{
	struct reading *reading = png_get_io_ptr(png);

	if ((size_t)(reading->end - reading->at) < count)
		png_error(png, "the end");
	memcpy(into, reading->at, count);
	reading->at += count;
}

/* One or two bytes a pixel, gray and perhaps how opaque it is; returns the passes. */
static int want_gray(png_structp png, png_infop info)
{
	int passes;

	png_set_expand(png);
	png_set_scale_16(png);
	png_set_rgb_to_gray_fixed(png, PNG_ERROR_ACTION_NONE, PNG_RGB_TO_GRAY_DEFAULT,
				  PNG_RGB_TO_GRAY_DEFAULT);
	passes = png_set_interlace_handling(png);
	png_read_update_info(png, info);
	return passes;
}

static void hand_over(const struct reading *reading, unsigned char *bytes)
{
	unsigned width = png_get_image_width(reading->png, reading->info);

	if (png_get_channels(reading->png, reading->info) == 2)
		for (size_t x = 0; x < width; x++) {
			unsigned gray = bytes[2 * x], opaque = bytes[2 * x + 1];

			bytes[x] = (unsigned char)((gray * opaque + 255 * (255 - opaque)) / 255);
		}
	reading->row(reading->context, bytes, width);
}

static void read_rows(struct reading *reading)
{
	int passes = want_gray(reading->png, reading->info);
	size_t stride = png_get_rowbytes(reading->png, reading->info);
	unsigned height = png_get_image_height(reading->png, reading->info);

	reading->rows = rq_alloc(passes > 1 ? height : 1, stride);
	for (int pass = 1; pass < passes; pass++)
		for (unsigned y = 0; y < height; y++)
			png_read_row(reading->png, reading->rows + y * stride, NULL);
	for (unsigned y = 0; y < height; y++) {
		unsigned char *bytes = reading->rows + (passes > 1 ? y * stride : 0);

		png_read_row(reading->png, bytes, NULL);
		hand_over(reading, bytes);
	}
}

/* What fails jumps back to here. */
static bool try_to_read(struct reading *reading)
{
	if (setjmp(png_jmpbuf(reading->png)))
		return false;
	png_set_read_fn(reading->png, reading, give);
	png_read_info(reading->png, reading->info);
	read_rows(reading);
	return true;
}

bool rq_png_read(const char *bytes, size_t length, rq_png_row *row, void *context)
{
	struct reading reading = {
		.at = bytes, .end = bytes + length, .row = row, .context = context
	};
	bool read = false;

	reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
	reading.info = reading.png ? png_create_info_struct(reading.png) : NULL;
	if (reading.info)
		read = try_to_read(&reading);
	png_destroy_read_struct(&reading.png, &reading.info, NULL);
	free(reading.rows);
	return read;
}

/* --- packing ------------------------------------------------------------------------------ */

struct packing {
	png_structp png;
	png_infop info;
	const struct rq_png_samples *samples;
	z_stream packed;
	unsigned char *row;
	struct rq_buffer *out;
};

static void take(png_structp png, png_bytep bytes, size_t count)
{
	struct packing *packing = png_get_io_ptr(png);
	struct rq_error full = { 0 };

	if (rq_buffer_append(packing->out, bytes, count, &full) == -1)
		png_error(png, "too much");
}

static void flush(png_structp png)
{
	(void)png;
}

static int color_type(const struct rq_png_samples *samples)
{
	if (samples->colors > 0)
		return PNG_COLOR_TYPE_PALETTE;
	return samples->components == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY;
}

static void write_header(struct packing *packing)
{
	const struct rq_png_samples *samples = packing->samples;
	png_color palette[RQ_PNG_COLORS];

	png_set_write_fn(packing->png, packing, take, flush);
	png_set_IHDR(packing->png, packing->info, samples->width, samples->height, samples->bits,
		     color_type(samples), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
		     PNG_FILTER_TYPE_DEFAULT);
	for (int i = 0; i < samples->colors; i++)
		palette[i] = (png_color) { samples->palette[i][0], samples->palette[i][1],
					   samples->palette[i][2] };
	if (samples->colors > 0)
		png_set_PLTE(packing->png, packing->info, palette, samples->colors);
	png_set_filter(packing->png, 0, PNG_FILTER_NONE);
	png_set_compression_level(packing->png, Z_BEST_SPEED);
	png_write_info(packing->png, packing->info);
}

static void copy_as_it_is(struct packing *packing)
{
	png_write_chunk(packing->png, (png_const_bytep) "IDAT", packing->packed.next_in,
			packing->packed.avail_in);
	png_write_chunk(packing->png, (png_const_bytep) "IEND", NULL, 0);
}

static void pack_rows(struct packing *packing)
{
	size_t stride = png_get_rowbytes(packing->png, packing->info);

	packing->row = rq_alloc(stride, 1);
	for (unsigned y = 0; y < packing->samples->height; y++) {
		packing->packed.next_out = packing->row;
		packing->packed.avail_out = (uInt)stride;
		if (inflate(&packing->packed, Z_SYNC_FLUSH) < 0 || packing->packed.avail_out > 0)
			png_error(packing->png, "the end");
		png_write_row(packing->png, packing->row);
	}
	png_write_end(packing->png, packing->info);
}

/* What fails jumps back to here. */
static bool try_to_pack(struct packing *packing)
{
	if (setjmp(png_jmpbuf(packing->png)))
		return false;
	write_header(packing);
	if (packing->samples->filtered)
		copy_as_it_is(packing);
	else
		pack_rows(packing);
	return true;
}

bool rq_png_pack(const struct rq_png_samples *samples, const char *packed, size_t length,
		 struct rq_buffer *png)
{
	struct packing packing = { .samples = samples,
				   .packed = { .next_in = (const Bytef *)packed,
					       .avail_in = (uInt)length },
				   .out = png };
	bool done = false;

	if (inflateInit(&packing.packed) != Z_OK)
		return false;
	packing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
	packing.info = packing.png ? png_create_info_struct(packing.png) : NULL;
	if (packing.info)
		done = try_to_pack(&packing);
	png_destroy_write_struct(&packing.png, &packing.info);
	(void)inflateEnd(&packing.packed);
	free(packing.row);
	return done;
}

#else

bool rq_png_pack(const struct rq_png_samples *samples, const char *packed, size_t length,
		 struct rq_buffer *png)
{
	(void)samples;
	(void)packed;
	(void)length;
	(void)png;
	return false;
}

#endif
