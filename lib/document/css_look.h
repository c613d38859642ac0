#ifndef RQ_DOCUMENT_CSS_LOOK_H
#define RQ_DOCUMENT_CSS_LOOK_H

/*
 * What properties of CSS come to on an element (CSS 2.2, 6.1), as far as people see its text.
 * Where it stands on the page is not reckoned: a position is far away or it is none of our
 * business; but what floats stands apart.
 */

#include <stdbool.h>

#include "document/color.h"
#include "document/css.h"
#include "document/hidden.h"

/* How an element looks, as far as its text is seen or not; children begin with it. */
struct rq_css_look {
	bool gone; /* with all that is in it, and how: */
	enum rq_hidden_kind how;
	bool invisible; /* "visibility": a child may be visible again */
	bool transparent;
	bool filled;   /* letters have a color over that of the text */
	bool lettered; /* the background is seen through the letters */
	bool crowded;  /* letters stand on each other */
	double zoom;
	bool floats;   /* stands at a side of what it is in; children do not */
	double points; /* size of the type */
	struct rq_color color, behind;
};

/* Black on white in a size that people read. */
struct rq_css_look rq_css_page(void);

/* The look of an element of that style inside of one that looks like that. */
struct rq_css_look rq_css_inside(const struct rq_css_look *parent,
				 const struct rq_css_style *style);

/* Whether nobody sees the text of what looks so, and how: *kind is written only then. */
bool rq_css_hides(const struct rq_css_look *look, enum rq_hidden_kind *kind);

/* Whether the declaration alone takes text from sight. */
bool rq_css_takes_away(const struct rq_css_declaration *declaration);

#endif
