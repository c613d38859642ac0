#include "document/painter.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "document/matrix.h"

/* Shares of the type's size. */
static const double MIDDLE = 0.3;  /* above the baseline, small letters have ink */
static const double WITHIN = 0.15; /* behind its beginning, a letter has some */
static const double TALL = 1.5;    /* no word drawn as a shape is higher */
static const double ADVANCE = 0.5; /* for each byte of text */

static const double NO_WIDTH = 1e-6; /* of letters that are set without any */

enum { ONE_LETTER = 2 }; /* bytes */

/* Why the text may not be seen. Letters without ink may be drawn as shapes, each by itself. */
static enum rq_hidden_kind find_doubt(const struct rq_painter *painter, double x, double y,
				      double size, size_t length)
{
	const struct rq_painter_state *state = &painter->state;
	double middle = y - MIDDLE * size;

	if (state->mode == 3 || state->mode == 7 || state->opacity < RQ_PAINTER_FAINT)
		return rq_surface_has_mark(&painter->surface, x + WITHIN * size, middle,
					   TALL * size) &&
			       length <= ONE_LETTER
			   ? RQ_HIDDEN_KINDS
			   : RQ_HIDDEN_INVISIBLE;
	if (!rq_area_holds(&state->clip, x + WITHIN * size, middle))
		return RQ_HIDDEN_CLIPPED;
	if (state->mode % 4 == 1 || rq_surface_may_hide(&painter->surface, x, middle, &state->fill))
		return RQ_HIDDEN_WHITE;
	return RQ_HIDDEN_KINDS;
}

/* Why readers of text do not get it at all, or RQ_HIDDEN_KINDS. */
static enum rq_hidden_kind find_loss(const struct rq_painter *painter, double x, double y,
				     double size)
{
	if (x < -size || y < 0 || x > painter->width || y - size > painter->height)
		return RQ_HIDDEN_OFF_PAGE;
	return fabs(painter->state.scale) < NO_WIDTH ? RQ_HIDDEN_TINY : RQ_HIDDEN_KINDS;
}

static void show(struct rq_painter *painter, const struct rq_operator *one)
{
	struct rq_paint *paint = painter->paint;
	double matrix[6], size, x, y, advance;
	enum rq_hidden_kind loss;

	rq_matrix_multiply(painter->text, painter->state.matrix, matrix);
	size = painter->state.size * hypot(matrix[2], matrix[3]);
	x = matrix[4] + painter->state.rise * matrix[2];
	y = matrix[5] + painter->state.rise * matrix[3];
	loss = find_loss(painter, x, y, size);
	if (loss != RQ_HIDDEN_KINDS) {
		rq_hidden_add(painter->hidden, loss, painter->page, one->text, one->text_length);
	} else if (one->shown > 0 && !rq_painter_is_full(painter)) {
		struct rq_shown shown = { x, y, paint->count,
					  find_doubt(painter, x, y, size, one->shown), false };

		paint->shown = rq_grow(paint->shown, paint->count, &paint->capacity, sizeof shown);
		paint->shown[paint->count++] = shown;
		paint->doubtful = paint->doubtful || shown.doubt != RQ_HIDDEN_KINDS;
	}
	advance = ADVANCE * (double)one->shown - one->adjusted / 1000;
	rq_matrix_move(painter->text, advance * painter->state.size * painter->state.scale, 0);
}

static void next_line(struct rq_painter *painter, double x, double y)
{
	rq_matrix_move(painter->line, x, y);
	memcpy(painter->text, painter->line, sizeof painter->text);
}

/* Numbers that an operator needs and does not have are 0. */
static double number(const struct rq_operator *one, size_t index)
{
	return index < one->count ? one->numbers[index] : 0;
}

static bool do_text_state(struct rq_painter *painter, const struct rq_operator *one)
{
	struct rq_painter_state *state = &painter->state;
	double value = number(one, 0);

	switch (one->verb) {
	case RQ_VERB2('T', 'f'):
		state->size = value;
		return true;
	case RQ_VERB2('T', 'r'):
		state->mode = (int)fmin(fmax(value, 0), 7);
		return true;
	case RQ_VERB2('T', 'z'):
		state->scale = value / 100;
		return true;
	case RQ_VERB2('T', 'L'):
		state->leading = value;
		return true;
	case RQ_VERB2('T', 's'):
		state->rise = value;
		return true;
	default:
		return false;
	}
}

static void set_line(struct rq_painter *painter, const double matrix[6])
{
	memcpy(painter->line, matrix, sizeof painter->line);
	next_line(painter, 0, 0);
}

bool rq_painter_text(struct rq_painter *painter, const struct rq_operator *one)
{
	switch (one->verb) {
	case RQ_VERB2('B', 'T'):
		set_line(painter, rq_matrix_identity);
		return true;
	case RQ_VERB2('T', 'm'):
		if (one->count == 6)
			set_line(painter, one->numbers);
		return true;
	case RQ_VERB2('T', 'D'):
		painter->state.leading = -number(one, 1);
		next_line(painter, number(one, 0), number(one, 1));
		return true;
	case RQ_VERB2('T', 'd'):
		next_line(painter, number(one, 0), number(one, 1));
		return true;
	case RQ_VERB2('T', '*'):
		next_line(painter, 0, -painter->state.leading);
		return true;
	case '\'':
	case '"':
		next_line(painter, 0, -painter->state.leading);
		show(painter, one);
		return true;
	case RQ_VERB2('T', 'j'):
	case RQ_VERB2('T', 'J'):
		show(painter, one);
		return true;
	default:
		return do_text_state(painter, one);
	}
}
