#include "document/lessen.h"

#ifdef RQ_WITH_OCR

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"
#include "document/image.h"
#include "document/jpeg.h"
#include "document/operator.h"
#include "document/packed.h"

enum {
	PIXEL = 4,          /* bytes of one that is drawn */
	JPX_PIXEL = 5 * 4,  /* of one of JPEG 2000: each component takes as many, too */
	MAX_REDUCTION = 8,  /* what libjpeg can do */
	MAX_COMPONENTS = 8, /* inks */
	CODEC_ROOM = 65536,
};

/* --- rows ------------------------------------------------------------------------------- */

/* Rows of a picture on their way to a smaller one, which is packed. */
struct smaller {
	unsigned width, height, components; /* of what is made */
	unsigned by, row;
	unsigned *sums; /* of the samples above and beside each other so far */
	unsigned char *line;
	z_stream packing;
	struct rq_buffer out;
	struct rq_error full;
};

static bool begin(struct smaller *smaller)
{
	size_t samples = (size_t)smaller->width * smaller->components;

	rq_buffer_init(&smaller->out, RQ_MAX_DRAWN_BYTES);
	smaller->sums = rq_alloc(samples, sizeof *smaller->sums);
	smaller->line = rq_alloc(samples, 1);
	return deflateInit(&smaller->packing, Z_BEST_SPEED) == Z_OK;
}

static void end(struct smaller *smaller)
{
	(void)deflateEnd(&smaller->packing);
	free(smaller->sums);
	free(smaller->line);
	rq_buffer_free(&smaller->out);
}

static void pack(struct smaller *smaller, size_t length, int flush)
{
	smaller->packing.next_in = smaller->line;
	smaller->packing.avail_in = (uInt)length;
	do {
		if (rq_buffer_reserve(&smaller->out, CODEC_ROOM, &smaller->full) == -1)
			return;
		smaller->packing.next_out =
		    (unsigned char *)smaller->out.data + smaller->out.length;
		smaller->packing.avail_out = CODEC_ROOM;
		(void)deflate(&smaller->packing, flush);
		smaller->out.length += CODEC_ROOM - smaller->packing.avail_out;
	} while (smaller->packing.avail_out == 0);
}

/* A row of the large one, of samples of a byte. */
static void add_row(void *context, const unsigned char *samples)
{
	struct smaller *smaller = context;
	unsigned by = smaller->by, count = smaller->components;
	size_t made = (size_t)smaller->width * count;

	if (smaller->row / by >= smaller->height)
		return;
	for (unsigned x = 0; x < smaller->width * by; x++)
		for (unsigned k = 0; k < count; k++)
			smaller->sums[x / by * count + k] += samples[x * count + k];
	if (++smaller->row % by != 0)
		return;
	for (size_t i = 0; i < made; i++)
		smaller->line[i] = (unsigned char)(smaller->sums[i] / (by * by));
	memset(smaller->sums, 0, made * sizeof *smaller->sums);
	pack(smaller, made, Z_NO_FLUSH);
}

/* --- what they are packed by ------------------------------------------------------------ */

/* A picture of a page. */
struct large {
	qpdf_oh object, image; /* the stream, and its dictionary */
	unsigned width, height, bits;
	char *bytes; /* as they are packed; NULL until they are wanted */
	size_t length;
};

static bool get_packed(struct rq_content *content, struct large *large)
{
	unsigned char *bytes = NULL;

	if (!large->bytes && !(qpdf_oh_get_stream_data(content->qpdf, large->object, qpdf_dl_none,
						       NULL, &bytes, &large->length) &
			       QPDF_ERRORS))
		large->bytes = (char *)bytes;
	return large->bytes;
}

/* Samples of a bit become bytes from the end on, where they stand. */
static void widen(unsigned char *row, unsigned width)
{
	for (unsigned x = width; x-- > 0;)
		row[x] = row[x / 8] & 0x80 >> x % 8 ? 255 : 0;
}

static bool inflate_rows(const struct large *large, struct smaller *smaller, size_t stride)
{
	z_stream packed = { .next_in = (Bytef *)large->bytes, .avail_in = (uInt)large->length };
	size_t room = (size_t)large->width * smaller->components;
	unsigned char *row = rq_alloc(room > stride ? room : stride, 1);
	unsigned y = 0;

	for (bool more = inflateInit(&packed) == Z_OK; more && y < large->height; y++) {
		packed.next_out = row;
		packed.avail_out = (uInt)stride;
		more = inflate(&packed, Z_SYNC_FLUSH) >= 0 && packed.avail_out == 0;
		if (!more)
			break;
		if (large->bits == 1)
			widen(row, large->width);
		add_row(smaller, row);
	}
	(void)inflateEnd(&packed);
	free(row);
	return y == large->height;
}

/* How many components its colors have is told by how much there is. */
static bool lessen_flate(const struct large *large, struct smaller *smaller)
{
	double pixels = (double)large->width * large->height;
	size_t most = (size_t)pixels * MAX_COMPONENTS;
	size_t size = rq_packed_size("/FlateDecode", large->bytes, large->length, most);
	size_t stride = (large->width + 7U) / 8;

	smaller->components = large->bits == 1 ? 1 : (unsigned)((double)size / pixels);
	if (large->bits != 1)
		stride = (size_t)large->width * smaller->components;
	if (smaller->components < 1 || size > most || size / stride < large->height)
		return false;
	smaller->width = large->width / smaller->by;
	smaller->height = large->height / smaller->by;
	return begin(smaller) && inflate_rows(large, smaller, stride);
}

static bool lessen_jpeg(const struct large *large, struct smaller *smaller)
{
	struct rq_jpeg jpeg;
	unsigned by = smaller->by;

	if (!rq_jpeg_look(large->bytes, large->length, by, &jpeg) || jpeg.kept > RQ_MAX_DRAWN_BYTES)
		return false;
	smaller->width = jpeg.width;
	smaller->height = jpeg.height;
	smaller->components = jpeg.components;
	smaller->by = 1; /* that it is already */
	return begin(smaller) && rq_jpeg_read(large->bytes, large->length, by, add_row, smaller);
}

/* --- pictures --------------------------------------------------------------------------- */

static bool has_numbers_of_colors(struct rq_content *content, const struct large *large)
{
	qpdf_oh space = qpdf_oh_get_key(content->qpdf, large->image, "/ColorSpace");

	return qpdf_oh_is_array(content->qpdf, space) &&
	       qpdf_oh_is_name_and_equals(
		   content->qpdf, qpdf_oh_get_array_item(content->qpdf, space, 0), "/Indexed");
}

/* Whether samples between two are colors between theirs, and none of them is another's key. */
static bool may_be_mixed(struct rq_content *content, const struct large *large)
{
	qpdf_oh how =
	    rq_content_only(content, qpdf_oh_get_key(content->qpdf, large->image, "/DecodeParms"));
	bool stencil = qpdf_oh_get_bool_value(
	    content->qpdf, qpdf_oh_get_key(content->qpdf, large->image, "/ImageMask"));

	return !stencil && !has_numbers_of_colors(content, large) &&
	       !qpdf_oh_is_array(content->qpdf,
				 qpdf_oh_get_key(content->qpdf, large->image, "/Mask")) &&
	       rq_content_integer(content, how, "/Predictor", 1) == 1 &&
	       rq_content_integer(content, how, "/ColorTransform", 1) == 1;
}

static void put(struct rq_content *content, struct large *large, struct smaller *smaller)
{
	static const char *const keys[] = { "/Width", "/Height", "/BitsPerComponent" };
	const long long values[] = { smaller->width, smaller->height, 8 };

	pack(smaller, 0, Z_FINISH);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		qpdf_oh_replace_key(content->qpdf, large->image, keys[i],
				    qpdf_oh_new_integer(content->qpdf, values[i]));
	qpdf_oh_replace_stream_data(
	    content->qpdf, large->object, (unsigned char *)smaller->out.data, smaller->out.length,
	    qpdf_oh_new_name(content->qpdf, "/FlateDecode"), qpdf_oh_new_null(content->qpdf));
	large->width = smaller->width;
	large->height = smaller->height;
	free(large->bytes);
	large->bytes = NULL;
	content->lessened = true;
}

static void lessen(struct rq_content *content, struct large *large)
{
	double pixels = (double)large->width * large->height;
	struct smaller smaller = { .by = 2 };
	bool flate = rq_content_is_packed_by(content, large->image, "/FlateDecode"), made = false;

	while (pixels / (smaller.by * smaller.by) * PIXEL > (double)RQ_MAX_DRAWN_BYTES &&
	       smaller.by < MAX_REDUCTION)
		smaller.by *= 2;
	if (!may_be_mixed(content, large) || pixels > RQ_MAX_SCAN_PIXELS ||
	    !get_packed(content, large))
		return;
	if (flate && (large->bits == 1 || large->bits == 8))
		made = lessen_flate(large, &smaller);
	else if (rq_content_is_packed_by(content, large->image, "/DCTDecode"))
		made = lessen_jpeg(large, &smaller);
	if (made && smaller.full.code == RQ_OK)
		put(content, large, &smaller);
	end(&smaller);
}

/* Bytes that it takes when it is drawn. */
static double cost(struct rq_content *content, struct large *large)
{
	double pixels = (double)large->width * large->height;
	struct rq_jpeg jpeg = { 0 };

	if (qpdf_oh_get_bool_value(content->qpdf,
				   qpdf_oh_get_key(content->qpdf, large->image, "/ImageMask")))
		return pixels;
	if (rq_content_is_packed_by(content, large->image, "/JPXDecode"))
		return pixels * JPX_PIXEL;
	if (rq_content_is_packed_by(content, large->image, "/DCTDecode") &&
	    get_packed(content, large))
		(void)rq_jpeg_look(large->bytes, large->length, 1, &jpeg);
	return pixels * PIXEL + (double)jpeg.kept;
}

/* In the end one in black and white, with nothing behind it. */
static double lessen_image(struct rq_content *content, qpdf_oh object, bool first)
{
	qpdf_oh image = qpdf_oh_get_dict(content->qpdf, object);
	int width = rq_content_integer(content, image, "/Width", 0);
	int height = rq_content_integer(content, image, "/Height", 0);
	struct large large = { .object = object,
			       .image = image,
			       .width = (unsigned)width,
			       .height = (unsigned)height,
			       .bits = (unsigned)rq_content_integer(content, image,
								    "/BitsPerComponent", 0) };
	double bytes;

	if (width < 1 || height < 1)
		return 0;
	if ((double)width * height * PIXEL > (double)RQ_MAX_DRAWN_BYTES)
		lessen(content, &large);
	if (first && (double)large.width * large.height * PIXEL > (double)RQ_MAX_DRAWN_BYTES)
		(void)rq_image_make_stencil(content, object);
	bytes = cost(content, &large);
	free(large.bytes);
	return bytes;
}

/* --- pages ------------------------------------------------------------------------------ */

/* Streams that are to be looked at: pictures, and what has resources of its own. */
struct queue {
	qpdf_oh *list;
	size_t count, capacity;
};

static void add(struct rq_content *content, struct queue *queue, qpdf_oh object)
{
	if (!qpdf_oh_is_stream(content->qpdf, object) || queue->count >= RQ_MAX_NAMES)
		return;
	queue->list = rq_grow(queue->list, queue->count, &queue->capacity, sizeof object);
	queue->list[queue->count++] = object;
}

static void add_resources(struct rq_content *content, struct queue *queue, qpdf_oh resources)
{
	static const char *const parts[] = { "/XObject", "/Pattern" };

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		qpdf_oh part = qpdf_oh_get_key_if_dict(content->qpdf, resources, parts[i]);

		if (!qpdf_oh_is_dictionary(content->qpdf, part))
			continue;
		qpdf_oh_begin_dict_key_iter(content->qpdf, part);
		while (qpdf_oh_dict_more_keys(content->qpdf)) {
			const char *key = qpdf_oh_dict_next_key(content->qpdf);

			add(content, queue, qpdf_oh_get_key(content->qpdf, part, key));
		}
	}
}

/* What the page paints before anything else, when that has a name. */
static qpdf_oh first_painted(struct rq_content *content, size_t page)
{
	struct rq_page_frame frame;
	struct rq_operator one = { 0 };
	struct rq_operators operators;
	struct rq_stream stream;
	bool painted = false;

	if (!rq_content_page(content, page, &stream, &frame))
		return qpdf_oh_new_null(content->qpdf);
	operators = (struct rq_operators) { stream.bytes, stream.bytes + stream.length };
	while (!painted && rq_operator_next(&operators, &one))
		painted = one.verb != 'q' && one.verb != 'Q' && one.verb != RQ_VERB2('c', 'm') &&
			  one.verb != RQ_VERB2('g', 's');
	free(stream.bytes);
	return painted && one.verb == RQ_VERB2('D', 'o')
		   ? rq_content_look_up(content, stream.resources, "/XObject", one.name)
		   : qpdf_oh_new_null(content->qpdf);
}

double rq_lessen_page(struct rq_content *content, size_t page)
{
	static const char *const masks[] = { "/SMask", "/Mask" };
	struct queue queue = { 0 };
	double most = 0;
	int first;

	if (page >= (size_t)qpdf_get_num_pages(content->qpdf))
		return 0;
	first = qpdf_oh_get_object_id(content->qpdf, first_painted(content, page));
	add_resources(
	    content, &queue,
	    rq_content_inherited(content, qpdf_get_page_n(content->qpdf, page), "/Resources"));
	for (size_t i = 0; i < queue.count; i++) {
		qpdf_oh dictionary = qpdf_oh_get_dict(content->qpdf, queue.list[i]);
		bool is_first =
		    first > 0 && qpdf_oh_get_object_id(content->qpdf, queue.list[i]) == first;
		double bytes = lessen_image(content, queue.list[i], is_first);

		most = bytes > most ? bytes : most;
		for (size_t k = 0; k < sizeof masks / sizeof masks[0]; k++)
			add(content, &queue, qpdf_oh_get_key(content->qpdf, dictionary, masks[k]));
		add_resources(content, &queue,
			      qpdf_oh_get_key(content->qpdf, dictionary, "/Resources"));
	}
	free(queue.list);
	return most;
}

#else

double rq_lessen_page(struct rq_content *content, size_t page)
{
	(void)content;
	(void)page;
	return 0;
}

#endif
