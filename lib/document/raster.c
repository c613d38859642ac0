#include "document/raster.h"

#include <limits.h>
#include <math.h>

#include "base/limits.h"

#ifdef RQ_WITH_OCR

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/jpeg.h"
#include "document/png.h"

enum {
	LEAST_BREADTH = 1600, /* pixels of a page that can be read well */
	MAX_ENLARGED = 3,
	MAX_REDUCTION = 8,      /* what libjpeg can do */
	STRIP_PIXELS = 1 << 20, /* of JPEG 2000, unpacked at once */
	LONGEST = 2,            /* a page is no more times as long as it is broad */
	EDGE = 32,              /* of 255: so far apart two neighbours in a row are ink and paper */
};

void rq_raster_hush(void)
{
	(void)setMsgSeverity(L_SEVERITY_NONE);
}

void rq_raster_free(PIX *picture)
{
	pixDestroy(&picture);
}

int rq_raster_breadth(PIX *picture)
{
	int width = pixGetWidth(picture), height = pixGetHeight(picture);

	if (width > height * LONGEST)
		return width / LONGEST; /* a piece of a page */
	return width < height ? width : height;
}

int rq_raster_height(PIX *picture)
{
	return pixGetHeight(picture);
}

/* --- reading ----------------------------------------------------------------------------- */

static int check_size(double width, double height, struct rq_error *err)
{
	if (width < 1 || height < 1)
		return rq_fail(err, RQ_DAMAGED, "a damaged picture");
	if (width * height > RQ_MAX_SCAN_PIXELS)
		return rq_fail(err, RQ_TOO_LARGE, "a picture of more than %d million pixels",
			       RQ_MAX_SCAN_PIXELS / 1000000);
	return 0;
}

/* How many times smaller, each way, it can be and still have all pixels that are read at once. */
static int reduction_of(int width, int height)
{
	int by = 1;

	while (by < MAX_REDUCTION && (double)width * height / (4.0 * by * by) >= RQ_MAX_READ_PIXELS)
		by *= 2;
	return by;
}

/* Rows of a picture on their way to a smaller one. */
struct reducing {
	PIX *picture;
	unsigned by, row;
	unsigned *sums; /* of the pixels above each other and beside each other so far */
};

static void reduce_row(void *context, const unsigned char *gray, unsigned width)
{
	struct reducing *reducing = context;
	unsigned by = reducing->by, y = reducing->row++ / by;
	unsigned broad = (unsigned)pixGetWidth(reducing->picture);
	l_uint32 *data;

	if (y >= (unsigned)pixGetHeight(reducing->picture) || width / by < broad)
		return;
	for (unsigned x = 0; x < broad * by; x++)
		reducing->sums[x / by] += gray[x];
	if (reducing->row % by != 0)
		return;
	data = pixGetData(reducing->picture) + (size_t)y * (size_t)pixGetWpl(reducing->picture);
	for (unsigned x = 0; x < broad; x++)
		SET_DATA_BYTE(data, x, (l_uint8)(reducing->sums[x] / (by * by)));
	memset(reducing->sums, 0, broad * sizeof *reducing->sums);
}

static PIX *read_png(const char *bytes, size_t length, int width, int height, int by)
{
	struct reducing reducing = { .picture = pixCreate(width / by, height / by, 8),
				     .by = (unsigned)by,
				     .sums = rq_alloc((size_t)(width / by), sizeof(unsigned)) };

	if (reducing.picture && !rq_png_read(bytes, length, reduce_row, &reducing))
		pixDestroy(&reducing.picture);
	free(reducing.sums);
	return reducing.picture;
}

/*
 * By strips: the library unpacks to four bytes for each component of a pixel, at the size that is
 * asked for.
 */
static PIX *read_jp2(const char *bytes, size_t length, int width, int height, int by)
{
	PIX *picture = pixCreate(width / by, height / by, 8);
	int rows = STRIP_PIXELS / (width / by) * by, done = 0;

	rows = rows < by ? by : rows;
	for (int top = 0; picture && top < height; top += rows) {
		BOX *box = boxCreate(0, top, width, rows < height - top ? rows : height - top);
		PIX *strip =
		    pixReadMemJp2k((const l_uint8 *)bytes, length, (l_uint32)by, box, 0, 0);

		boxDestroy(&box);
		if (!strip) {
			pixDestroy(&picture);
			return NULL;
		}
		rq_raster_whiten(&strip);
		pixRasterop(picture, 0, done, pixGetWidth(strip), pixGetHeight(strip), PIX_SRC,
			    strip, 0, 0);
		done += pixGetHeight(strip);
		pixDestroy(&strip);
	}
	return picture;
}

struct header {
	int format, width, height, bits, samples;
};

/* Of inks the library makes colors, and gray of nothing else. */
static int read_jpeg(const char *bytes, size_t length, const struct header *header, int by,
		     PIX **picture, struct rq_error *err)
{
	int hint = header->samples == 4 ? 0 : L_JPEG_READ_LUMINANCE;
	struct rq_jpeg jpeg;

	if (rq_jpeg_look(bytes, length, (unsigned)by, &jpeg) && jpeg.kept > RQ_MAX_JPEG_BYTES)
		return rq_fail(err, RQ_TOO_LARGE,
			       "a JPEG of several scans that unpacks to more than %zu MiB: as "
			       "baseline JPEG it would be read",
			       RQ_MAX_JPEG_BYTES >> 20);
	*picture = pixReadMemJpeg((const l_uint8 *)bytes, length, 0, by, NULL, hint);
	return 0;
}

/* One of colors is unpacked to four bytes a pixel, and then copied. */
static double unpacked_size(const struct header *header)
{
	int bytes = header->samples > 1 ? 8 : (header->bits + 7) / 8;

	return (double)header->width * header->height * bytes;
}

static int read_tiff(const char *bytes, size_t length, const struct header *header, size_t *offset,
		     PIX **picture, struct rq_error *err)
{
	if (unpacked_size(header) > (double)RQ_MAX_TIFF_BYTES)
		return rq_fail(
		    err, RQ_TOO_LARGE,
		    "a TIFF that unpacks to more than %zu MiB: as JPEG, PNG or in gray it "
		    "would be read",
		    RQ_MAX_TIFF_BYTES >> 20);
	*picture = pixReadMemFromMultipageTiff((const l_uint8 *)bytes, length, offset);
	return 0;
}

int rq_raster_read(const char *bytes, size_t length, size_t *offset, PIX **picture,
		   struct rq_error *err)
{
	struct header header;
	int by;

	if (pixReadHeaderMem((const l_uint8 *)bytes, length, &header.format, &header.width,
			     &header.height, &header.bits, &header.samples, NULL) != 0)
		return rq_fail(err, RQ_DAMAGED, "a damaged picture");
	if (check_size(header.width, header.height, err) == -1)
		return -1;
	by = reduction_of(header.width, header.height);
	*picture = NULL;
	if (header.format == IFF_JFIF_JPEG) {
		if (read_jpeg(bytes, length, &header, by, picture, err) == -1)
			return -1;
	} else if (header.format == IFF_PNG)
		*picture = read_png(bytes, length, header.width, header.height, by);
	else if (header.format == IFF_JP2)
		*picture = read_jp2(bytes, length, header.width, header.height, by);
	else if (L_FORMAT_IS_TIFF(header.format) &&
		 read_tiff(bytes, length, &header, offset, picture, err) == -1)
		return -1;
	if (!*picture)
		return rq_fail(err, RQ_DAMAGED, "a damaged picture");
	if (check_size(pixGetWidth(*picture), pixGetHeight(*picture), err) == 0)
		return 0;
	pixDestroy(picture);
	return -1;
}

int rq_raster_of_gray(const unsigned char *gray, unsigned width, unsigned height, PIX **picture,
		      struct rq_error *err)
{
	if (check_size(width, height, err) == -1)
		return -1;
	*picture = pixCreate((int)width, (int)height, 8);
	if (!*picture)
		return rq_fail(err, RQ_TOO_LARGE, "no memory for a picture of the page");
	for (unsigned y = 0; y < height; y++) {
		l_uint32 *row = pixGetData(*picture) + (size_t)y * (size_t)pixGetWpl(*picture);

		for (unsigned x = 0; x < width; x++)
			SET_DATA_BYTE(row, x, gray[(size_t)y * width + x]);
	}
	return 0;
}

/* --- making ready -------------------------------------------------------------------------- */

/* Replaces a picture by what was made of it; keeps it when that failed. */
static void replace(PIX **picture, PIX *made)
{
	if (!made)
		return;
	pixDestroy(picture);
	*picture = made;
}

/* What shows through is paper. In one go: each of the library's steps is another copy. */
static PIX *put_on_paper(PIX *picture)
{
	int width = pixGetWidth(picture), height = pixGetHeight(picture);
	PIX *gray = pixCreate(width, height, 8);

	for (int y = 0; gray && y < height; y++) {
		const l_uint32 *from = pixGetData(picture) + (size_t)y * (size_t)pixGetWpl(picture);
		l_uint32 *to = pixGetData(gray) + (size_t)y * (size_t)pixGetWpl(gray);

		for (int x = 0; x < width; x++) {
			int red, green, blue, opaque, level;

			extractRGBAValues(from[x], &red, &green, &blue, &opaque);
			level = (red * 3 + green * 6 + blue) / 10;
			level = (level * opaque + 255 * (255 - opaque)) / 255;
			SET_DATA_BYTE(to, x, (l_uint8)level);
		}
	}
	return gray;
}

void rq_raster_whiten(PIX **picture)
{
	if (pixGetDepth(*picture) == 32 && pixGetSpp(*picture) == 4)
		replace(picture, put_on_paper(*picture));
	if (pixGetDepth(*picture) != 8 || pixGetColormap(*picture))
		replace(picture, pixConvertTo8(*picture, 0));
}

/* To the size of the other, if that is larger. */
static void match_size(PIX **picture, PIX *other)
{
	int width = pixGetWidth(other), height = pixGetHeight(other);

	if (width > pixGetWidth(*picture) ||
	    (width == pixGetWidth(*picture) && height > pixGetHeight(*picture)))
		replace(picture, pixScaleToSize(*picture, width, height));
}

void rq_raster_mask(PIX **picture, PIX *mask, bool cut)
{
	int width, height;
	bool gray;

	rq_raster_whiten(picture);
	rq_raster_whiten(&mask);
	match_size(picture, mask);
	match_size(&mask, *picture);
	width = pixGetWidth(mask);
	height = pixGetHeight(mask);
	gray = pixGetDepth(mask) == 8 && pixGetDepth(*picture) == 8; /* but for want of memory */
	for (int y = 0; gray && y < height && y < pixGetHeight(*picture); y++) {
		l_uint32 *data = pixGetData(*picture) + (size_t)y * (size_t)pixGetWpl(*picture);
		const l_uint32 *by = pixGetData(mask) + (size_t)y * (size_t)pixGetWpl(mask);

		for (int x = 0; x < width && x < pixGetWidth(*picture); x++) {
			unsigned seen = GET_DATA_BYTE(by, x), ink = 255 - GET_DATA_BYTE(data, x);

			seen = cut ? 255 - seen : seen;
			SET_DATA_BYTE(data, x, (l_uint8)(255 - ink * seen / 255));
		}
	}
	pixDestroy(&mask);
}

/* How often a row changes between ink and paper: not at all between two lines. */
static int count_edges(PIX *picture, int row)
{
	const l_uint32 *data = pixGetData(picture) + (size_t)row * (size_t)pixGetWpl(picture);
	int count = 0;

	for (int x = 1; x < pixGetWidth(picture); x++) {
		int step = (int)GET_DATA_BYTE(data, x) - (int)GET_DATA_BYTE(data, x - 1);

		count += step > EDGE || step < -EDGE;
	}
	return count;
}

/* The middle of the emptiest rows among some. */
static int find_gap(PIX *picture, int from, int to)
{
	int gap = to, least = INT_MAX, longest = 0;

	for (int row = from, end; row < to; row = end) {
		int edges = count_edges(picture, row);

		for (end = row + 1; end < to && count_edges(picture, end) == edges;)
			end++;
		if (edges < least || (edges == least && end - row > longest)) {
			least = edges;
			longest = end - row;
			gap = (row + end) / 2;
		}
	}
	return gap;
}

static PIX *rows_of(PIX *picture, int from, int to)
{
	BOX *box = boxCreate(0, from, pixGetWidth(picture), to - from);
	PIX *rows = pixClipRectangle(picture, box, NULL);

	boxDestroy(&box);
	return rows;
}

PIX *rq_raster_band(PIX **rest)
{
	PIX *picture = *rest, *band;
	int width = pixGetWidth(picture), height = pixGetHeight(picture), gap;

	*rest = NULL;
	if (height <= width * LONGEST)
		return picture;
	gap = find_gap(picture, width - width / LONGEST, width + width / LONGEST);
	band = rows_of(picture, 0, gap);
	*rest = rows_of(picture, gap, height);
	pixDestroy(&picture);
	return band;
}

double rq_raster_scale(PIX **picture, int breadth)
{
	double pixels = (double)pixGetWidth(*picture) * pixGetHeight(*picture);
	double by = fmin(fmax((double)LEAST_BREADTH / breadth, 1), MAX_ENLARGED);
	PIX *scaled;

	by = fmin(by, sqrt(RQ_MAX_READ_PIXELS / pixels));
	scaled = pixScale(*picture, (float)by, (float)by);
	if (!scaled)
		return 1;
	replace(picture, scaled);
	return by;
}

void rq_raster_turn(PIX **picture, int quarters)
{
	if (quarters > 0)
		replace(picture, pixRotateOrth(*picture, quarters));
	replace(picture, pixDeskew(*picture, 0));
}

#endif
