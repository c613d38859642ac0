#ifndef RQ_EXPORT_PAGING_H
#define RQ_EXPORT_PAGING_H

/*
 * The lines of a manuscript find their places on pages. A heading never stands alone at the
 * foot of a page: it goes on with what it heads. A paragraph is parted only where two lines of
 * it stay on either side.
 */

#include "export/canvas.h"
#include "export/look.h"

/* A line of the manuscript, set. */
struct rq_placed {
	struct rq_setting *text, *aside; /* aside NULL for none */
	double above, below, x, width;
};

/* What a page has of a line of the manuscript: some of the lines that it is set in. */
struct rq_piece {
	size_t line, first, count;
	size_t page; /* from 1 */
	double y;
};

struct rq_paging {
	const struct rq_manuscript *manuscript; /* the three are borrowed */
	const struct rq_look *look;
	struct rq_canvas *canvas;
	struct rq_placed *placed; /* a line each, of which so many are set */
	size_t set;
	struct rq_piece *piece; /* in the order of reading */
	size_t pieces, capacity;
	size_t pages;
	double y;   /* where the next line goes on the last page */
	bool fresh; /* nothing stands there */
};

/* Nothing has a place yet. Free it. */
void rq_paging_init(struct rq_paging *paging, const struct rq_manuscript *manuscript,
		    const struct rq_look *look, struct rq_canvas *canvas);
void rq_paging_free(struct rq_paging *paging);

/* All lines find their places; nothing is drawn. RQ_TOO_MANY pages. */
int rq_paging_place(struct rq_paging *paging, struct rq_error *err);

/* How a line is set. */
struct rq_typeface rq_paging_typeface(const struct rq_paging *paging,
				      const struct rq_script_line *line);

#endif
