#include "document/image.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"
#include "document/png.h"
#include "document/surface.h"

enum { PNG_PREDICTORS = 10 }; /* and above: each row tells its own (7.4.4.4) */

static bool is_stencil(struct rq_content *content, qpdf_oh image)
{
	return qpdf_oh_get_bool_value(content->qpdf,
				      qpdf_oh_get_key(content->qpdf, image, "/ImageMask"));
}

/* A stencil's samples are gray values, too: black where it paints. */
static size_t components_of(struct rq_content *content, qpdf_oh image)
{
	return is_stencil(content, image)
		   ? 1
		   : rq_content_space_components(
			 content, qpdf_oh_get_key(content->qpdf, image, "/ColorSpace"));
}

/* --- files ------------------------------------------------------------------------------- */

static bool get_packed(struct rq_content *content, qpdf_oh object, struct rq_stream *packed)
{
	unsigned char *bytes = NULL;

	if (qpdf_oh_get_stream_data(content->qpdf, object, qpdf_dl_none, NULL, &bytes,
				    &packed->length) &
	    QPDF_ERRORS)
		return false;
	packed->bytes = (char *)bytes;
	return bytes;
}

/* Of so many components, a byte each. */
static void set_palette(struct rq_png_samples *samples, const unsigned char *bytes, size_t length,
			size_t components)
{
	size_t known = components > 0 ? length / components : 0, most = (size_t)1 << samples->bits;

	samples->colors = known > 0 ? (int)most : 0;
	for (size_t i = 0; known > 0 && i < most; i++) {
		const unsigned char *from = bytes + (i < known ? i : known - 1) * components;
		double numbers[4] = { 0 };
		struct rq_color color;

		for (size_t k = 0; k < components; k++)
			numbers[k] = from[k] / 255.0;
		color = rq_color_of(numbers, components, components);
		samples->palette[i][0] = (unsigned char)lround(color.red * 255);
		samples->palette[i][1] = (unsigned char)lround(color.green * 255);
		samples->palette[i][2] = (unsigned char)lround(color.blue * 255);
	}
}

/* The colors that an indexed space has numbers for (8.6.6.3); false when it is none. */
static bool get_palette(struct rq_content *content, qpdf_oh space, struct rq_png_samples *samples)
{
	struct rq_held unpacked = { 0 };
	const char *bytes = NULL;
	size_t components, length = 0;
	qpdf_oh table;

	if (samples->bits > 8 || !qpdf_oh_is_array(content->qpdf, space) ||
	    qpdf_oh_get_array_n_items(content->qpdf, space) != 4 ||
	    !qpdf_oh_is_name_and_equals(
		content->qpdf, qpdf_oh_get_array_item(content->qpdf, space, 0), "/Indexed"))
		return false;
	components =
	    rq_content_space_components(content, qpdf_oh_get_array_item(content->qpdf, space, 1));
	table = qpdf_oh_get_array_item(content->qpdf, space, 3);
	if (qpdf_oh_is_string(content->qpdf, table))
		bytes = qpdf_oh_get_binary_string_value(content->qpdf, table, &length);
	else if (rq_content_unpack(content, table, &unpacked)) {
		bytes = unpacked.bytes;
		length = unpacked.length;
	}
	if (bytes)
		set_palette(samples, (const unsigned char *)bytes, length, components);
	free(unpacked.bytes);
	return samples->colors > 0;
}

/* Whether an image's samples are such as PNG has. */
static bool get_samples(struct rq_content *content, qpdf_oh image, struct rq_png_samples *samples)
{
	qpdf_oh how =
	    rq_content_only(content, qpdf_oh_get_key(content->qpdf, image, "/DecodeParms"));
	int width = rq_content_integer(content, image, "/Width", 0);
	int height = rq_content_integer(content, image, "/Height", 0);
	int predictor = rq_content_integer(content, how, "/Predictor", 1);

	*samples = (struct rq_png_samples) { .width = (unsigned)width,
					     .height = (unsigned)height,
					     .bits = rq_content_integer(content, image,
									"/BitsPerComponent",
									is_stencil(content, image)),
					     .components = (int)components_of(content, image),
					     .filtered = predictor >= PNG_PREDICTORS };
	if (width < 1 || height < 1 || samples->bits < 1 ||
	    (double)width * height > (double)RQ_MAX_SCAN_PIXELS)
		return false;
	if (samples->components == 0 &&
	    get_palette(content, qpdf_oh_get_key(content->qpdf, image, "/ColorSpace"), samples))
		samples->components = 1;
	if (samples->components != 1 && samples->components != 3)
		return false;
	if (!samples->filtered)
		return predictor == 1;
	return rq_content_integer(content, how, "/Columns", 1) == width &&
	       rq_content_integer(content, how, "/Colors", 1) == samples->components &&
	       rq_content_integer(content, how, "/BitsPerComponent", 8) == samples->bits;
}

static bool get_png(struct rq_content *content, qpdf_oh object, struct rq_stream *file)
{
	struct rq_png_samples samples;
	struct rq_stream packed = { 0 };
	struct rq_buffer png;
	bool got;

	if (!get_samples(content, qpdf_oh_get_dict(content->qpdf, object), &samples) ||
	    !get_packed(content, object, &packed))
		return false;
	rq_buffer_init(&png, RQ_MAX_FILE_BYTES);
	got = rq_png_pack(&samples, packed.bytes, packed.length, &png);
	free(packed.bytes);
	if (got) {
		file->length = png.length;
		file->bytes = rq_buffer_take(&png);
	}
	rq_buffer_free(&png);
	return got;
}

/* Of an image, or of what masks one. JPEG 2000 may say itself what its colors are (7.4.9). */
static bool get_file(struct rq_content *content, qpdf_oh object, struct rq_stream *file)
{
	qpdf_oh image = qpdf_oh_get_dict(content->qpdf, object);
	size_t components = components_of(content, image);
	bool plain = components == 1 || components == 3;

	if (rq_content_is_packed_by(content, image, "/FlateDecode"))
		return get_png(content, object, file);
	if (rq_content_is_packed_by(content, image, "/JPXDecode"))
		return (plain || !qpdf_oh_has_key(content->qpdf, image, "/ColorSpace")) &&
		       rq_content_integer(content, image, "/SMaskInData", 0) == 0 &&
		       get_packed(content, object, file);
	return plain && rq_content_is_packed_by(content, image, "/DCTDecode") &&
	       get_packed(content, object, file);
}

/* What a mask's entry for its values says: 1 as usual, -1 the other way, 0 anything else. */
static int decoding(struct rq_content *content, qpdf_oh image)
{
	qpdf_oh decode = qpdf_oh_get_key(content->qpdf, image, "/Decode");
	double first, second;

	if (!qpdf_oh_is_array(content->qpdf, decode))
		return 1;
	if (qpdf_oh_get_array_n_items(content->qpdf, decode) != 2)
		return 0;
	first = qpdf_oh_get_numeric_value(content->qpdf,
					  qpdf_oh_get_array_item(content->qpdf, decode, 0));
	second = qpdf_oh_get_numeric_value(content->qpdf,
					   qpdf_oh_get_array_item(content->qpdf, decode, 1));
	if (first == 0 && second == 1)
		return 1;
	return first == 1 && second == 0 ? -1 : 0;
}

/*
 * Where the image is seen, if that is told by another (8.9.6, 11.6.5.3). False when it cannot be
 * had.
 */
static bool get_mask(struct rq_content *content, qpdf_oh image, struct rq_image *read)
{
	qpdf_oh soft = qpdf_oh_get_key(content->qpdf, image, "/SMask");
	qpdf_oh mask = qpdf_oh_is_stream(content->qpdf, soft)
			   ? soft
			   : qpdf_oh_get_key(content->qpdf, image, "/Mask"),
		own;
	int decoded;

	if (qpdf_oh_is_null(content->qpdf, mask))
		return true;
	if (!qpdf_oh_is_stream(content->qpdf, mask))
		return false;
	own = qpdf_oh_get_dict(content->qpdf, mask);
	decoded = decoding(content, own);
	read->cut = (decoded < 0) != is_stencil(content, own);
	return decoded != 0 && !qpdf_oh_has_key(content->qpdf, own, "/Matte") &&
	       components_of(content, own) == 1 && get_file(content, mask, &read->mask);
}

void rq_image_free(struct rq_image *image)
{
	free(image->file.bytes);
	free(image->mask.bytes);
	*image = (struct rq_image) { 0 };
}

bool rq_image_read(struct rq_content *content, unsigned resources, const char *name,
		   struct rq_image *image)
{
	qpdf_oh object = rq_content_look_up(content, resources, "/XObject", name), dictionary;

	*image = (struct rq_image) { 0 };
	if (!qpdf_oh_is_stream(content->qpdf, object))
		return false;
	dictionary = qpdf_oh_get_dict(content->qpdf, object);
	if (!is_stencil(content, dictionary) &&
	    !qpdf_oh_has_key(content->qpdf, dictionary, "/OC") &&
	    !qpdf_oh_has_key(content->qpdf, dictionary, "/Decode") &&
	    get_mask(content, dictionary, image) && get_file(content, object, &image->file))
		return true;
	rq_image_free(image);
	return false;
}

/* --- stencils ------------------------------------------------------------------------------ */

/* Whether it is seen only here and there, or now and then (8.9.5). */
static bool is_masked(struct rq_content *content, qpdf_oh image)
{
	static const char *const by[] = { "/SMask", "/Mask", "/ImageMask", "/OC" };

	for (size_t i = 0; i < sizeof by / sizeof by[0]; i++)
		if (qpdf_oh_has_key(content->qpdf, image, by[i]))
			return true;
	return false;
}

/* A file of that page and what it needs. */
static bool write_alone(struct rq_content *content, size_t page, struct rq_stream *pdf)
{
	qpdf_data alone = qpdf_init();
	bool written;

	qpdf_set_suppress_warnings(alone, QPDF_TRUE);
	qpdf_silence_errors(alone);
	written =
	    !(qpdf_empty_pdf(alone) & QPDF_ERRORS) &&
	    !(qpdf_add_page(alone, content->qpdf, qpdf_get_page_n(content->qpdf, page), QPDF_TRUE) &
	      QPDF_ERRORS) &&
	    !(qpdf_init_write_memory(alone) & QPDF_ERRORS);
	if (written) {
		qpdf_set_stream_data_mode(alone, qpdf_s_preserve);
		written = !(qpdf_write(alone) & QPDF_ERRORS);
	}
	if (written) {
		pdf->length = qpdf_get_buffer_length(alone);
		pdf->bytes = rq_alloc(pdf->length, 1);
		memcpy(pdf->bytes, qpdf_get_buffer(alone), pdf->length);
	}
	while (qpdf_has_error(alone)) /* or it says so on standard error */
		(void)qpdf_get_error(alone);
	qpdf_cleanup(&alone);
	return written;
}

bool rq_image_make_stencil(struct rq_content *content, unsigned image)
{
	qpdf_oh dictionary = qpdf_oh_get_dict(content->qpdf, image);

	if (rq_content_integer(content, dictionary, "/BitsPerComponent", 0) != 1 ||
	    components_of(content, dictionary) != 1 || is_masked(content, dictionary))
		return false;
	qpdf_oh_replace_key(content->qpdf, dictionary, "/ImageMask",
			    qpdf_oh_new_bool(content->qpdf, QPDF_TRUE));
	qpdf_oh_remove_key(content->qpdf, dictionary, "/ColorSpace");
	content->lessened = true;
	return true;
}

bool rq_image_stencil(struct rq_content *content, size_t page, unsigned resources, const char *name,
		      struct rq_stream *pdf)
{
	qpdf_oh object = rq_content_look_up(content, resources, "/XObject", name);

	*pdf = (struct rq_stream) { 0 };
	return qpdf_oh_is_stream(content->qpdf, object) && rq_image_make_stencil(content, object) &&
	       write_alone(content, page, pdf);
}
