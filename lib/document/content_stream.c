#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/content_state.h"
#include "document/packed.h"

/* A stream as it stands in the file, but for encryption; then as its filters make it. */
struct packed {
	qpdf_oh filters, hows; /* one or an array of them, and their parameters */
	char *bytes;
	size_t length;
	size_t at_first; /* bytes of it in the file */
};

static void call_bomb(struct rq_content *content, const struct packed *packed)
{
	content->bomb = true;
	content->swells =
	    content->swells || packed->at_first < RQ_MAX_CONTENT_BYTES / RQ_MAX_CONTENT_RATIO;
}

static bool get_bytes(struct rq_content *content, qpdf_oh stream,
		      enum qpdf_stream_decode_level_e level, char **bytes, size_t *length)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *got = NULL;

	if (qpdf_oh_get_stream_data(content->qpdf, stream, level, &filtered, &got, length) &
	    QPDF_ERRORS)
		return false;
	*bytes = got ? (char *)got : rq_alloc(1, 1); /* of nothing it makes NULL */
	return filtered || level == qpdf_dl_none;
}

static qpdf_oh item_of(struct rq_content *content, qpdf_oh one, int i)
{
	if (qpdf_oh_is_array(content->qpdf, one))
		return qpdf_oh_get_array_item(content->qpdf, one, i);
	return i == 0 ? one : qpdf_oh_new_null(content->qpdf);
}

static int filter_count(struct rq_content *content, const struct packed *packed)
{
	if (qpdf_oh_is_null(content->qpdf, packed->filters))
		return 0;
	return qpdf_oh_is_array(content->qpdf, packed->filters)
		   ? qpdf_oh_get_array_n_items(content->qpdf, packed->filters)
		   : 1;
}

/* Whether what comes of its one filter is what it holds: it may say how samples were told apart. */
static bool is_only_flate(struct rq_content *content, const struct packed *packed)
{
	return filter_count(content, packed) == 1 &&
	       qpdf_oh_is_name_and_equals(content->qpdf, item_of(content, packed->filters, 0),
					  "/FlateDecode") &&
	       qpdf_oh_is_null(content->qpdf, item_of(content, packed->hows, 0));
}

/* What one filter makes of the bytes, whose place it takes. */
static bool unpack_once(struct rq_content *content, struct packed *packed, int filter)
{
	qpdf_oh stream = qpdf_oh_new_stream(content->qpdf);
	char *bytes = NULL;
	bool got;

	qpdf_oh_replace_stream_data(content->qpdf, stream, (unsigned char *)packed->bytes,
				    packed->length, item_of(content, packed->filters, filter),
				    item_of(content, packed->hows, filter));
	free(packed->bytes);
	got = get_bytes(content, stream, qpdf_dl_specialized, &bytes, &packed->length);
	packed->bytes = bytes;
	return got;
}

/* By one filter after the other, each of which is first asked how much it makes. */
static bool unpack_all(struct rq_content *content, struct packed *packed)
{
	int count = filter_count(content, packed);

	for (int i = 0; i < count; i++) {
		qpdf_oh filter = item_of(content, packed->filters, i);

		if (!qpdf_oh_is_name(content->qpdf, filter))
			return false;
		if (rq_packed_size(qpdf_oh_get_name(content->qpdf, filter), packed->bytes,
				   packed->length, RQ_MAX_CONTENT_BYTES) > RQ_MAX_CONTENT_BYTES) {
			call_bomb(content, packed);
			return false;
		}
		if (!unpack_once(content, packed, i))
			return false;
	}
	return true;
}

static bool inflate_only(struct rq_content *content, struct packed *packed, bool *whole)
{
	struct rq_buffer out;
	bool fits;

	rq_buffer_init(&out, RQ_MAX_CONTENT_BYTES);
	fits = rq_packed_inflate(packed->bytes, packed->length, &out, whole);
	if (!fits)
		call_bomb(content, packed);
	free(packed->bytes);
	packed->length = out.length;
	packed->bytes = rq_buffer_take(&out);
	rq_buffer_free(&out);
	return fits;
}

bool rq_content_unpack(struct rq_content *content, qpdf_oh stream, struct rq_held *made)
{
	struct packed packed = { 0 };
	qpdf_oh dictionary;
	bool whole = true, got;

	*made = (struct rq_held) { 0 };
	content->bomb = content->bomb || content->unpacked > RQ_MAX_CONTENT_BYTES;
	if (content->unpacked > RQ_MAX_CONTENT_BYTES || !qpdf_oh_is_stream(content->qpdf, stream) ||
	    !get_bytes(content, stream, qpdf_dl_none, &packed.bytes, &packed.length))
		return false;
	packed.at_first = packed.length;
	dictionary = qpdf_oh_get_dict(content->qpdf, stream);
	packed.filters = qpdf_oh_get_key(content->qpdf, dictionary, "/Filter");
	packed.hows = qpdf_oh_get_key(content->qpdf, dictionary, "/DecodeParms");
	got = is_only_flate(content, &packed) ? inflate_only(content, &packed, &whole)
					      : unpack_all(content, &packed);
	if (got)
		*made = (struct rq_held) { packed.bytes, packed.length, whole };
	else
		free(packed.bytes);
	return got;
}

/* The stream's bytes behind those of others, as operators that may end with it. */
static bool append(struct rq_content *content, qpdf_oh stream, struct rq_buffer *all)
{
	struct rq_held one;
	struct rq_error full = { 0 };
	bool got = rq_content_unpack(content, stream, &one);

	if (!got)
		return false;
	if (all->length > 0 && all->data[all->length - 1] != '\n')
		(void)rq_buffer_append(all, "\n", 1, &full);
	(void)rq_buffer_append(all, one.bytes, one.length, &full);
	free(one.bytes);
	content->bomb = content->bomb || full.code != RQ_OK;
	return one.whole && full.code == RQ_OK;
}

bool rq_content_join(struct rq_content *content, qpdf_oh contents, struct rq_held *made)
{
	int count = qpdf_oh_is_array(content->qpdf, contents)
			? qpdf_oh_get_array_n_items(content->qpdf, contents)
			: 0;
	struct rq_buffer all;
	bool whole = true;

	if (!qpdf_oh_is_array(content->qpdf, contents))
		return rq_content_unpack(content, contents, made) && made->whole;
	*made = (struct rq_held) { 0 };
	if (count > RQ_MAX_CONTENT_STREAMS)
		return false;
	rq_buffer_init(&all, RQ_MAX_CONTENT_BYTES);
	for (int i = 0; i < count && whole; i++)
		whole = append(content, qpdf_oh_get_array_item(content->qpdf, contents, i), &all);
	*made = (struct rq_held) { .length = all.length, .whole = whole };
	made->bytes = rq_buffer_take(&all);
	rq_buffer_free(&all);
	return whole;
}
