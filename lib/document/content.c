#include "document/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/annotation.h"
#include "document/content_state.h"
#include "document/matrix.h"
#include "document/optional.h"
#include "document/type3.h"

enum { FORM_COST = RQ_KIB(32) }; /* of unpacking, beside the bytes: a form may show itself twice */

struct rq_content *rq_content_open(const char *bytes, size_t length)
{
	struct rq_content *content = rq_alloc(1, sizeof *content);

	content->qpdf = qpdf_init();
	qpdf_set_suppress_warnings(content->qpdf, QPDF_TRUE);
	qpdf_silence_errors(content->qpdf);
	if (qpdf_read_memory(content->qpdf, "pdf", bytes, length, NULL) & QPDF_ERRORS ||
	    qpdf_get_num_pages(content->qpdf) < 0) {
		rq_content_free(content);
		return NULL;
	}
	rq_optional_read(content);
	rq_annotation_flatten(content);
	return content;
}

void rq_content_free(struct rq_content *content)
{
	if (!content)
		return;
	while (qpdf_has_error(content->qpdf)) /* or it says so on standard error */
		(void)qpdf_get_error(content->qpdf);
	qpdf_cleanup(&content->qpdf);
	free(content->groups);
	free(content);
}

char *rq_content_mend(struct rq_content *content, size_t *length)
{
	qpdf_oh pages = qpdf_oh_get_key(content->qpdf, qpdf_get_root(content->qpdf), "/Pages");
	char *bytes;

	if (!qpdf_oh_is_dictionary(content->qpdf, pages))
		return NULL;
	qpdf_oh_replace_key(content->qpdf, pages, "/Count",
			    qpdf_oh_new_integer(content->qpdf, qpdf_get_num_pages(content->qpdf)));
	if (qpdf_init_write_memory(content->qpdf) & QPDF_ERRORS)
		return NULL;
	qpdf_set_stream_data_mode(content->qpdf, qpdf_s_preserve);
	qpdf_set_preserve_encryption(content->qpdf, QPDF_FALSE);
	if (qpdf_write(content->qpdf) & QPDF_ERRORS)
		return NULL;
	content->lessened = false;
	*length = qpdf_get_buffer_length(content->qpdf);
	bytes = rq_alloc(*length, 1);
	memcpy(bytes, qpdf_get_buffer(content->qpdf), *length);
	return bytes;
}

bool rq_content_is_lessened(const struct rq_content *content)
{
	return content->lessened;
}

bool rq_content_is_bomb(const struct rq_content *content)
{
	return content->bomb;
}

bool rq_content_swells(const struct rq_content *content)
{
	return content->swells;
}

bool rq_content_is_restated(const struct rq_content *content)
{
	return content->restated;
}

/* --- streams ----------------------------------------------------------------------------- */

bool rq_content_page(struct rq_content *content, size_t page, struct rq_stream *stream,
		     struct rq_page_frame *frame)
{
	struct rq_held unpacked;
	qpdf_oh object;

	*stream = (struct rq_stream) { 0 };
	qpdf_oh_release_all(content->qpdf);
	if (page >= (size_t)qpdf_get_num_pages(content->qpdf))
		return false;
	object = qpdf_get_page_n(content->qpdf, page);
	rq_content_frame(content, object, frame);
	if (!rq_content_join(content, qpdf_oh_get_key(content->qpdf, object, "/Contents"),
			     &unpacked) ||
	    unpacked.length == 0) {
		free(unpacked.bytes);
		return false;
	}
	content->unpacked += unpacked.length;
	content->bomb = content->bomb || content->unpacked > RQ_MAX_CONTENT_BYTES;
	*stream = (struct rq_stream) { unpacked.bytes, unpacked.length,
				       rq_content_inherited(content, object, "/Resources") };
	return true;
}

/* --- names ------------------------------------------------------------------------------- */

qpdf_oh rq_content_look_up(struct rq_content *content, unsigned resources, const char *part,
			   const char *name)
{
	qpdf_oh names = qpdf_oh_get_key_if_dict(content->qpdf, resources, part);

	return qpdf_oh_get_key_if_dict(content->qpdf, names, name);
}

static enum rq_painted get_form(struct rq_content *content, unsigned resources, qpdf_oh object,
				struct rq_stream *stream, struct rq_form *form)
{
	qpdf_oh dictionary = qpdf_oh_get_dict(content->qpdf, object), own;
	struct rq_held unpacked;

	if (!rq_content_unpack(content, object, &unpacked))
		return RQ_PAINTS_UNREAD;
	stream->bytes = unpacked.bytes;
	stream->length = unpacked.length;
	content->unpacked += stream->length + FORM_COST;
	own = qpdf_oh_get_key(content->qpdf, dictionary, "/Resources");
	stream->resources = qpdf_oh_is_dictionary(content->qpdf, own) ? own : resources;
	if (!rq_content_numbers(content, qpdf_oh_get_key(content->qpdf, dictionary, "/Matrix"),
				form->matrix, 6))
		memcpy(form->matrix, rq_matrix_identity, sizeof form->matrix);
	form->boxed = rq_content_numbers(
	    content, qpdf_oh_get_key(content->qpdf, dictionary, "/BBox"), form->box, 4);
	form->group = qpdf_oh_has_key(content->qpdf, dictionary, "/Group");
	return RQ_PAINTS_FORM;
}

enum rq_painted rq_content_object(struct rq_content *content, unsigned resources, const char *name,
				  struct rq_stream *stream, struct rq_form *form)
{
	qpdf_oh object = rq_content_look_up(content, resources, "/XObject", name), dictionary,
		subtype;

	if (!qpdf_oh_is_stream(content->qpdf, object))
		return RQ_PAINTS_NOTHING;
	dictionary = qpdf_oh_get_dict(content->qpdf, object);
	subtype = qpdf_oh_get_key(content->qpdf, dictionary, "/Subtype");
	if (qpdf_oh_is_name_and_equals(content->qpdf, subtype, "/Form"))
		return get_form(content, resources, object, stream, form);
	if (!qpdf_oh_is_name_and_equals(content->qpdf, subtype, "/Image"))
		return RQ_PAINTS_NOTHING;
	if (qpdf_oh_has_key(content->qpdf, dictionary, "/SMask") ||
	    qpdf_oh_has_key(content->qpdf, dictionary, "/Mask") ||
	    qpdf_oh_get_bool_value(content->qpdf,
				   qpdf_oh_get_key(content->qpdf, dictionary, "/ImageMask")))
		return RQ_PAINTS_SEE_THROUGH;
	return RQ_PAINTS_IMAGE;
}

/* Whether that was the last name, which it is from now on. */
static bool was_asked(struct rq_asked *last, unsigned resources, const char *name)
{
	if (last->resources == resources && strcmp(last->name, name) == 0)
		return true;
	last->resources = resources;
	(void)snprintf(last->name, sizeof last->name, "%s", name);
	return false;
}

/* Whether it says so: 1 or 0; -1 when it says nothing. */
static int says(struct rq_content *content, qpdf_oh value, const char * not )
{
	if (qpdf_oh_is_array(content->qpdf, value)) /* the first one that a reader knows */
		value = qpdf_oh_get_array_item(content->qpdf, value, 0);
	if (qpdf_oh_is_null(content->qpdf, value))
		return -1;
	return !qpdf_oh_is_name_and_equals(content->qpdf, value, not );
}

static struct rq_said_transparency read_transparency(struct rq_content *content, unsigned resources,
						     const char *name)
{
	qpdf_oh state = rq_content_look_up(content, resources, "/ExtGState", name);
	qpdf_oh alpha = qpdf_oh_get_key_if_dict(content->qpdf, state, "/ca");

	return (struct rq_said_transparency) {
		.opacity = qpdf_oh_is_number(content->qpdf, alpha)
			       ? qpdf_oh_get_numeric_value(content->qpdf, alpha)
			       : -1,
		.blended =
		    says(content, qpdf_oh_get_key_if_dict(content->qpdf, state, "/BM"), "/Normal"),
		.masked =
		    says(content, qpdf_oh_get_key_if_dict(content->qpdf, state, "/SMask"), "/None"),
	};
}

void rq_content_transparency(struct rq_content *content, unsigned resources, const char *name,
			     struct rq_transparency *now)
{
	const struct rq_said_transparency *said = &content->transparency;

	if (!was_asked(&content->state, resources, name))
		content->transparency = read_transparency(content, resources, name);
	if (said->opacity >= 0)
		now->opacity = said->opacity;
	if (said->blended >= 0)
		now->blended = said->blended;
	if (said->masked >= 0)
		now->masked = said->masked;
}

bool rq_content_may_show_nothing(struct rq_content *content, unsigned resources, const char *name)
{
	return rq_type3_may_show_nothing(content,
					 rq_content_look_up(content, resources, "/Font", name));
}

/* The components that a profile has, or one for the tint of an ink. */
static size_t array_components(struct rq_content *content, qpdf_oh array)
{
	qpdf_oh kind = qpdf_oh_get_array_item(content->qpdf, array, 0), profile;
	int count;

	if (qpdf_oh_is_name_and_equals(content->qpdf, kind, "/CalRGB"))
		return 3;
	if (qpdf_oh_is_name_and_equals(content->qpdf, kind, "/CalGray"))
		return 1;
	if (!qpdf_oh_is_name_and_equals(content->qpdf, kind, "/ICCBased"))
		return 0;
	profile = qpdf_oh_get_array_item(content->qpdf, array, 1);
	if (!qpdf_oh_is_stream(content->qpdf, profile))
		return 0;
	count = qpdf_oh_get_int_value_as_int(
	    content->qpdf,
	    qpdf_oh_get_key(content->qpdf, qpdf_oh_get_dict(content->qpdf, profile), "/N"));
	return count == 1 || count == 3 || count == 4 ? (size_t)count : 0;
}

static size_t device_components(const char *name)
{
	if (strcmp(name, "/DeviceGray") == 0)
		return 1;
	if (strcmp(name, "/DeviceRGB") == 0)
		return 3;
	return strcmp(name, "/DeviceCMYK") == 0 ? 4 : 0;
}

size_t rq_content_space_components(struct rq_content *content, qpdf_oh space)
{
	if (qpdf_oh_is_name(content->qpdf, space))
		return device_components(qpdf_oh_get_name(content->qpdf, space));
	if (qpdf_oh_is_array(content->qpdf, space) &&
	    qpdf_oh_get_array_n_items(content->qpdf, space) > 1)
		return array_components(content, space);
	return 0;
}

static size_t read_components(struct rq_content *content, unsigned resources, const char *name)
{
	return rq_content_space_components(
	    content, rq_content_look_up(content, resources, "/ColorSpace", name));
}

size_t rq_content_components(struct rq_content *content, unsigned resources, const char *name)
{
	size_t known = device_components(name);

	if (known > 0)
		return known;
	if (!was_asked(&content->space, resources, name))
		content->components = read_components(content, resources, name);
	return content->components;
}
