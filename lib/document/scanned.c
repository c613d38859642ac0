#include "document/scanned.h"

#include <stdlib.h>
#include <string.h>

#include "document/matrix.h"
#include "document/operator.h"
#include "document/outline.h"

enum { MAX_SAVED = 8 }; /* states: scanners save one or two */

static const double MARGIN = 0.01; /* of the page: a picture so far past its edge is whole */
static const double FILLS = 0.6;   /* likewise: a smaller picture is none of a page */

/* The one picture that a stream paints, and where. */
struct painted {
	char name[RQ_OPERATOR_NAME]; /* "": none */
	double matrix[6];
};

/* False when the stream paints anything else, or may. */
static bool find_only_picture(const struct rq_stream *stream, struct painted *painted)
{
	struct rq_operators operators = { stream->bytes, stream->bytes + stream->length };
	double states[MAX_SAVED + 1][6];
	struct rq_operator one;
	size_t depth = 0;

	memcpy(states[0], rq_matrix_identity, sizeof states[0]);
	painted->name[0] = '\0';
	while (rq_operator_next(&operators, &one)) {
		if (one.verb == 'q' && depth < MAX_SAVED) {
			memcpy(states[depth + 1], states[depth], sizeof states[0]);
			depth++;
		} else if (one.verb == 'Q' && depth > 0) {
			depth--;
		} else if (one.verb == RQ_VERB2('c', 'm') && one.count == 6) {
			rq_matrix_multiply(one.numbers, states[depth], states[depth]);
		} else if (one.verb == RQ_VERB2('D', 'o') && painted->name[0] == '\0') {
			memcpy(painted->name, one.name, sizeof painted->name);
			memcpy(painted->matrix, states[depth], sizeof painted->matrix);
		} else {
			return false;
		}
	}
	return painted->name[0] != '\0';
}

/*
 * Whether the unit square is put upright on the page and fills it, with no more than an edge
 * outside.
 */
static bool fills(const double matrix[6], const struct rq_page_frame *frame)
{
	double width = frame->right - frame->left, height = frame->top - frame->bottom;
	struct rq_area page = { frame->left - MARGIN * width, frame->bottom - MARGIN * height,
				frame->right + MARGIN * width, frame->top + MARGIN * height };
	double x = 1, y = 1;

	if (!rq_matrix_is_upright(matrix) || matrix[0] <= 0)
		return false;
	rq_matrix_apply(matrix, &x, &y);
	return rq_area_holds(&page, matrix[4], matrix[5]) && rq_area_holds(&page, x, y) &&
	       matrix[0] * matrix[3] >= FILLS * width * height;
}

bool rq_scanned_find(struct rq_content *content, size_t page, struct rq_scanned *scanned)
{
	struct rq_page_frame frame;
	struct rq_image image = { 0 };
	struct rq_stream stream;
	struct painted painted;
	bool found, pdf = false;

	if (!rq_content_page(content, page, &stream, &frame))
		return false;
	found = !frame.annotated && frame.turned % 90 == 0 &&
		find_only_picture(&stream, &painted) && fills(painted.matrix, &frame);
	if (found && !rq_image_read(content, stream.resources, painted.name, &image))
		found = pdf =
		    rq_image_stencil(content, page, stream.resources, painted.name, &image.file);
	free(stream.bytes);
	if (found)
		*scanned = (struct rq_scanned) { image, pdf, frame.turned / 90 };
	return found;
}
