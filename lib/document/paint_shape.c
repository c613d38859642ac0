#include "document/painter.h"

#include <math.h>
#include <string.h>

#include "document/matrix.h"

static const double COVERS = 0.9; /* less opaque paint is seen through */
static const double THICK = 3;    /* points: thinner lines are rules */

/* --- paths ----------------------------------------------------------------------------------- */

static void move_to(struct rq_painter *painter, double x, double y)
{
	rq_matrix_apply(painter->state.matrix, &x, &y);
	rq_outline_move(&painter->path, x, y);
}

static void line_to(struct rq_painter *painter, double x, double y)
{
	rq_matrix_apply(painter->state.matrix, &x, &y);
	rq_outline_line(&painter->path, x, y);
}

/*
 * "v" leaves out the first point, which is where the curve begins, "y" the second, where it ends.
 */
static void curve_to(struct rq_painter *painter, const struct rq_operator *one)
{
	const struct rq_outline *path = &painter->path;
	double points[6] = { 0 };
	size_t first = one->verb == 'v' ? 2 : 0;

	if (one->count != (one->verb == 'c' ? 6 : 4))
		return;
	memcpy(points + first, one->numbers, one->count * sizeof *points);
	for (size_t i = 0; i < 6; i += 2)
		rq_matrix_apply(painter->state.matrix, &points[i], &points[i + 1]);
	if (one->verb == 'v')
		memcpy(points, (double[]) { path->x, path->y }, 2 * sizeof *points);
	if (one->verb == 'y')
		memcpy(points + 4, points + 2, 2 * sizeof *points);
	rq_outline_curve(&painter->path, points);
}

static void add_box(struct rq_painter *painter, double left, double bottom, double right,
		    double top)
{
	move_to(painter, left, bottom);
	line_to(painter, right, bottom);
	line_to(painter, right, top);
	line_to(painter, left, top);
}

static void begin_path(struct rq_painter *painter)
{
	rq_outline_begin(&painter->path);
	painter->clips = false;
}

static void close_part(struct rq_painter *painter)
{
	rq_outline_move(&painter->path, painter->path.start_x, painter->path.start_y);
}

static void end_path(struct rq_painter *painter)
{
	struct rq_painter_state *state = &painter->state;

	if (painter->clips) {
		state->clip = rq_area_common(&state->clip, &painter->path.box);
		state->torn = state->torn || !rq_outline_is_box(&painter->path);
	}
	begin_path(painter);
}

void rq_painter_clip(struct rq_painter *painter, const double box[4])
{
	begin_path(painter);
	add_box(painter, box[0], box[1], box[2], box[3]);
	painter->clips = true;
	end_path(painter);
}

/*
 * Paints what is not cut off of the path, or with NULL of all that may be painted.
 * In a layer that is off it raises a doubt, and no more: a stream that we
 * read otherwise than who draws it must not make a picture of nothing.
 */
static void paint(struct rq_painter *painter, const struct rq_outline *outline,
		  const struct rq_color *color, bool opaque, size_t image)
{
	const struct rq_painter_state *state = &painter->state;
	bool off = painter->marks.off > 0;
	struct rq_layer layer = { .area = state->clip,
				  .opaque = opaque && !off,
				  .whole = !state->torn,
				  .image = off ? 0 : image };

	if (outline) {
		layer.area = rq_area_common(&outline->box, &state->clip);
		layer.whole = layer.whole && rq_outline_is_box(outline);
		layer.outline = state->torn ? NULL : outline;
	}
	if (color && !off)
		layer.color = *color;
	if (rq_painter_opacity(state) < RQ_PAINTER_FAINT || !rq_surface_matters(&layer.area) ||
	    rq_painter_is_full(painter))
		return;
	rq_surface_paint(&painter->paint->surface, &layer);
	painter->paint->doubtful = painter->paint->doubtful || painter->paint->count > 0;
	painter->pictured += layer.opaque ? rq_area_size(&layer.area) : 0;
}

static void fill(struct rq_painter *painter)
{
	bool solid = rq_painter_opacity(&painter->state) >= COVERS;

	paint(painter, &painter->path, solid ? &painter->state.fill : NULL, false, 0);
}

/*
 * The number of an image whose samples can be told at a place, or 0: it stands as it is, and solid.
 */
static size_t sampled(struct rq_painter *painter, unsigned resources, const char *name)
{
	const double *matrix = painter->state.matrix; /* down the page, so upright has a minus */

	if (!name || rq_painter_opacity(&painter->state) < COVERS ||
	    !rq_matrix_is_upright(matrix) || matrix[0] <= 0 || matrix[3] >= 0)
		return 0;
	return rq_samples_add(&painter->paint->surface.samples, resources, name,
			      &painter->path.box);
}

void rq_painter_picture(struct rq_painter *painter, bool opaque, unsigned resources,
			const char *name)
{
	begin_path(painter);
	add_box(painter, 0, 0, 1, 1);
	paint(painter, &painter->path, NULL,
	      opaque && rq_painter_opacity(&painter->state) >= COVERS,
	      sampled(painter, resources, name));
	begin_path(painter);
}

void rq_painter_shading(struct rq_painter *painter)
{
	paint(painter, NULL, NULL, false, 0);
}

/* A line as thick as letters are high covers them: somewhere in the box of its path, and around. */
static void stroke(struct rq_painter *painter)
{
	const double *matrix = painter->state.matrix;
	double reach = painter->state.thickness / 2 *
		       sqrt(fabs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
	struct rq_outline around = { .box = painter->path.box, .count = RQ_CORNERS + 1 };

	if (painter->path.count == 0 || !(2 * reach >= THICK))
		return;
	around.box.left -= reach;
	around.box.top -= reach;
	around.box.right += reach;
	around.box.bottom += reach;
	paint(painter, &around, NULL, false, 0);
}

/* --- operators ------------------------------------------------------------------------------- */

bool rq_painter_shape(struct rq_painter *painter, const struct rq_operator *one)
{
	const double *n = one->numbers;

	switch (one->verb) {
	case RQ_VERB2('r', 'e'):
		if (one->count == 4)
			add_box(painter, n[0], n[1], n[0] + n[2], n[1] + n[3]);
		return true;
	case 'm':
		if (one->count == 2)
			move_to(painter, n[0], n[1]);
		return true;
	case 'l':
		if (one->count == 2)
			line_to(painter, n[0], n[1]);
		return true;
	case 'c':
	case 'v':
	case 'y':
		curve_to(painter, one);
		return true;
	case 'h':
		close_part(painter);
		return true;
	case 'W':
	case RQ_VERB2('W', '*'):
		painter->clips = true;
		return true;
	case 'w':
		painter->state.thickness = one->count == 1 ? n[0] : 1;
		return true;
	case 'f':
	case 'F':
	case RQ_VERB2('f', '*'):
		fill(painter);
		end_path(painter);
		return true;
	case 'B':
	case 'b':
	case RQ_VERB2('B', '*'):
	case RQ_VERB2('b', '*'):
		fill(painter);
		stroke(painter);
		end_path(painter);
		return true;
	case 'S':
	case 's':
		stroke(painter);
		end_path(painter);
		return true;
	case 'n':
		end_path(painter);
		return true;
	default:
		return false;
	}
}
