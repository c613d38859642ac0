#ifndef RQ_DOCUMENT_CSS_H
#define RQ_DOCUMENT_CSS_H

/* Properties of CSS that decide whether people see a text, as they are declared (CSS 2.2, 4.1.8).
 */

#include <stdbool.h>
#include <stdint.h>

enum rq_css_property {
	RQ_CSS_DISPLAY,
	RQ_CSS_VISIBILITY,
	RQ_CSS_FONT_SIZE,
	RQ_CSS_OPACITY,
	RQ_CSS_ZOOM,
	RQ_CSS_LETTER_SPACING,
	RQ_CSS_CONTENT_VISIBILITY,
	RQ_CSS_FILTER,
	RQ_CSS_MASK, /* and mask-image */
	RQ_CSS_BLEND,
	RQ_CSS_COLOR,
	RQ_CSS_TEXT_FILL,  /* over the color */
	RQ_CSS_BACKGROUND, /* and background-color */
	RQ_CSS_BACKGROUND_IMAGE,
	RQ_CSS_BACKGROUND_CLIP,
	RQ_CSS_POSITION,
	RQ_CSS_LEFT,
	RQ_CSS_TOP,
	RQ_CSS_RIGHT,
	RQ_CSS_INSET,
	RQ_CSS_MARGIN,
	RQ_CSS_MARGIN_LEFT,
	RQ_CSS_MARGIN_TOP,
	RQ_CSS_TEXT_INDENT,
	RQ_CSS_CLIP,
	RQ_CSS_CLIP_PATH,
	RQ_CSS_OVERFLOW,
	RQ_CSS_WIDTH,
	RQ_CSS_HEIGHT,
	RQ_CSS_MAX_WIDTH,
	RQ_CSS_MAX_HEIGHT,
	RQ_CSS_TRANSFORM,
	RQ_CSS_SCALE,
	RQ_CSS_TRANSLATE,
	RQ_CSS_FLOAT,
	RQ_CSS_PROPERTIES,
	RQ_CSS_VARIABLE = RQ_CSS_PROPERTIES, /* it has a name */
};

struct rq_css_declaration {
	enum rq_css_property property;
	const char *name;  /* of a variable: "--name" */
	const char *value; /* without white space, in lower case */
	bool important;
};

/* What the rules for an element come to: for each property the value of most weight, or NULL. */
struct rq_css_style {
	const char *values[RQ_CSS_PROPERTIES];
	uint32_t weights[RQ_CSS_PROPERTIES];
};

/*
 * The next declaration at *rest that is known and valid: others count for nothing, as in
 * browsers. False at the end. The text is changed; values point into it.
 */
bool rq_css_next(char **rest, struct rq_css_declaration *declaration);

/* Puts a declaration over what has the same weight or less. */
void rq_css_apply(struct rq_css_style *style, const struct rq_css_declaration *declaration,
		  uint32_t weight);

/* Whether a value, which may be NULL, begins so. */
bool rq_css_begins(const char *value, const char *text);

/* Whether the value says how the element is like another one, or stands for what is not known. */
bool rq_css_is_general(const char *value);

/* A size of type in points inside of type of such a size; negative when it is none. */
double rq_css_size(const char *value, double parent);

#endif
