#ifndef RQ_DOCUMENT_LAYOUT_H
#define RQ_DOCUMENT_LAYOUT_H

/*
 * Words that stand somewhere on a page to lines in the order in which people
 * read them. The page is cut into strips that nothing crosses, strips with a
 * common gutter into columns, and so on inside them (the recursive XY cut of
 * Nagy and Seth, 1984); what looks like columns but lines up row by row, as
 * dates beside entries do, stays rows.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/flow.h"

struct rq_word_box {
	const char *text; /* UTF-8 without white space; the caller's */
	size_t length;
	double left, top, right, bottom; /* points from the page's upper left corner */
	float size;                      /* of the type */
	bool bold;
	bool symbol;   /* of a font of signs: a bullet where it begins a line */
	bool space;    /* white space was between it and the word before */
	bool joined;   /* of the layout: it goes on with the word before, as letters set apart do */
	unsigned mark; /* of its glyphs, for who made it */
	size_t joints; /* glyphs less one; 0 where they are not known */
	double slack;  /* free points between its glyphs, in all */
	double apart;  /* of the layout: from the word before it, as it is read; 0: the first */
	unsigned column; /* of the layout: of the page, from 1; 0: all across it */
	bool cell;       /* of the layout: behind the gutter between the cells of rows */
	size_t strip;    /* of the layout: words that no white line parts have the same */
};

struct rq_set_lines {
	struct rq_set_line *lines; /* their texts are owned here */
	size_t count;
	size_t capacity;
};

/* Appends the page's lines. RQ_TOO_MANY, RQ_TOO_LARGE. The words are put into another order. */
int rq_layout_page(struct rq_word_box *words, size_t count, unsigned page,
		   struct rq_set_lines *lines, struct rq_error *err);

bool rq_word_has_letter(const struct rq_word_box *word);

void rq_set_lines_free(struct rq_set_lines *lines);

#endif
