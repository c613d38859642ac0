#include "document/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"
#include "document/png.h"

enum { PNG_PREDICTORS = 10 }; /* and above: each row tells its own (7.4.4.4) */

/* The only one of several; they may stand in an array. */
static qpdf_oh only_one(struct rq_content *content, qpdf_oh object)
{
	if (!qpdf_oh_is_array(content->qpdf, object))
		return object;
	return qpdf_oh_get_array_n_items(content->qpdf, object) == 1
		   ? qpdf_oh_get_array_item(content->qpdf, object, 0)
		   : qpdf_oh_new_null(content->qpdf);
}

static bool is_packed_by(struct rq_content *content, qpdf_oh image, const char *filter)
{
	qpdf_oh filters = qpdf_oh_get_key(content->qpdf, image, "/Filter");

	return qpdf_oh_is_name_and_equals(content->qpdf, only_one(content, filters), filter);
}

/* An entry of a dictionary, or what it is when it is not there. */
static int get_integer(struct rq_content *content, qpdf_oh dictionary, const char *key, int usual)
{
	qpdf_oh value = qpdf_oh_get_key_if_dict(content->qpdf, dictionary, key);

	return qpdf_oh_is_integer(content->qpdf, value)
		   ? qpdf_oh_get_int_value_as_int(content->qpdf, value)
		   : usual;
}

static size_t components_of(struct rq_content *content, qpdf_oh image)
{
	return rq_content_space_components(content,
					   qpdf_oh_get_key(content->qpdf, image, "/ColorSpace"));
}

/* Whether it is seen only here and there, or now and then (8.9.5). */
static bool is_masked(struct rq_content *content, qpdf_oh image)
{
	static const char *const by[] = { "/SMask", "/Mask", "/ImageMask", "/OC" };

	for (size_t i = 0; i < sizeof by / sizeof by[0]; i++)
		if (qpdf_oh_has_key(content->qpdf, image, by[i]))
			return true;
	return false;
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

/* Whether an image's samples are such as PNG has. */
static bool get_samples(struct rq_content *content, qpdf_oh image, size_t components,
			struct rq_png_samples *samples)
{
	qpdf_oh how = only_one(content, qpdf_oh_get_key(content->qpdf, image, "/DecodeParms"));
	int width = get_integer(content, image, "/Width", 0);
	int height = get_integer(content, image, "/Height", 0);
	int bits = get_integer(content, image, "/BitsPerComponent", 0);
	int predictor = get_integer(content, how, "/Predictor", 1);

	if (width < 1 || height < 1 || bits < 1 ||
	    (double)width * height > (double)RQ_MAX_SCAN_PIXELS)
		return false;
	*samples = (struct rq_png_samples) { .width = (unsigned)width,
					     .height = (unsigned)height,
					     .bits = bits,
					     .components = (int)components,
					     .filtered = predictor >= PNG_PREDICTORS };
	if (!samples->filtered)
		return predictor == 1;
	return get_integer(content, how, "/Columns", 1) == width &&
	       get_integer(content, how, "/Colors", 1) == samples->components &&
	       get_integer(content, how, "/BitsPerComponent", 8) == bits;
}

static bool get_png(struct rq_content *content, qpdf_oh object, size_t components,
		    struct rq_stream *file)
{
	struct rq_png_samples samples;
	struct rq_stream packed = { 0 };
	struct rq_buffer png;
	bool got;

	if (!get_samples(content, qpdf_oh_get_dict(content->qpdf, object), components, &samples) ||
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

bool rq_image_file(struct rq_content *content, unsigned resources, const char *name,
		   struct rq_stream *file)
{
	qpdf_oh object = rq_content_look_up(content, resources, "/XObject", name), image;
	size_t components;

	*file = (struct rq_stream) { 0 };
	if (!qpdf_oh_is_stream(content->qpdf, object))
		return false;
	image = qpdf_oh_get_dict(content->qpdf, object);
	components = components_of(content, image);
	if ((components != 1 && components != 3) || is_masked(content, image) ||
	    qpdf_oh_has_key(content->qpdf, image, "/Decode"))
		return false;
	if (is_packed_by(content, image, "/DCTDecode"))
		return get_packed(content, object, file);
	return is_packed_by(content, image, "/FlateDecode") &&
	       get_png(content, object, components, file);
}

/* --- stencils ------------------------------------------------------------------------------ */

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

bool rq_image_stencil(struct rq_content *content, size_t page, unsigned resources, const char *name,
		      struct rq_stream *pdf)
{
	qpdf_oh object = rq_content_look_up(content, resources, "/XObject", name), image;

	*pdf = (struct rq_stream) { 0 };
	if (!qpdf_oh_is_stream(content->qpdf, object))
		return false;
	image = qpdf_oh_get_dict(content->qpdf, object);
	if (get_integer(content, image, "/BitsPerComponent", 0) != 1 ||
	    components_of(content, image) != 1 || is_masked(content, image))
		return false;
	qpdf_oh_replace_key(content->qpdf, image, "/ImageMask",
			    qpdf_oh_new_bool(content->qpdf, QPDF_TRUE));
	qpdf_oh_remove_key(content->qpdf, image, "/ColorSpace");
	return write_alone(content, page, pdf);
}
