#include <string.h>

#include "base/limits.h"
#include "document/content_state.h"

bool rq_content_numbers(struct rq_content *content, qpdf_oh array, double *numbers, int count)
{
	if (!qpdf_oh_is_array(content->qpdf, array) ||
	    qpdf_oh_get_array_n_items(content->qpdf, array) != count)
		return false;
	for (int i = 0; i < count; i++) {
		qpdf_oh item = qpdf_oh_get_array_item(content->qpdf, array, i);

		if (!qpdf_oh_is_number(content->qpdf, item))
			return false;
		numbers[i] = qpdf_oh_get_numeric_value(content->qpdf, item);
	}
	return true;
}

qpdf_oh rq_content_only(struct rq_content *content, qpdf_oh object)
{
	if (!qpdf_oh_is_array(content->qpdf, object))
		return object;
	return qpdf_oh_get_array_n_items(content->qpdf, object) == 1
		   ? qpdf_oh_get_array_item(content->qpdf, object, 0)
		   : qpdf_oh_new_null(content->qpdf);
}

bool rq_content_is_packed_by(struct rq_content *content, qpdf_oh dictionary, const char *filter)
{
	qpdf_oh filters = qpdf_oh_get_key(content->qpdf, dictionary, "/Filter");

	return qpdf_oh_is_name_and_equals(content->qpdf, rq_content_only(content, filters), filter);
}

int rq_content_integer(struct rq_content *content, qpdf_oh dictionary, const char *key, int usual)
{
	qpdf_oh value = qpdf_oh_get_key_if_dict(content->qpdf, dictionary, key);

	return qpdf_oh_is_integer(content->qpdf, value)
		   ? qpdf_oh_get_int_value_as_int(content->qpdf, value)
		   : usual;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

static double most(double a, double b)
{
	return a > b ? a : b;
}

qpdf_oh rq_content_inherited(struct rq_content *content, qpdf_oh page, const char *key)
{
	for (int depth = 0; depth < RQ_MAX_PAGE_DEPTH && qpdf_oh_is_dictionary(content->qpdf, page);
	     depth++) {
		if (qpdf_oh_has_key(content->qpdf, page, key))
			break;
		page = qpdf_oh_get_key(content->qpdf, page, "/Parent");
	}
	return qpdf_oh_get_key_if_dict(content->qpdf, page, key);
}

/* From its lower left to its upper right corner. */
static bool get_box(struct rq_content *content, qpdf_oh array, double box[4])
{
	double read[4];

	if (!rq_content_numbers(content, array, read, 4) || read[0] == read[2] ||
	    read[1] == read[3])
		return false;
	box[0] = least(read[0], read[2]);
	box[1] = least(read[1], read[3]);
	box[2] = most(read[0], read[2]);
	box[3] = most(read[1], read[3]);
	return true;
}

static int turned(struct rq_content *content, qpdf_oh page)
{
	qpdf_oh rotate = rq_content_inherited(content, page, "/Rotate");
	int degrees = qpdf_oh_is_integer(content->qpdf, rotate)
			  ? qpdf_oh_get_int_value_as_int(content->qpdf, rotate)
			  : 0;

	return (degrees % 360 + 360) % 360;
}

void rq_content_turn(struct rq_content *content, size_t page, int quarters)
{
	qpdf_oh object = qpdf_get_page_n(content->qpdf, page);
	int degrees = (turned(content, object) + 90 * (quarters + 4)) % 360;

	qpdf_oh_replace_key(content->qpdf, object, "/Rotate",
			    qpdf_oh_new_integer(content->qpdf, degrees));
	content->restated = true;
}

/* Readers take a page that does not say its size for US letter; it shows no more than its paper. */
void rq_content_frame(struct rq_content *content, qpdf_oh page, struct rq_page_frame *frame)
{
	double box[4] = { 0, 0, 612, 792 }, crop[4];

	(void)get_box(content, rq_content_inherited(content, page, "/MediaBox"), box);
	if (!get_box(content, rq_content_inherited(content, page, "/CropBox"), crop))
		memcpy(crop, box, sizeof crop);
	*frame =
	    (struct rq_page_frame) { .left = most(box[0], crop[0]),
				     .bottom = most(box[1], crop[1]),
				     .right = least(box[2], crop[2]),
				     .top = least(box[3], crop[3]),
				     .turned = turned(content, page),
				     .annotated = qpdf_oh_has_key(content->qpdf, page, "/Annots") };
}
