#include "document/sample.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"

enum {
	LOOKS = 8,   /* in a row and in a column, at most */
	NEAR = 24,   /* of 255: values of a color that nobody tells apart */
	FAINT = 25,  /* less opaque is not seen */
	COVERS = 230 /* less opaque is seen through */
};

/* One that was unpacked: a byte for each component. */
struct plane {
	unsigned char *bytes; /* NULL: it cannot be told */
	size_t width, height, components;
};

struct rq_sampled {
	unsigned resources;
	char name[RQ_OPERATOR_NAME];
	struct rq_area box;
	bool unpacked, masked;
	struct plane colors, mask;
};

void rq_samples_free(struct rq_samples *samples)
{
	for (size_t i = 0; i < samples->count; i++) {
		free(samples->list[i].colors.bytes);
		free(samples->list[i].mask.bytes);
	}
	free(samples->list);
	*samples = (struct rq_samples) { 0 };
}

size_t rq_samples_add(struct rq_samples *samples, unsigned resources, const char *name,
		      const struct rq_area *box)
{
	struct rq_sampled *one;

	samples->list =
	    rq_grow(samples->list, samples->count, &samples->capacity, sizeof *samples->list);
	one = &samples->list[samples->count++];
	*one = (struct rq_sampled) { .resources = resources, .box = *box };
	(void)snprintf(one->name, sizeof one->name, "%s", name);
	return samples->count;
}

/* --- unpacking ------------------------------------------------------------------------------- */

static size_t get_size(struct rq_content *content, qpdf_oh image, const char *key)
{
	int value =
	    qpdf_oh_get_int_value_as_int(content->qpdf, qpdf_oh_get_key(content->qpdf, image, key));

	return value > 0 ? (size_t)value : 0;
}

/* Of one whose samples are bytes that say what is seen. */
static struct plane unpack(struct rq_content *content, qpdf_oh object)
{
	qpdf_oh image = qpdf_oh_get_dict(content->qpdf, object);
	struct plane plane = { .width = get_size(content, image, "/Width"),
			       .height = get_size(content, image, "/Height") };
	struct rq_held unpacked;

	plane.components = rq_content_space_components(
	    content, qpdf_oh_get_key(content->qpdf, image, "/ColorSpace"));
	if ((plane.components != 1 && plane.components != 3) ||
	    get_size(content, image, "/BitsPerComponent") != 8 || plane.width == 0 ||
	    plane.height == 0 || plane.width * plane.height > RQ_MAX_SAMPLES ||
	    qpdf_oh_has_key(content->qpdf, image, "/Decode") ||
	    qpdf_oh_has_key(content->qpdf, image, "/Matte") ||
	    !rq_content_unpack(content, object, &unpacked))
		return plane;
	content->unpacked += unpacked.length;
	if (unpacked.length >= plane.width * plane.height * plane.components)
		plane.bytes = (unsigned char *)unpacked.bytes;
	else
		free(unpacked.bytes);
	return plane;
}

/* What is left out stays unknown. */
static void unpack_both(struct rq_content *content, struct rq_sampled *one)
{
	qpdf_oh object = rq_content_look_up(content, one->resources, "/XObject", one->name);
	qpdf_oh image = qpdf_oh_get_dict(content->qpdf, object), mask;

	one->unpacked = true;
	if (!qpdf_oh_is_stream(content->qpdf, object) ||
	    qpdf_oh_has_key(content->qpdf, image, "/Mask") ||
	    qpdf_oh_has_key(content->qpdf, image, "/OC"))
		return;
	mask = qpdf_oh_get_key(content->qpdf, image, "/SMask");
	one->masked = qpdf_oh_is_stream(content->qpdf, mask);
	if (one->masked)
		one->mask = unpack(content, mask);
	if (!one->masked || one->mask.components == 1)
		one->colors = unpack(content, object);
}

/* --- looking --------------------------------------------------------------------------------- */

/* The least and the most of each component. */
struct range {
	int least[3], most[3];
};

static void widen(struct range *range, const unsigned char *pixel, size_t components)
{
	assert(components <= sizeof range->least / sizeof range->least[0]);
	for (size_t i = 0; i < components; i++) {
		range->least[i] = pixel[i] < range->least[i] ? pixel[i] : range->least[i];
		range->most[i] = pixel[i] > range->most[i] ? pixel[i] : range->most[i];
	}
}

/* Of the pixels from one place to another, 0 to 1 from the upper left corner, or of some. */
static struct range range_of(const struct plane *plane, const struct rq_area *part)
{
	struct range range = { { 255, 255, 255 }, { 0, 0, 0 } };
	double left = floor(part->left * (double)plane->width);
	double top = floor(part->top * (double)plane->height);
	double right = fmax(ceil(part->right * (double)plane->width), left + 1);
	double bottom = fmax(ceil(part->bottom * (double)plane->height), top + 1);
	double across = fmax((right - left) / LOOKS, 1), down = fmax((bottom - top) / LOOKS, 1);

	left = fmax(left, 0);
	top = fmax(top, 0);
	right = fmin(right, (double)plane->width);
	bottom = fmin(bottom, (double)plane->height);
	for (size_t i = 0; top + (double)i * down < bottom; i++) {
		size_t row = (size_t)(top + (double)i * down) * plane->width;

		for (size_t k = 0; left + (double)k * across < right; k++)
			widen(&range,
			      plane->bytes +
				  (row + (size_t)(left + (double)k * across)) * plane->components,
			      plane->components);
	}
	return range;
}

static enum rq_sample color_of(const struct plane *plane, const struct rq_area *part,
			       double color[3])
{
	struct range range = range_of(plane, part);

	for (size_t i = 0; i < plane->components; i++)
		if (range.most[i] - range.least[i] > NEAR)
			return RQ_SAMPLE_UNKNOWN;
	for (size_t i = 0; i < 3; i++) {
		size_t from = plane->components == 1 ? 0 : i;

		color[i] = (range.least[from] + range.most[from]) / 510.0;
	}
	return RQ_SAMPLE_COLOR;
}

enum rq_sample rq_samples_look(const struct rq_samples *samples, size_t number,
			       const struct rq_area *part, double color[3])
{
	struct rq_sampled *one = &samples->list[number - 1];
	double width = one->box.right - one->box.left, height = one->box.bottom - one->box.top;
	struct rq_area inside = { (part->left - one->box.left) / width,
				  (part->top - one->box.top) / height,
				  (part->right - one->box.left) / width,
				  (part->bottom - one->box.top) / height };
	struct range range;

	if (!one->unpacked)
		unpack_both(samples->content, one);
	if (!one->colors.bytes)
		return RQ_SAMPLE_UNKNOWN;
	if (!one->masked)
		return color_of(&one->colors, &inside, color);
	if (!one->mask.bytes)
		return RQ_SAMPLE_UNKNOWN;
	range = range_of(&one->mask, &inside);
	if (range.most[0] < FAINT)
		return RQ_SAMPLE_CLEAR;
	return range.least[0] >= COVERS ? color_of(&one->colors, &inside, color)
					: RQ_SAMPLE_UNKNOWN;
}
