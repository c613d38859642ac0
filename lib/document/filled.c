#include "document/filled.h"

#include <math.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "document/operator.h"
#include "document/typeset.h"

enum {
	PASSWORD = 1 << 13,               /* a flag of a field */
	MAX_LOOK = 8 * RQ_MAX_TEXT_BYTES, /* a code takes more than its character */
};

/* Whole ones as such: viewers take no other number for a mode. */
static int put_numbers(struct rq_buffer *look, const double *numbers, size_t count,
		       const char *verb)
{
	struct rq_error full = { 0 };

	for (size_t i = 0; i < count; i++)
		if (rq_buffer_append_format(look, &full, "%.*f ",
					    numbers[i] == rint(numbers[i]) ? 0 : 6,
					    numbers[i]) == -1)
			return -1;
	return rq_buffer_append_format(look, &full, "%s\n", verb);
}

/* What a default appearance sets that is kept: what it paints with, and how it sets type. */
static const struct {
	unsigned verb;
	const char *name;
} states[] = {
	{ 'g', "g" },
	{ RQ_VERB2('r', 'g'), "rg" },
	{ 'k', "k" },
	{ RQ_VERB2('T', 'r'), "Tr" },
	{ RQ_VERB2('T', 's'), "Ts" },
	{ RQ_VERB2('T', 'z'), "Tz" },
	{ RQ_VERB2('T', 'c'), "Tc" },
	{ RQ_VERB2('T', 'w'), "Tw" },
};

/*
 * Begins a look as the field's default appearance says (12.7.3.3); *size is in points, 0 when it is
 * left to the reader.
 */
static int put_state(const char *said, size_t length, struct rq_buffer *look, double *size)
{
	struct rq_operators operators = { said, said + length };
	struct rq_operator one;

	*size = 0;
	while (rq_operator_next(&operators, &one)) {
		if (one.verb == RQ_VERB2('T', 'f') && one.count > 0)
			*size = fabs(one.numbers[one.count - 1]);
		for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
			if (states[i].verb == one.verb &&
			    put_numbers(look, one.numbers, one.count, states[i].name) == -1)
				return -1;
	}
	return 0;
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

static qpdf_oh make_form(qpdf_data qpdf, const struct rq_typeset *set, const struct rq_buffer *look)
{
	qpdf_oh stream = qpdf_oh_new_stream(qpdf), form = qpdf_oh_get_dict(qpdf, stream);

	qpdf_oh_replace_key(qpdf, form, "/Subtype", qpdf_oh_new_name(qpdf, "/Form"));
	qpdf_oh_replace_key(qpdf, form, "/BBox", make_box(qpdf, 0, 0, set->width, set->height));
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

/* What the field or else the form says of how its text is drawn. */
static qpdf_oh get_default(struct rq_content *content, qpdf_oh annotation)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh said = rq_content_inherited(content, annotation, "/DA");

	if (qpdf_oh_is_string(qpdf, said))
		return said;
	return qpdf_oh_get_key_if_dict(
	    qpdf, qpdf_oh_get_key_if_dict(qpdf, qpdf_get_root(qpdf), "/AcroForm"), "/DA");
}

/* What is behind the text: as much as the box is high by itself, at its top. */
static int put_background(struct rq_content *content, qpdf_oh annotation,
			  const struct rq_typeset *set, double height, struct rq_buffer *look)
{
	static const char *const verbs[] = { NULL, "g", NULL, "rg", "k" };
	qpdf_data qpdf = content->qpdf;
	qpdf_oh color =
	    qpdf_oh_get_key_if_dict(qpdf, qpdf_oh_get_key_if_dict(qpdf, annotation, "/MK"), "/BG");
	int count = qpdf_oh_is_array(qpdf, color) ? qpdf_oh_get_array_n_items(qpdf, color) : 0;
	const double box[] = { 0, set->height - height, set->width, height };
	double numbers[4];
	struct rq_error full = { 0 };

	if (count > 4 || !verbs[count] || !rq_content_numbers(content, color, numbers, count))
		return 0;
	if (rq_buffer_append(look, "q\n", 2, &full) == -1 ||
	    put_numbers(look, numbers, (size_t)count, verbs[count]) == -1)
		return -1;
	return put_numbers(look, box, 4, "re f Q");
}

/* All that is seen in the box, which may grow for it. */
static int put_look(struct rq_content *content, qpdf_oh annotation, const struct rq_buffer *text,
		    struct rq_typeset *set, struct rq_buffer *look)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh said = get_default(content, annotation);
	const char *state = "";
	size_t length = 0;
	double size, height = set->height;

	if (qpdf_oh_is_string(qpdf, said))
		state = qpdf_oh_get_binary_string_value(qpdf, said, &length);
	if (put_state(state, length, look, &size) == -1)
		return -1;
	rq_typeset_fit(set, size, text->data, text->length);
	if (put_background(content, annotation, set, height, look) == -1)
		return -1;
	return rq_typeset_put(set, text->data, text->length, look);
}

/* Draws the text into the box of the annotation, from its upper left corner on. */
static void draw(struct rq_content *content, qpdf_oh annotation, const double place[4],
		 const struct rq_buffer *text)
{
	qpdf_data qpdf = content->qpdf;
	struct rq_typeset set = { .width = fabs(place[2] - place[0]),
				  .height = fabs(place[3] - place[1]) };
	double left = fmin(place[0], place[2]), top = fmax(place[1], place[3]);
	struct rq_buffer look;
	qpdf_oh looks;

	rq_buffer_init(&look, MAX_LOOK);
	if (put_look(content, annotation, text, &set, &look) == 0) {
		looks = qpdf_oh_new_dictionary(qpdf);
		qpdf_oh_replace_key(qpdf, looks, "/N", make_form(qpdf, &set, &look));
		qpdf_oh_replace_key(qpdf, annotation, "/AP", looks);
		qpdf_oh_replace_key(qpdf, annotation, "/Rect",
				    make_box(qpdf, left, top - set.height, left + set.width, top));
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
