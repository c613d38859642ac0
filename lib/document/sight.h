#ifndef RQ_DOCUMENT_SIGHT_H
#define RQ_DOCUMENT_SIGHT_H

/*
 * Which words of a PDF's page nobody sees. Where document/paint has a doubt,
 * the page is drawn, and there is ink or not where the word stands.
 */

#include <cairo.h>

#include "document/hidden.h"
#include "document/layout.h"
#include "document/paint.h"

struct rq_sight_page {
	unsigned number;      /* from 1 */
	double width, height; /* of the page, in points */
	void (*draw)(void *context, cairo_t *cairo);
	void *context;
	struct rq_hidden *hidden; /* words that are not seen are added to it */
};

/*
 * The mark of a glyph in that box, of type of that size: what is hidden may stand
 * close behind what is seen, and is another word.
 */
unsigned rq_sight_mark(const struct rq_paint *paint, const struct rq_area *box, double size);

/* Takes out of the words those that nobody sees; returns how many are left. */
size_t rq_sight_hide(const struct rq_sight_page *page, struct rq_word_box *words, size_t count);

#endif
