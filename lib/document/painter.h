#ifndef RQ_DOCUMENT_PAINTER_H
#define RQ_DOCUMENT_PAINTER_H

/* A page while document/paint reads how it is painted: shapes and text each have a file. */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"
#include "document/operator.h"
#include "document/outline.h"
#include "document/paint.h"
#include "document/surface.h"

enum {
	RQ_PAINTER_STATES = 64, /* that are saved; deeper ones are not told apart */
	RQ_PAINTER_FONTS = 32,  /* between which a page goes to and fro */
};

#define RQ_PAINTER_FAINT 0.1 /* less opaque paint is not seen */

struct rq_painter_state {
	double matrix[6]; /* to points from the page's upper left corner */
	struct rq_area clip;
	bool torn; /* the clip is less than that box */
	struct rq_color fill;
	size_t components; /* of colors set by sc and scn */
	struct rq_transparency transparency;
	double group;     /* how opaque the group is in which it is painted, 0 to 1 */
	double thickness; /* of lines */
	double size, leading, scale, rise;
	int mode;
	bool blank; /* the glyphs of the font may draw nothing */
};

/* A font that was looked up. */
struct rq_painter_font {
	unsigned resources;
	char name[RQ_OPERATOR_NAME];
	bool blank;
};

/* Marked content, which is no part of the graphics state: saving it does not end it. */
struct rq_painter_marks {
	size_t open;
	size_t off; /* the one with which a layer begins that is not shown, from 1; 0: none */
};

struct rq_painter {
	struct rq_content *content;
	struct rq_hidden *hidden;
	unsigned page;
	double width, height;
	struct rq_painter_state state, saved[RQ_PAINTER_STATES];
	size_t depth; /* of saved ones, also past MAX_STATES */
	struct rq_painter_marks marks;
	struct rq_painter_font fonts[RQ_PAINTER_FONTS]; /* the last ones */
	size_t font;                                    /* looked up so far */
	double text[6], line[6];
	double unsure; /* by so much text may be elsewhere in its line: widths are not looked up */
	bool lettered; /* what is painted after the text is cut off at its letters */
	struct rq_outline path;
	bool clips;      /* at the end of the path */
	size_t names;    /* looked up so far */
	double pictured; /* square points under opaque pictures */
	struct rq_paint *paint;
};

/* A page with more on it than can be kept in mind is looked at as it is drawn. */
bool rq_painter_is_full(struct rq_painter *painter);

/* Of text; of fills, where blending, and a soft mask, let through what is behind. */
double rq_painter_text_opacity(const struct rq_painter_state *state);
double rq_painter_opacity(const struct rq_painter_state *state);

/*
 * Operators of paths and text (document/paint_shape, document/paint_text); false: not one of them.
 */
bool rq_painter_shape(struct rq_painter *painter, const struct rq_operator *one);
bool rq_painter_text(struct rq_painter *painter, const struct rq_operator *one);

/* What is painted later is cut off at the box, which is in the space of the operators. */
void rq_painter_clip(struct rq_painter *painter, const double box[4]);

/*
 * A picture in the unit square, with what "/name Do" paints or NULL; or a shading, wherever it is
 * not cut off.
 */
void rq_painter_picture(struct rq_painter *painter, bool opaque, unsigned resources,
			const char *name);
void rq_painter_shading(struct rq_painter *painter);

#endif
