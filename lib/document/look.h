#ifndef RQ_DOCUMENT_LOOK_H
#define RQ_DOCUMENT_LOOK_H

/* The type of a selection's glyphs, one after the other. */

#include "document/selection.h"
#include "document/typeface.h"

struct rq_look {
	GList *at; /* poppler's attributes */
	gint end;  /* the last glyph that has it */
	float size;
	const char *name; /* of the font */
	double share;     /* of poppler's size that is the true one */
	struct rq_typeface face;
	struct rq_guesses guesses;
};

/* The selection must outlive it. */
void rq_look_begin(struct rq_look *look, const struct rq_selection *selection);

/* Goes on to the glyph with that number; fonts are only looked at when they change. */
void rq_look_follow(struct rq_look *look, gint index);

#endif
