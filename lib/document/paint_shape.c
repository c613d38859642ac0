#include "document/painter.h"

#include "document/matrix.h"

static const double COVERS = 0.9; /* less opaque paint is seen through */

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

static void end_path(struct rq_painter *painter)
{
	if (painter->clips)
		painter->state.clip = rq_area_common(&painter->state.clip, &painter->path.box);
	begin_path(painter);
}

void rq_painter_clip(struct rq_painter *painter, const double box[4])
{
	begin_path(painter);
	add_box(painter, box[0], box[1], box[2], box[3]);
	painter->clips = true;
	end_path(painter);
}

/* What was shown there before lies under what is painted now. */
static void cover(struct rq_painter *painter, const struct rq_area *area, bool certain)
{
	for (size_t i = 0; i < painter->paint->count; i++) {
		struct rq_shown *shown = &painter->paint->shown[i];

		if (!rq_area_holds(area, shown->x, shown->y))
			continue;
		if (shown->doubt == RQ_HIDDEN_KINDS || certain)
			shown->doubt = RQ_HIDDEN_COVERED;
		shown->certain = shown->certain || certain;
		painter->paint->doubtful = true;
	}
}

/* Paints what is not cut off of a box; color NULL: of more than one. Whether there was any. */
static bool paint(struct rq_painter *painter, const struct rq_area *box,
		  const struct rq_color *color, bool whole, struct rq_area *area)
{
	*area = rq_area_common(box, &painter->state.clip);
	if (painter->state.opacity < RQ_PAINTER_FAINT || !rq_surface_matters(area) ||
	    rq_painter_is_full(painter))
		return false;
	rq_surface_paint(&painter->surface, area, color, whole);
	return true;
}

static void fill(struct rq_painter *painter)
{
	bool opaque = painter->state.opacity >= COVERS;
	struct rq_area area;

	if (paint(painter, &painter->path.box, opaque ? &painter->state.fill : NULL,
		  rq_outline_is_box(&painter->path), &area))
		cover(painter, &area, false);
}

void rq_painter_picture(struct rq_painter *painter, bool opaque)
{
	bool covers = opaque && painter->state.opacity >= COVERS;
	struct rq_area area;

	begin_path(painter);
	add_box(painter, 0, 0, 1, 1);
	if (paint(painter, &painter->path.box, NULL, rq_outline_is_box(&painter->path), &area)) {
		painter->pictured += opaque ? rq_area_size(&area) : 0;
		cover(painter, &area, covers);
	}
	begin_path(painter);
}

void rq_painter_shading(struct rq_painter *painter)
{
	struct rq_area area;

	if (paint(painter, &painter->state.clip, NULL, true, &area))
		cover(painter, &area, false);
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
	case 'c':
	case 'v':
	case 'y':
		if (one->count >= 2) /* of a curve, where it ends */
			line_to(painter, n[one->count - 2], n[one->count - 1]);
		return true;
	case 'W':
	case RQ_VERB2('W', '*'):
		painter->clips = true;
		return true;
	case 'f':
	case 'F':
	case 'B':
	case 'b':
	case RQ_VERB2('f', '*'):
	case RQ_VERB2('B', '*'):
	case RQ_VERB2('b', '*'):
		fill(painter);
		end_path(painter);
		return true;
	case 'n':
	case 'S':
	case 's':
		end_path(painter);
		return true;
	default:
		return false;
	}
}
