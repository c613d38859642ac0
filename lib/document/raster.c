#include "document/raster.h"

#include "base/limits.h"

#ifdef RQ_WITH_OCR

#include <leptonica/allheaders.h>

enum {
	LEAST_BREADTH = 1600, /* pixels of a page that can be read well */
	MAX_ENLARGED = 3,
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

	return width < height ? width : height;
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

void rq_raster_enlarge(PIX **picture)
{
	double width = pixGetWidth(*picture), height = pixGetHeight(*picture);
	float by = (float)LEAST_BREADTH / (float)rq_raster_breadth(*picture);

	if (pixGetSpp(*picture) == 4)
		replace(picture, pixRemoveAlpha(*picture)); /* what shows through is paper */
	replace(picture, pixConvertTo8(*picture, 0));
	by = by > MAX_ENLARGED ? MAX_ENLARGED : by;
	if (by > 1 && width * height * (double)by * (double)by <= RQ_MAX_SCAN_PIXELS)
		replace(picture, pixScale(*picture, by, by));
}

void rq_raster_turn(PIX **picture, int quarters)
{
	if (quarters > 0)
		replace(picture, pixRotateOrth(*picture, quarters));
	replace(picture, pixDeskew(*picture, 0));
}

#endif
