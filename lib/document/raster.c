#include "document/raster.h"

#include <limits.h>
#include <math.h>

#include "base/limits.h"

#ifdef RQ_WITH_OCR

#include <leptonica/allheaders.h>

enum {
	LEAST_BREADTH = 1600, /* pixels of a page that can be read well */
	MAX_ENLARGED = 3,
	LONGEST = 2, /* a page is no more times as long as it is broad */
	EDGE = 32,   /* of 255: so far apart two neighbours in a row are ink and paper */
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

int rq_raster_read(const char *bytes, size_t length, size_t *offset, PIX **picture,
		   struct rq_error *err)
{
	const l_uint8 *data = (const l_uint8 *)bytes;
	int format, width, height;

	if (pixReadHeaderMem(data, length, &format, &width, &height, NULL, NULL, NULL) != 0)
		return rq_fail(err, RQ_DAMAGED, "a damaged picture");
	if (check_size(width, height, err) == -1)
		return -1;
	if (format >= IFF_TIFF && format <= IFF_TIFF_ZIP)
		*picture = pixReadMemFromMultipageTiff(data, length, offset);
	else
		*picture = pixReadMem(data, length);
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

void rq_raster_whiten(PIX **picture)
{
	if (pixGetSpp(*picture) == 4)
		replace(picture, pixRemoveAlpha(*picture)); /* what shows through is paper */
	replace(picture, pixConvertTo8(*picture, 0));
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
