#ifndef RQ_DOCUMENT_WORD_SHAPE_H
#define RQ_DOCUMENT_WORD_SHAPE_H

/*
 * The shapes of a DOCX that have text in them, as DrawingML and VML tell them: what fills them,
 * and whether they are somewhere where nobody sees them (ISO/IEC 29500-1, 20.1 and 20.4; 29500-4,
 * 19.1).
 */

#include <stdbool.h>

#include "document/hidden.h"
#include "document/word_color.h"

/* The one that was met last. Begins as { 0 }. */
struct rq_word_shape {
	struct rq_word_color
	    fill;  /* said, but not known: one sees through it, or it is a picture */
	bool gone; /* with all that is in it, and how: */
	enum rq_hidden_kind how;
	bool behind; /* the text of the page, … */
	bool backs;  /* … where this or an earlier one is not white */
	/* while it is read */
	bool properties, line, filling; /* inside of its properties, its border, its fill */
	bool offset, down; /* inside of the text that tells its place, and along which edge */
	long place[2], extent[2]; /* across and down; EMU */
	bool paged[2];            /* the place is that on the page */
};

/* An element that is none of WordprocessingML begins, ends; text that stands in it. */
void rq_word_shape_start(struct rq_word_shape *shape, const struct rq_xml_element *element,
			 const struct rq_theme *theme);
void rq_word_shape_end(struct rq_word_shape *shape, const char *name);
void rq_word_shape_text(struct rq_word_shape *shape, const char *text, size_t length);

#endif
