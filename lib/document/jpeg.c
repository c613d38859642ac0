#include "document/jpeg.h"

#ifdef RQ_WITH_OCR

#include <setjmp.h>
#include <stdio.h> /* jpeglib.h needs it */
#include <stdlib.h>

#include <jpeglib.h>

#include "base/memory.h"

struct reading {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf failed;
	unsigned char *samples; /* of a row */
};

/* The library's own ones print and exit. */
static _Noreturn void fail(j_common_ptr jpeg)
{
	struct reading *reading = jpeg->client_data;

	longjmp(reading->failed, 1);
}

static void ignore(j_common_ptr jpeg)
{
	(void)jpeg;
}

static void begin(struct reading *reading, const char *bytes, size_t length, unsigned by)
{
	struct jpeg_decompress_struct *jpeg = &reading->jpeg;

	jpeg_create_decompress(jpeg);
	jpeg_mem_src(jpeg, (const unsigned char *)bytes, length);
	(void)jpeg_read_header(jpeg, TRUE);
	jpeg->scale_num = 1;
	jpeg->scale_denom = by;
	jpeg_calc_output_dimensions(jpeg);
}

/* One of several scans is unpacked when all of them are there. */
static size_t kept(const struct jpeg_decompress_struct *jpeg)
{
	size_t blocks = 0;

	if (!jpeg->progressive_mode && jpeg->comps_in_scan == jpeg->num_components)
		return 0;
	for (int i = 0; i < jpeg->num_components; i++)
		blocks += (size_t)jpeg->comp_info[i].width_in_blocks *
			  jpeg->comp_info[i].height_in_blocks;
	return blocks * sizeof(JBLOCK);
}

static void read_rows(struct reading *reading, rq_jpeg_row *row, void *context)
{
	struct jpeg_decompress_struct *jpeg = &reading->jpeg;

	(void)jpeg_start_decompress(jpeg);
	reading->samples = rq_alloc(jpeg->output_width, (size_t)jpeg->output_components);
	while (jpeg->output_scanline < jpeg->output_height) {
		(void)jpeg_read_scanlines(jpeg, &reading->samples, 1);
		row(context, reading->samples);
	}
}

/* What fails jumps back to here. */
static bool try_to_read(struct reading *reading, const char *bytes, size_t length, unsigned by,
			struct rq_jpeg *looked, rq_jpeg_row *row, void *context)
{
	if (setjmp(reading->failed))
		return false;
	begin(reading, bytes, length, by);
	if (looked)
		*looked =
		    (struct rq_jpeg) { reading->jpeg.output_width, reading->jpeg.output_height,
				       (unsigned)reading->jpeg.out_color_components,
				       kept(&reading->jpeg) };
	if (row)
		read_rows(reading, row, context);
	return true;
}

static bool read_jpeg(const char *bytes, size_t length, unsigned by, struct rq_jpeg *looked,
		      rq_jpeg_row *row, void *context)
{
	struct reading *reading = rq_alloc(1, sizeof *reading);
	bool read;

	reading->jpeg.err = jpeg_std_error(&reading->errors);
	reading->jpeg.client_data = reading;
	reading->errors.error_exit = fail;
	reading->errors.output_message = ignore;
	read = try_to_read(reading, bytes, length, by, looked, row, context);
	jpeg_destroy_decompress(&reading->jpeg);
	free(reading->samples);
	free(reading);
	return read;
}

bool rq_jpeg_look(const char *bytes, size_t length, unsigned by, struct rq_jpeg *jpeg)
{
	return read_jpeg(bytes, length, by, jpeg, NULL, NULL);
}

bool rq_jpeg_read(const char *bytes, size_t length, unsigned by, rq_jpeg_row *row, void *context)
{
	return read_jpeg(bytes, length, by, NULL, row, context);
}

#endif
