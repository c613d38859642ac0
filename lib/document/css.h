#ifndef RQ_DOCUMENT_CSS_H
#define RQ_DOCUMENT_CSS_H

/*
 * Properties of CSS that decide whether people see a text, from declarations to what they come
 * to on an element (CSS 2.2, 4.1.8 and 6.1). Where it stands on the page is not
 * reckoned: a position is far away or it is none of our business; but what floats stands apart.
 */

#include <stdbool.h>
#include <stdint.h>

#include "document/color.h"
#include "document/hidden.h"

enum rq_css_property {
	RQ_CSS_DISPLAY,
	RQ_CSS_VISIBILITY,
	RQ_CSS_FONT_SIZE,
	RQ_CSS_OPACITY,
	RQ_CSS_COLOR,
	RQ_CSS_BACKGROUND, /* and background-color */
	RQ_CSS_BACKGROUND_IMAGE,
	RQ_CSS_LEFT,
	RQ_CSS_TOP,
	RQ_CSS_MARGIN_LEFT,
	RQ_CSS_TEXT_INDENT,
	RQ_CSS_CLIP,
	RQ_CSS_CLIP_PATH,
	RQ_CSS_OVERFLOW,
	RQ_CSS_WIDTH,
	RQ_CSS_HEIGHT,
	RQ_CSS_MAX_HEIGHT,
	RQ_CSS_TRANSFORM,
	RQ_CSS_FLOAT,
	RQ_CSS_PROPERTIES,
};

struct rq_css_declaration {
	enum rq_css_property property;
	const char *value; /* without white space, in lower case */
	bool important;
};

/* What the rules for an element come to: for each property the value of most weight, or NULL. */
struct rq_css_style {
	const char *values[RQ_CSS_PROPERTIES];
	uint32_t weights[RQ_CSS_PROPERTIES];
};

/* How an element looks, as far as its text is seen or not; children begin with it. */
struct rq_css_look {
	bool gone; /* with all that is in it, and how: */
	enum rq_hidden_kind how;
	bool invisible; /* "visibility": a child may be visible again */
	bool transparent;
	bool floats;   /* stands at a side of what it is in; children do not */
	double points; /* size of the type */
	struct rq_color color, behind;
};

/*
 * The next declaration at *rest that is known and valid: others count for nothing, as in
 * browsers. False at the end. The text is changed; values point into it.
 */
bool rq_css_next(char **rest, struct rq_css_declaration *declaration);

/* Whether the declaration alone takes text from sight. */
bool rq_css_takes_away(const struct rq_css_declaration *declaration);

/* Puts a declaration over what has the same weight or less. */
void rq_css_apply(struct rq_css_style *style, const struct rq_css_declaration *declaration,
		  uint32_t weight);

/* Black on white in a size that people read. */
struct rq_css_look rq_css_page(void);

/* The look of an element of that style inside of one that looks like that. */
struct rq_css_look rq_css_inside(const struct rq_css_look *parent,
				 const struct rq_css_style *style);

/* Whether nobody sees the text of what looks so, and how: *kind is written only then. */
bool rq_css_hides(const struct rq_css_look *look, enum rq_hidden_kind *kind);

#endif
