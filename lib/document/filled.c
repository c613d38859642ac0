#include "document/filled.h"

#include <math.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/text.h"

enum {
	PASSWORD = 1 << 13,               /* a flag of a field */
	MARGIN = 2,                       /* points between the box and its text */
	MAX_LOOK = 8 * RQ_MAX_TEXT_BYTES, /* a code takes more than its character */
	ACROSS = 10000,                   /* characters in a line; a page is not that wide */
};

static const double largest = 12, smallest = 4.5; /* points of type: as forms have, as one reads */
static const double leading = 1.2, wide = 0.5;    /* of its size: a line, each character */

/* A box while its text is laid out. */
struct laying {
	double width, height, size;
	size_t across, lines; /* characters in a line; how many of these there are */
};

static bool ends_line(char character)
{
	return character == '\n' || character == '\r';
}

/* How many bytes of the text go into the next line, and how many the line takes with its end. */
static size_t break_line(const struct laying *laying, const char *text, size_t length,
			 size_t *taken)
{
	size_t at = 0, space = 0, size, characters = 0;

	while (at < length && !ends_line(text[at]) && characters < laying->across) {
		if (text[at] == ' ')
			space = at;
		(void)rq_text_decode(text + at, length - at, &size);
		at += size;
		characters++;
	}
	if (at < length && !ends_line(text[at]) && text[at] != ' ' && space > 0)
		at = space;
	*taken = at + (at < length && (ends_line(text[at]) || text[at] == ' '));
	if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
		++*taken;
	return at;
}

static size_t count_lines(const struct laying *laying, const char *text, size_t length)
{
	size_t count = 0, taken;

	for (size_t at = 0; at < length; at += taken, count++)
		(void)break_line(laying, text + at, length - at, &taken);
	return count;
}

/* How high the text is in type of that size. */
static double height_in(struct laying *laying, double size, const char *text, size_t length)
{
	double across = (laying->width - 2 * MARGIN) / (wide * size);

	laying->size = size;
	laying->across = (size_t)fmin(fmax(1, across), ACROSS);
	laying->lines = count_lines(laying, text, length);
	return (double)laying->lines * leading * size;
}

/* The largest type that the box has room for; a box that is too small for any grows. */
static void choose_size(struct laying *laying, const char *text, size_t length)
{
	double size = fmin(largest, 0.7 * laying->height);

	while (size > smallest && height_in(laying, size, text, length) > laying->height)
		size -= 0.5;
	if (size <= smallest)
		laying->height = fmax(laying->height, height_in(laying, smallest, text, length));
}

/* As codes of two bytes; what is beyond them is not drawn. */
static int put_line(struct rq_buffer *look, const char *line, size_t length, struct rq_error *full)
{
	size_t size;

	if (rq_buffer_append(look, "<", 1, full) == -1)
		return -1;
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(line + at, length - at, &size);

		if (character <= 0xffff &&
		    rq_buffer_append_format(look, full, "%04X",
					    character < ' ' ? ' ' : (unsigned)character) == -1)
			return -1;
	}
	return rq_buffer_append(look, "> Tj T*\n", 8, full);
}

/* Operators that show the text in a box whose lower left corner is the origin. */
static int lay_out(struct laying *laying, const char *text, size_t length, struct rq_buffer *look)
{
	struct rq_error full = { 0 };
	size_t taken, end;
	double above; /* a line by itself stands in the middle */

	choose_size(laying, text, length);
	above = laying->lines == 1 ? (laying->height - leading * laying->size) / 2 : 0;
	if (rq_buffer_append_format(look, &full, "BT /F %f Tf %f TL %d %f Td\n", laying->size,
				    leading * laying->size, MARGIN,
				    laying->height - above - laying->size) == -1)
		return -1;
	for (size_t at = 0; at < length; at += taken) {
		end = break_line(laying, text + at, length - at, &taken);
		if (put_line(look, text + at, end, &full) == -1)
			return -1;
	}
	return rq_buffer_append(look, "ET", 2, &full);
}

/* A font in which the code of a character is its number in Unicode, each as wide as any other. */
static const char resources[] =
    "<< /Font << /F << /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H "
    "/DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    "/FontDescriptor << /Type /FontDescriptor /FontName /Helvetica /Flags 4 /ItalicAngle 0 "
    "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 -200 500 800] >> >> ] "
    ">> >> >>";

static qpdf_oh make_box(qpdf_data qpdf, double left, double bottom, double right, double top)
{
	const double corners[] = { left, bottom, right, top };
	qpdf_oh box = qpdf_oh_new_array(qpdf);

	for (size_t i = 0; i < 4; i++)
		qpdf_oh_append_item(qpdf, box, qpdf_oh_new_real_from_double(qpdf, corners[i], 3));
	return box;
}

static qpdf_oh make_form(qpdf_data qpdf, const struct laying *laying, const struct rq_buffer *look)
{
	qpdf_oh stream = qpdf_oh_new_stream(qpdf), form = qpdf_oh_get_dict(qpdf, stream);

	qpdf_oh_replace_key(qpdf, form, "/Subtype", qpdf_oh_new_name(qpdf, "/Form"));
	qpdf_oh_replace_key(qpdf, form, "/BBox",
			    make_box(qpdf, 0, 0, laying->width, laying->height));
	qpdf_oh_replace_key(qpdf, form, "/Resources", qpdf_oh_parse(qpdf, resources));
	qpdf_oh_replace_stream_data(qpdf, stream, (const unsigned char *)look->data, look->length,
				    qpdf_oh_new_null(qpdf), qpdf_oh_new_null(qpdf));
	return stream;
}

/* The texts of a value, which may be a list of choices, each a line; larger ones nobody types. */
static void append_value(struct rq_content *content, qpdf_oh value, struct rq_buffer *text)
{
	qpdf_data qpdf = content->qpdf;
	struct rq_error full = { 0 };
	int count = qpdf_oh_is_array(qpdf, value) ? qpdf_oh_get_array_n_items(qpdf, value) : 1;

	for (int i = 0; i < count && i < RQ_MAX_ANNOTATIONS; i++) {
		qpdf_oh one =
		    qpdf_oh_is_array(qpdf, value) ? qpdf_oh_get_array_item(qpdf, value, i) : value;
		const char *bytes;
		size_t length;

		if (!qpdf_oh_is_string(qpdf, one))
			continue;
		bytes = qpdf_oh_get_binary_utf8_value(qpdf, one, &length);
		if ((text->length > 0 && rq_buffer_append(text, "\n", 1, &full) == -1) ||
		    rq_buffer_append(text, bytes, length, &full) == -1)
			content->bomb = true;
	}
}

static bool has_look(qpdf_data qpdf, qpdf_oh annotation)
{
	qpdf_oh looks = qpdf_oh_get_key_if_dict(qpdf, annotation, "/AP");

	return qpdf_oh_is_stream(qpdf, qpdf_oh_get_key_if_dict(qpdf, looks, "/N"));
}

static bool holds_text(struct rq_content *content, qpdf_oh annotation)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh type = rq_content_inherited(content, annotation, "/FT");
	qpdf_oh flags = rq_content_inherited(content, annotation, "/Ff");

	return (qpdf_oh_is_name_and_equals(qpdf, type, "/Tx") ||
		qpdf_oh_is_name_and_equals(qpdf, type, "/Ch")) &&
	       !(qpdf_oh_is_integer(qpdf, flags) &&
		 qpdf_oh_get_int_value_as_int(qpdf, flags) & PASSWORD);
}

/* Draws the text into the box of the annotation, from its upper left corner on. */
static void draw(struct rq_content *content, qpdf_oh annotation, const double place[4],
		 const struct rq_buffer *text)
{
	qpdf_data qpdf = content->qpdf;
	struct laying laying = { .width = fabs(place[2] - place[0]),
				 .height = fabs(place[3] - place[1]) };
	double left = fmin(place[0], place[2]), top = fmax(place[1], place[3]);
	struct rq_buffer look;
	qpdf_oh looks;

	rq_buffer_init(&look, MAX_LOOK);
	if (lay_out(&laying, text->data, text->length, &look) == 0) {
		looks = qpdf_oh_new_dictionary(qpdf);
		qpdf_oh_replace_key(qpdf, looks, "/N", make_form(qpdf, &laying, &look));
		qpdf_oh_replace_key(qpdf, annotation, "/AP", looks);
		qpdf_oh_replace_key(
		    qpdf, annotation, "/Rect",
		    make_box(qpdf, left, top - laying.height, left + laying.width, top));
	} else {
		content->bomb = true;
	}
	rq_buffer_free(&look);
}

void rq_filled_draw(struct rq_content *content, qpdf_oh annotation, bool anew)
{
	qpdf_data qpdf = content->qpdf;
	struct rq_buffer text;
	double place[4];

	if (!qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key_if_dict(qpdf, annotation, "/Subtype"),
					"/Widget") ||
	    (!anew && has_look(qpdf, annotation)) || !holds_text(content, annotation) ||
	    !rq_content_numbers(content, qpdf_oh_get_key(qpdf, annotation, "/Rect"), place, 4) ||
	    place[0] == place[2] || place[1] == place[3])
		return;
	rq_buffer_init(&text, RQ_MAX_TEXT_BYTES);
	append_value(content, rq_content_inherited(content, annotation, "/V"), &text);
	if (text.length > 0)
		draw(content, annotation, place, &text);
	rq_buffer_free(&text);
}

bool rq_filled_is_undrawn(struct rq_content *content)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh form = qpdf_oh_get_key_if_dict(qpdf, qpdf_get_root(qpdf), "/AcroForm");
	qpdf_oh needed = qpdf_oh_get_key_if_dict(qpdf, form, "/NeedAppearances");

	return qpdf_oh_is_bool(qpdf, needed) && qpdf_oh_get_bool_value(qpdf, needed);
}
