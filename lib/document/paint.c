#include "document/paint.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/matrix.h"
#include "document/optional.h"
#include "document/painter.h"

static const double SCAN = 0.6;     /* of the page under pictures: it is a picture of a page */
static const double DESCENT = 0.5;  /* of the type's size, from the baseline to the box's end */
static const double ROUNDING = 0.1; /* likewise, to where the baseline may lie below that end */
static const double GAP = 0.13;     /* likewise, how far left of a glyph its operator may begin */
static const double BEFORE = 0.3;   /* likewise, how far right */
static const double MIXED = 0.5;    /* what takes color from behind is no more opaque */
static const double EDGE = 0.15;    /* of a glyph's width */

/* --- the graphics state ---------------------------------------------------------------------- */

bool rq_painter_is_full(struct rq_painter *painter)
{
	if (painter->paint->surface.count < RQ_MAX_PAINTED &&
	    painter->paint->count < RQ_MAX_PAINTED)
		return false;
	painter->paint->doubtful = painter->paint->unread = true;
	return true;
}

/* From user space to points from the upper left corner of the page as it is shown. */
static void set_frame(struct rq_painter *painter, const struct rq_page_frame *frame)
{
	double width = frame->right - frame->left, height = frame->top - frame->bottom;
	const double turns[4][6] = {
		{ 1, 0, 0, -1, -frame->left, frame->top },
		{ 0, 1, 1, 0, -frame->bottom, -frame->left },
		{ -1, 0, 0, 1, frame->right, -frame->bottom },
		{ 0, -1, -1, 0, frame->top, frame->right },
	};
	int turn = frame->turned / 90 % 4;

	memcpy(painter->state.matrix, turns[turn], sizeof turns[turn]);
	painter->width = turn % 2 ? height : width;
	painter->height = turn % 2 ? width : height;
	painter->state.clip = (struct rq_area) { 0, 0, painter->width, painter->height };
}

static void begin_state(struct rq_painter *painter, const struct rq_page_frame *frame)
{
	painter->state = (struct rq_painter_state) { .transparency.opacity = 1,
						     .group = 1,
						     .scale = 1,
						     .thickness = 1,
						     .components = 1,
						     .fill.known = true };
	painter->marks = (struct rq_painter_marks) { 0 };
	set_frame(painter, frame);
}

double rq_painter_text_opacity(const struct rq_painter_state *state)
{
	return state->group * state->transparency.opacity;
}

double rq_painter_opacity(const struct rq_painter_state *state)
{
	const struct rq_transparency *transparency = &state->transparency;
	double opacity = rq_painter_text_opacity(state);

	return transparency->blended || transparency->masked ? fmin(opacity, MIXED) : opacity;
}

static void save(struct rq_painter *painter)
{
	if (painter->depth < RQ_PAINTER_STATES)
		painter->saved[painter->depth] = painter->state;
	painter->depth++;
}

static void restore(struct rq_painter *painter)
{
	if (painter->depth == 0)
		return;
	painter->depth--;
	if (painter->depth < RQ_PAINTER_STATES)
		painter->state = painter->saved[painter->depth];
}

/* Each name that is looked up costs memory until the page ends. */
static bool may_look_up(struct rq_painter *painter)
{
	if (painter->names++ < RQ_MAX_NAMES)
		return true;
	painter->paint->doubtful = painter->paint->unread = true;
	return false;
}

static void begin_mark(struct rq_painter *painter, bool off)
{
	painter->marks.open++;
	if (off && painter->marks.off == 0)
		painter->marks.off = painter->marks.open;
}

static void end_mark(struct rq_painter *painter)
{
	if (painter->marks.off == painter->marks.open)
		painter->marks.off = 0;
	painter->marks.open -= painter->marks.open > 0;
}

/* Whether the glyphs of the font may draw nothing. */
static bool may_be_blank(struct rq_painter *painter, unsigned resources, const char *name)
{
	struct rq_painter_font *font;

	for (size_t i = 0; i < RQ_PAINTER_FONTS; i++) {
		font = &painter->fonts[i];
		if (font->resources == resources && strcmp(font->name, name) == 0)
			return font->blank;
	}
	if (!may_look_up(painter))
		return false;
	font = &painter->fonts[painter->font++ % RQ_PAINTER_FONTS];
	font->resources = resources;
	(void)snprintf(font->name, sizeof font->name, "%s", name);
	font->blank = rq_content_may_show_nothing(painter->content, resources, name);
	return font->blank;
}

static bool do_mark(struct rq_painter *painter, unsigned resources, const struct rq_operator *one)
{
	switch (one->verb) {
	case RQ_VERB3('B', 'M', 'C'):
		begin_mark(painter, false);
		return true;
	case RQ_VERB3('B', 'D', 'C'):
		begin_mark(painter,
			   one->optional && may_look_up(painter) &&
			       rq_optional_hides_marked(painter->content, resources, one->name));
		return true;
	case RQ_VERB3('E', 'M', 'C'):
		end_mark(painter);
		return true;
	default:
		return false;
	}
}

static bool do_color(struct rq_painter *painter, unsigned resources, const struct rq_operator *one)
{
	struct rq_painter_state *state = &painter->state;
	size_t count = one->count;

	switch (one->verb) {
	case RQ_VERB2('c', 's'):
		state->components =
		    may_look_up(painter)
			? rq_content_components(painter->content, resources, one->name)
			: 0;
		count = 0;
		break;
	case RQ_VERB2('s', 'c'):
	case RQ_VERB3('s', 'c', 'n'):
		break;
	case 'g':
		state->components = 1;
		break;
	case RQ_VERB2('r', 'g'):
		state->components = 3;
		break;
	case 'k':
		state->components = 4;
		break;
	default:
		return false;
	}
	state->fill = rq_color_of(one->numbers, count, state->components);
	return true;
}

static void do_stream(struct rq_painter *painter, const struct rq_stream *stream, int depth);

/* What is in it begins opaque; then all of it is laid over the page (ISO 32000-1, 11.6.6). */
static void begin_group(struct rq_painter_state *state)
{
	state->group *= state->transparency.opacity;
	state->transparency.opacity = 1;
}

static void do_form(struct rq_painter *painter, const struct rq_stream *stream,
		    const struct rq_form *form, int depth)
{
	size_t outer = painter->depth;

	if (depth == RQ_MAX_FORM_DEPTH)
		return;
	save(painter);
	rq_matrix_multiply(form->matrix, painter->state.matrix, painter->state.matrix);
	if (form->group)
		begin_group(&painter->state);
	if (form->boxed)
		rq_painter_clip(painter, form->box);
	do_stream(painter, stream, depth + 1);
	while (painter->depth > outer)
		restore(painter);
}

static void do_object(struct rq_painter *painter, unsigned resources, const char *name, int depth)
{
	struct rq_painter_marks outer = painter->marks;
	struct rq_stream stream = { 0 };
	struct rq_form form;

	begin_mark(painter, rq_optional_hides_object(painter->content, resources, name));
	switch (rq_content_object(painter->content, resources, name, &stream, &form)) {
	case RQ_PAINTS_IMAGE:
		rq_painter_picture(painter, true, resources, name);
		break;
	case RQ_PAINTS_SEE_THROUGH:
		rq_painter_picture(painter, false, resources, name);
		break;
	case RQ_PAINTS_FORM:
		do_form(painter, &stream, &form, depth);
		break;
	case RQ_PAINTS_UNREAD:
		painter->paint->doubtful = painter->paint->unread = true;
		break;
	case RQ_PAINTS_NOTHING:
	default:
		break;
	}
	painter->marks = outer;
	free(stream.bytes);
}

static void do_other(struct rq_painter *painter, unsigned resources, const struct rq_operator *one,
		     int depth)
{
	switch (one->verb) {
	case 'q':
		save(painter);
		break;
	case 'Q':
		restore(painter);
		break;
	case RQ_VERB2('c', 'm'):
		if (one->count == 6)
			rq_matrix_multiply(one->numbers, painter->state.matrix,
					   painter->state.matrix);
		break;
	case RQ_VERB2('g', 's'):
		if (may_look_up(painter))
			rq_content_transparency(painter->content, resources, one->name,
						&painter->state.transparency);
		break;
	case RQ_VERB2('D', 'o'):
		if (may_look_up(painter))
			do_object(painter, resources, one->name, depth);
		break;
	case RQ_VERB2('E', 'I'):
		rq_painter_picture(painter, false, 0, NULL);
		break;
	case RQ_VERB2('s', 'h'):
		rq_painter_shading(painter);
		break;
	default:
		break;
	}
}

static void do_stream(struct rq_painter *painter, const struct rq_stream *stream, int depth)
{
	struct rq_operators operators = { stream->bytes, stream->bytes + stream->length };
	struct rq_operator one;

	while (rq_operator_next(&operators, &one)) {
		if (one.verb == RQ_VERB2('T', 'f'))
			painter->state.blank = may_be_blank(painter, stream->resources, one.name);
		if (!rq_painter_text(painter, &one) && !rq_painter_shape(painter, &one) &&
		    !do_color(painter, stream->resources, &one) &&
		    !do_mark(painter, stream->resources, &one))
			do_other(painter, stream->resources, &one, depth);
	}
}

/* --- a page ---------------------------------------------------------------------------------- */

static int from_top(const void *a, const void *b)
{
	const struct rq_shown *one = a, *two = b;

	return (one->y > two->y) - (one->y < two->y);
}

void rq_paint_read(struct rq_content *content, size_t page, struct rq_hidden *hidden,
		   struct rq_paint *paint)
{
	struct rq_page_frame frame;
	struct rq_stream stream;
	struct rq_painter *painter;

	*paint = (struct rq_paint) { 0 };
	if (!content || !rq_content_page(content, page, &stream, &frame)) {
		paint->doubtful = paint->unread = true;
		return;
	}
	painter = rq_alloc(1, sizeof *painter);
	painter->content = content;
	painter->hidden = hidden;
	painter->page = (unsigned)page + 1;
	painter->paint = paint;
	paint->surface.samples.content = content;
	begin_state(painter, &frame);
	rq_outline_begin(&painter->path);
	do_stream(painter, &stream, 0);
	paint->scan = painter->pictured > SCAN * painter->width * painter->height;
	if (paint->doubtful && paint->count > 0)
		qsort(paint->shown, paint->count, sizeof *paint->shown, from_top);
	free(painter);
	free(stream.bytes);
}

void rq_paint_free(struct rq_paint *paint)
{
	free(paint->shown);
	rq_surface_free(&paint->surface);
	*paint = (struct rq_paint) { 0 };
}

/* The first that is at least so far from the page's upper edge. */
static size_t first_below(const struct rq_paint *paint, double y)
{
	size_t from = 0, to = paint->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (paint->shown[middle].y < y)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The operator that shows the glyph that begins there, or NULL. */
static const struct rq_shown *find(const struct rq_paint *paint, double left, double bottom,
				   double size)
{
	const struct rq_shown *found = NULL;

	for (size_t i = first_below(paint, bottom - DESCENT * size); i < paint->count; i++) {
		const struct rq_shown *shown = &paint->shown[i];

		if (shown->y > bottom + ROUNDING * size)
			break;
		if (shown->x > left + BEFORE * size)
			continue;
		if (!found || shown->x > found->x ||
		    (shown->x == found->x && shown->turn > found->turn))
			found = shown;
	}
	return found;
}

/* Whether no more of a glyph than an edge is inside of what it is cut off by. */
static bool is_cut_off(const struct rq_shown *shown, const struct rq_area *box)
{
	double y = (box->top + box->bottom) / 2, edge = EDGE * (box->right - box->left);

	return shown->torn || (!rq_area_holds(&shown->clip, box->left + edge, y) &&
			       !rq_area_holds(&shown->clip, box->right - edge, y));
}

/* Why a glyph there may not be seen, or RQ_HIDDEN_KINDS, if nothing covers it. */
static enum rq_hidden_kind doubt_of(const struct rq_paint *paint, const struct rq_shown *shown,
				    const struct rq_area *box)
{
	double x = (box->left + box->right) / 2, y = (box->top + box->bottom) / 2;

	if (shown->doubt != RQ_HIDDEN_KINDS)
		return shown->doubt;
	if (is_cut_off(shown, box))
		return RQ_HIDDEN_CLIPPED;
	if (rq_surface_may_hide(&paint->surface, shown->coats, x, y, &shown->color))
		return RQ_HIDDEN_WHITE;
	return paint->unread ? RQ_HIDDEN_INVISIBLE : RQ_HIDDEN_KINDS;
}

struct rq_doubt rq_paint_doubt(const struct rq_paint *paint, const struct rq_area *box, double size)
{
	double x = (box->left + box->right) / 2, y = (box->top + box->bottom) / 2;
	const struct rq_shown *shown =
	    paint->doubtful ? find(paint, box->left - GAP * size, box->bottom, size) : NULL;
	struct rq_doubt doubt = { paint->unread ? RQ_HIDDEN_INVISIBLE : RQ_HIDDEN_KINDS, false };
	enum rq_cover cover;

	if (!shown)
		return doubt;
	cover = rq_surface_cover(&paint->surface, shown->coats, x, y);
	doubt.kind = doubt_of(paint, shown, box);
	doubt.certain = cover == RQ_COVERS && !paint->scan;
	if (doubt.certain || (cover != RQ_OPEN && doubt.kind == RQ_HIDDEN_KINDS))
		doubt.kind = RQ_HIDDEN_COVERED;
	return doubt;
}
