#include "document/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

enum { NEAR = 24 }; /* of 255: two values of a color that nobody tells apart */

static const double SCAN_RESOLUTION = 300.0 / 72; /* pixels in a point */

struct rq_picture {
	cairo_surface_t *surface;
	cairo_t *cairo;
	double scale;
	int width, height;
};

double rq_picture_resolution(double width, double height)
{
	return fmin(sqrt(RQ_MAX_SCAN_PIXELS / fmax(width * height, 1)), SCAN_RESOLUTION);
}

struct rq_picture *rq_picture_new(double width, double height, double scale)
{
	struct rq_picture *picture = rq_alloc(1, sizeof *picture);

	picture->scale = scale;
	picture->width = (int)fmax(floor(width * scale), 1);
	picture->height = (int)fmax(floor(height * scale), 1);
	picture->surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->width, picture->height);
	picture->cairo = cairo_create(picture->surface);
	cairo_set_source_rgb(picture->cairo, 1, 1, 1);
	cairo_paint(picture->cairo);
	cairo_scale(picture->cairo, scale, scale);
	return picture;
}

void rq_picture_free(struct rq_picture *picture)
{
	if (!picture)
		return;
	cairo_destroy(picture->cairo);
	cairo_surface_destroy(picture->surface);
	free(picture);
}

cairo_t *rq_picture_cairo(struct rq_picture *picture)
{
	return picture->cairo;
}

/* The least and the most of each color. */
struct range {
	int least[3], most[3];
};

static void widen(struct range *range, unsigned pixel)
{
	for (int i = 0; i < 3; i++) {
		int value = (int)(pixel >> 8 * i & 0xff);

		range->least[i] = value < range->least[i] ? value : range->least[i];
		range->most[i] = value > range->most[i] ? value : range->most[i];
	}
}

bool rq_picture_has_ink(const struct rq_picture *picture, double left, double top, double right,
			double bottom)
{
	const unsigned char *data;
	struct range range = { { 255, 255, 255 }, { 0, 0, 0 } };
	size_t stride = (size_t)cairo_image_surface_get_stride(picture->surface);
	int from = (int)fmax(0, floor(left * picture->scale));
	int to = (int)fmin(picture->width, ceil(right * picture->scale));
	int last = (int)fmin(picture->height, ceil(bottom * picture->scale));

	cairo_surface_flush(picture->surface);
	data = cairo_image_surface_get_data(picture->surface);
	if (!data)
		return true;
	for (int y = (int)fmax(0, floor(top * picture->scale)); y < last; y++)
		for (int x = from; x < to; x++) {
			unsigned pixel;

			memcpy(&pixel, data + (size_t)y * stride + (size_t)x * sizeof pixel,
			       sizeof pixel);
			widen(&range, pixel);
		}
	for (int i = 0; i < 3; i++)
		if (range.most[i] - range.least[i] > NEAR)
			return true;
	return false;
}

unsigned char *rq_picture_take_gray(struct rq_picture *picture, unsigned *width, unsigned *height)
{
	size_t stride = (size_t)cairo_image_surface_get_stride(picture->surface);
	const unsigned char *data;
	unsigned char *gray;

	*width = (unsigned)picture->width;
	*height = (unsigned)picture->height;
	cairo_surface_flush(picture->surface);
	data = cairo_image_surface_get_data(picture->surface);
	gray = rq_alloc((size_t)*width * *height, 1);
	for (size_t y = 0; data && y < *height; y++)
		for (size_t x = 0; x < *width; x++) {
			unsigned pixel;

			memcpy(&pixel, data + y * stride + x * sizeof pixel, sizeof pixel);
			gray[y * *width + x] =
			    (unsigned char)(((pixel >> 16 & 0xff) * 3 + (pixel >> 8 & 0xff) * 6 +
					     (pixel & 0xff)) /
					    10);
		}
	rq_picture_free(picture);
	return gray;
}
