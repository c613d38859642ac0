#include "document/annotation.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "document/content_state.h"
#include "document/filled.h"
#include "document/matrix.h"
#include "document/outline.h"

enum {
	HIDDEN = 1 << 1,  /* flags of an annotation */
	NO_VIEW = 1 << 5, /* it is only printed */
	MAX_PAINTING = RQ_KIB(256),
};

/* A page while its annotations become part of it. */
struct flattening {
	struct rq_content *content;
	qpdf_oh page, forms, rest; /* its XObjects, and the annotations that stay what they are */
	struct rq_buffer painting; /* operators */
	int count, named;          /* that were painted; names that were tried */
};

static qpdf_oh get(const struct flattening *flattening, qpdf_oh dictionary, const char *key)
{
	return qpdf_oh_get_key_if_dict(flattening->content->qpdf, dictionary, key);
}

/* Marks on text that is there without them: they color it, and add nothing (12.5.6.10). */
static bool marks_text(qpdf_data qpdf, qpdf_oh subtype)
{
	static const char *const marks[] = { "/Highlight", "/Underline", "/Squiggly",
					     "/StrikeOut" };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (qpdf_oh_is_name_and_equals(qpdf, subtype, marks[i]))
			return true;
	return false;
}

/* What the annotation looks like as it stands, or anything that is no stream. */
static qpdf_oh appearance_of(const struct flattening *flattening, qpdf_oh annotation)
{
	qpdf_data qpdf = flattening->content->qpdf;
	qpdf_oh looks = get(flattening, annotation, "/AP"), flags, state;

	if (!qpdf_oh_is_dictionary(qpdf, looks)) /* as of most, which are links */
		return looks;
	looks = get(flattening, looks, "/N");
	flags = get(flattening, annotation, "/F");
	state = get(flattening, annotation, "/AS");
	if (marks_text(qpdf, get(flattening, annotation, "/Subtype")) ||
	    (qpdf_oh_is_integer(qpdf, flags) &&
	     qpdf_oh_get_int_value_as_int(qpdf, flags) & (HIDDEN | NO_VIEW)))
		return qpdf_oh_new_null(qpdf);
	if (qpdf_oh_is_dictionary(qpdf, looks) && qpdf_oh_is_name(qpdf, state))
		return get(flattening, looks, qpdf_oh_get_name(qpdf, state));
	return looks;
}

/*
 * From the space of the page to that in which the form's box, turned as it is, fills the rectangle.
 */
static bool fit(const struct flattening *flattening, qpdf_oh form, qpdf_oh annotation,
		double matrix[6])
{
	double own[6], box[4], place[4];
	struct rq_area area = rq_area_none;

	if (!rq_content_numbers(flattening->content, get(flattening, form, "/BBox"), box, 4) ||
	    !rq_content_numbers(flattening->content, get(flattening, annotation, "/Rect"), place,
				4))
		return false;
	if (!rq_content_numbers(flattening->content, get(flattening, form, "/Matrix"), own, 6))
		memcpy(own, rq_matrix_identity, sizeof own);
	for (size_t i = 0; i < 4; i++) {
		double x = box[i % 2 * 2], y = box[i / 2 * 2 + 1];

		rq_matrix_apply(own, &x, &y);
		rq_area_add(&area, x, y);
	}
	if (!(rq_area_size(&area) > 0))
		return false;
	for (size_t i = 0; i < 2; i++) {
		double from = i ? area.top : area.left, to = i ? area.bottom : area.right;
		double least = place[i] < place[i + 2] ? place[i] : place[i + 2];
		double most = place[i] < place[i + 2] ? place[i + 2] : place[i];

		matrix[3 * i] = (most - least) / (to - from);
		matrix[4 + i] = least - from * matrix[3 * i];
	}
	return true;
}

/* Paints the annotation with the page; false when it stays what it is. */
static bool paint(struct flattening *flattening, qpdf_oh annotation)
{
	qpdf_data qpdf = flattening->content->qpdf;
	qpdf_oh look = appearance_of(flattening, annotation), form;
	struct rq_error full = { 0 };
	double m[6];
	char name[32];

	if (!qpdf_oh_is_stream(qpdf, look))
		return false;
	form = qpdf_oh_get_dict(qpdf, look);
	do /* the page may have a form so called */
		(void)snprintf(name, sizeof name, "/Annotation%d", flattening->named++);
	while (qpdf_oh_has_key(qpdf, flattening->forms, name));
	if (!fit(flattening, form, annotation, m) ||
	    rq_buffer_append_format(&flattening->painting, &full, "q %f 0 0 %f %f %f cm %s Do Q\n",
				    m[0], m[3], m[4], m[5], name) == -1)
		return false;
	qpdf_oh_replace_key(qpdf, form, "/Subtype", qpdf_oh_new_name(qpdf, "/Form"));
	if (qpdf_oh_has_key(qpdf, annotation, "/OC"))
		qpdf_oh_replace_key(qpdf, form, "/OC", get(flattening, annotation, "/OC"));
	qpdf_oh_replace_key(qpdf, flattening->forms, name, look);
	flattening->count++;
	return true;
}

/* A copy of a dictionary that other pages may have, too. */
static qpdf_oh copy(qpdf_data qpdf, qpdf_oh dictionary)
{
	qpdf_oh made = qpdf_oh_new_dictionary(qpdf);

	if (!qpdf_oh_is_dictionary(qpdf, dictionary))
		return made;
	qpdf_oh_begin_dict_key_iter(qpdf, dictionary);
	while (qpdf_oh_dict_more_keys(qpdf)) {
		const char *key = qpdf_oh_dict_next_key(qpdf);

		qpdf_oh_replace_key(qpdf, made, key, qpdf_oh_get_key(qpdf, dictionary, key));
	}
	return made;
}

static void append_stream(const struct flattening *flattening, qpdf_oh contents, const char *bytes,
			  size_t length)
{
	qpdf_data qpdf = flattening->content->qpdf;
	qpdf_oh stream = qpdf_oh_new_stream(qpdf);

	qpdf_oh_replace_stream_data(qpdf, stream, (const unsigned char *)bytes, length,
				    qpdf_oh_new_null(qpdf), qpdf_oh_new_null(qpdf));
	qpdf_oh_append_item(qpdf, contents, stream);
}

/* The page's own streams, in a state of their own, and then what is over them. */
static void replace_contents(const struct flattening *flattening)
{
	qpdf_data qpdf = flattening->content->qpdf;
	qpdf_oh old = get(flattening, flattening->page, "/Contents");
	qpdf_oh contents = qpdf_oh_new_array(qpdf);
	int count = qpdf_oh_is_array(qpdf, old) ? qpdf_oh_get_array_n_items(qpdf, old) : 0;

	append_stream(flattening, contents, "q\n", 2);
	for (int i = 0; i < count; i++)
		qpdf_oh_append_item(qpdf, contents, qpdf_oh_get_array_item(qpdf, old, i));
	if (qpdf_oh_is_stream(qpdf, old))
		qpdf_oh_append_item(qpdf, contents, old);
	append_stream(flattening, contents, flattening->painting.data, flattening->painting.length);
	qpdf_oh_replace_key(qpdf, flattening->page, "/Contents", contents);
}

static void replace_page(const struct flattening *flattening, qpdf_oh resources)
{
	qpdf_data qpdf = flattening->content->qpdf;

	qpdf_oh_replace_key(qpdf, resources, "/XObject", flattening->forms);
	qpdf_oh_replace_key(qpdf, flattening->page, "/Resources", resources);
	if (qpdf_oh_get_array_n_items(qpdf, flattening->rest) > 0)
		qpdf_oh_replace_key(qpdf, flattening->page, "/Annots", flattening->rest);
	else
		qpdf_oh_remove_key(qpdf, flattening->page, "/Annots");
	replace_contents(flattening);
	flattening->content->restated = true;
}

/* Links have no looks, and most pages no other annotations. */
static bool has_looks(const struct flattening *flattening, qpdf_oh annotations, int count)
{
	qpdf_data qpdf = flattening->content->qpdf;

	for (int i = 0; i < count; i++)
		if (qpdf_oh_is_stream(qpdf, appearance_of(flattening, qpdf_oh_get_array_item(
									  qpdf, annotations, i))))
			return true;
	return false;
}

static void flatten_page(struct rq_content *content, qpdf_oh page, bool undrawn)
{
	qpdf_data qpdf = content->qpdf;
	qpdf_oh annotations = qpdf_oh_get_key(qpdf, page, "/Annots"), resources;
	int count =
	    qpdf_oh_is_array(qpdf, annotations) ? qpdf_oh_get_array_n_items(qpdf, annotations) : 0;
	struct flattening flattening = { .content = content, .page = page };
	struct rq_error full = { 0 };

	if (count > RQ_MAX_ANNOTATIONS)
		return;
	for (int i = 0; i < count; i++)
		rq_filled_draw(content, qpdf_oh_get_array_item(qpdf, annotations, i), undrawn);
	if (!has_looks(&flattening, annotations, count))
		return;
	resources = copy(qpdf, rq_content_inherited(content, page, "/Resources"));
	flattening.forms = copy(qpdf, qpdf_oh_get_key(qpdf, resources, "/XObject"));
	flattening.rest = qpdf_oh_new_array(qpdf);
	rq_buffer_init(&flattening.painting, MAX_PAINTING);
	(void)rq_buffer_append(&flattening.painting, "\nQ\n", 3, &full);
	for (int i = 0; i < count; i++) {
		qpdf_oh one = qpdf_oh_get_array_item(qpdf, annotations, i);

		if (!paint(&flattening, one))
			qpdf_oh_append_item(qpdf, flattening.rest, one);
	}
	if (flattening.count > 0)
		replace_page(&flattening, resources);
	rq_buffer_free(&flattening.painting);
}

void rq_annotation_flatten(struct rq_content *content)
{
	int count = qpdf_get_num_pages(content->qpdf);
	bool undrawn = rq_filled_is_undrawn(content);

	for (int i = 0; i < count && i < RQ_MAX_PAGES; i++) {
		flatten_page(content, qpdf_get_page_n(content->qpdf, (size_t)i), undrawn);
		qpdf_oh_release_all(content->qpdf);
	}
}
