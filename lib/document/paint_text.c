#include "document/painter.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "document/matrix.h"

/* Shares of the type's size. */
static const double MIDDLE = 0.3;  /* above the baseline, small letters have ink */
static const double WITHIN = 0.15; /* behind its beginning, a letter has some */
static const double TALL = 1.5;    /* no word drawn as a shape is higher */
static const double FAT = 0.08;    /* a stroke, half of it on either side, fills letters */
static const double ADVANCE = 0.5; /* for each byte of text */

static const double MARGIN = 9;      /* points, in which nobody writes */
static const double NO_WIDTH = 1e-6; /* of letters that are set without any */

enum { FEW_LETTERS = 8 }; /* bytes, of two each at most */

/* Of letters that are drawn as shapes, a few at once: like nothing that is painted. */
static const struct rq_color drawn = { -1, -1, -1, true };

/* Text without ink: why it may not be seen. */
static void look_for_shapes(const struct rq_painter *painter, double size, size_t length,
			    struct rq_shown *shown)
{
	bool marked = rq_surface_has_mark(&painter->paint->surface, shown->x + WITHIN * size,
					  shown->y - MIDDLE * size, TALL * size);

	shown->doubt = marked && length <= FEW_LETTERS ? RQ_HIDDEN_KINDS : RQ_HIDDEN_INVISIBLE;
	shown->color = drawn;
}

/* A border at the edge of the page cuts nothing off that is on it. */
static struct rq_area borders_of(const struct rq_painter *painter)
{
	struct rq_area clip = painter->state.clip;

	clip.left = clip.left < MARGIN ? -HUGE_VAL : clip.left;
	clip.top = clip.top < MARGIN ? -HUGE_VAL : clip.top;
	clip.right = clip.right > painter->width - MARGIN ? HUGE_VAL : clip.right;
	clip.bottom = clip.bottom > painter->height - MARGIN ? HUGE_VAL : clip.bottom;
	return clip;
}

/* Whether some of the text, of so many bytes, may be past a border by which it is cut off. */
static bool may_be_cut(const struct rq_painter *painter, const struct rq_shown *shown,
		       const double matrix[6], size_t length)
{
	const struct rq_painter_state *state = &painter->state;
	struct rq_area clip = borders_of(painter);
	double far = (double)length * state->size * state->scale, up = MIDDLE * state->size;
	double x = shown->x + up * matrix[2], y = shown->y + up * matrix[3];

	return state->torn || !rq_area_holds(&clip, x, y) ||
	       !rq_area_holds(&clip, x + far * matrix[0], y + far * matrix[1]);
}

/* Whether letters are filled, and little is left of that by their strokes. */
static bool is_outlined(const struct rq_painter_state *state)
{
	return state->mode % 4 == 2 && state->thickness > FAT * fabs(state->size);
}

static void add_shown(struct rq_painter *painter, const double matrix[6], double x, double y,
		      size_t length)
{
	const struct rq_painter_state *state = &painter->state;
	struct rq_paint *paint = painter->paint;
	struct rq_shown shown = { .x = x,
				  .y = y,
				  .turn = paint->count,
				  .coats = paint->surface.count,
				  .clip = state->clip,
				  .torn = state->torn,
				  .color = state->fill,
				  .doubt = RQ_HIDDEN_KINDS };

	if (painter->marks.off > 0) {
		shown.doubt = RQ_HIDDEN_VANISH;
		shown.coats = SIZE_MAX; /* nothing covers it */
	} else if (state->mode == 3 || state->mode == 7 ||
		   rq_painter_text_opacity(state) < RQ_PAINTER_FAINT) {
		look_for_shapes(painter, state->size * hypot(matrix[2], matrix[3]), length, &shown);
	} else if (state->transparency.blended || state->transparency.masked || state->blank) {
		shown.doubt = RQ_HIDDEN_INVISIBLE; /* it is of the color that comes of it, if any */
	} else if (state->mode % 4 == 1 || is_outlined(state)) {
		shown.color.known = false; /* that of its strokes */
	}
	paint->doubtful = paint->doubtful || shown.doubt != RQ_HIDDEN_KINDS ||
			  may_be_cut(painter, &shown, matrix, length) ||
			  rq_surface_may_hide_somewhere(&paint->surface, &shown.color);
	paint->shown = rq_grow(paint->shown, paint->count, &paint->capacity, sizeof shown);
	paint->shown[paint->count++] = shown;
}

/* Whether text that begins there is off the page wherever in its line it may be. */
static bool is_off_page(const struct rq_painter *painter, const double matrix[6], double x,
			double y, double size)
{
	double beside = fabs(matrix[0]) * painter->unsure;
	double above = fabs(matrix[1]) * painter->unsure;

	return x + beside < -size || y + above < 0 || x - beside > painter->width ||
	       y - above - size > painter->height;
}

/* Why readers of text do not get it at all, or RQ_HIDDEN_KINDS. */
static enum rq_hidden_kind find_loss(const struct rq_painter *painter, const double matrix[6],
				     double x, double y, double size)
{
	if (is_off_page(painter, matrix, x, y, size))
		return RQ_HIDDEN_OFF_PAGE;
	if (painter->marks.off > 0)
		return RQ_HIDDEN_VANISH;
	return fabs(painter->state.scale) < NO_WIDTH || fabs(size) < NO_WIDTH ? RQ_HIDDEN_TINY
									      : RQ_HIDDEN_KINDS;
}

/* By how many quarters text is turned clockwise as it is displayed; -1 when it is mirrored. */
static int quarters_of(const double matrix[6], double size)
{
	double x = size < 0 ? -matrix[0] : matrix[0], y = size < 0 ? -matrix[1] : matrix[1];

	if (matrix[0] * matrix[3] - matrix[1] * matrix[2] >= 0)
		return -1;
	if (fabs(x) >= fabs(y))
		return x > 0 ? 0 : 2;
	return y > 0 ? 1 : 3;
}

static void count_turned(struct rq_painter *painter, const double matrix[6], size_t length)
{
	int quarters = quarters_of(matrix, painter->state.size);

	if (quarters >= 0)
		painter->paint->turned[quarters] += length;
}

static void show(struct rq_painter *painter, const struct rq_operator *one)
{
	double matrix[6], size, x, y, advance;
	enum rq_hidden_kind loss;

	painter->lettered = painter->lettered || painter->state.mode >= 4;
	rq_matrix_multiply(painter->text, painter->state.matrix, matrix);
	size = painter->state.size * hypot(matrix[2], matrix[3]);
	x = matrix[4] + painter->state.rise * matrix[2];
	y = matrix[5] + painter->state.rise * matrix[3];
	loss = find_loss(painter, matrix, x, y, size);
	if (loss != RQ_HIDDEN_KINDS)
		rq_hidden_add(painter->hidden, loss, painter->page, one->text, one->text_length);
	if (loss == RQ_HIDDEN_KINDS)
		count_turned(painter, matrix, one->shown);
	if ((loss == RQ_HIDDEN_KINDS || loss == RQ_HIDDEN_VANISH) && one->shown > 0 &&
	    !rq_painter_is_full(painter))
		add_shown(painter, matrix, x, y, one->shown);
	painter->unsure +=
	    fabs(ADVANCE * (double)one->shown * painter->state.size * painter->state.scale);
	advance = ADVANCE * (double)one->shown - one->adjusted / 1000;
	rq_matrix_move(painter->text, advance * painter->state.size * painter->state.scale, 0);
}

static void next_line(struct rq_painter *painter, double x, double y)
{
	rq_matrix_move(painter->line, x, y);
	memcpy(painter->text, painter->line, sizeof painter->text);
	painter->unsure = 0;
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
		painter->lettered = false;
		set_line(painter, rq_matrix_identity);
		return true;
	case RQ_VERB2('E', 'T'):
		painter->state.torn = painter->state.torn || painter->lettered;
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
