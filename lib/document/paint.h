#ifndef RQ_DOCUMENT_PAINT_H
#define RQ_DOCUMENT_PAINT_H

/*
 * Where a page of a PDF shows text, and why a glyph may not be seen: the graphics
 * state is followed operator by operator (ISO 32000-1, 8.4). It only raises a
 * doubt, cheaply; what is seen is for who looks at the page as it is drawn.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"
#include "document/hidden.h"
#include "document/surface.h"

/* One operator that shows text. */
struct rq_shown {
	double x, y;  /* where its baseline begins, in points from the page's upper left corner */
	size_t turn;  /* which one of the page's it is, in the order of painting */
	size_t coats; /* that had been painted by then */
	struct rq_area clip; /* outside of it, nothing is seen */
	bool torn;           /* nor everywhere inside */
	struct rq_color color;
	enum rq_hidden_kind doubt; /* by itself, wherever it stands; RQ_HIDDEN_KINDS: none */
};

struct rq_paint {
	struct rq_shown *shown; /* from the top to the bottom where the page is doubtful */
	size_t count, capacity;
	struct rq_surface surface;
	size_t turned[4]; /* bytes of text by the quarters that it is turned clockwise, unless
			     mirrored */
	bool doubtful;    /* some text may not be seen, or nothing could be told */
	bool unread;      /* nothing, or not all, could be told */
	bool scan;        /* it is a picture of a page, which may show what its text says */
};

/* Why a glyph may not be seen. */
struct rq_doubt {
	enum rq_hidden_kind kind; /* RQ_HIDDEN_KINDS: it is seen */
	bool certain;             /* nothing that is drawn could refute it */
};

/*
 * Reads a page by its number from 0; content may be NULL. What readers of text
 * leave out, because it stands off the page or has no width, is added to hidden. Free the paint.
 */
void rq_paint_read(struct rq_content *content, size_t page, struct rq_hidden *hidden,
		   struct rq_paint *paint);
void rq_paint_free(struct rq_paint *paint);

/* Of a doubtful page's glyph in that box, of type of that size. */
struct rq_doubt rq_paint_doubt(const struct rq_paint *paint, const struct rq_area *box,
			       double size);

#endif
