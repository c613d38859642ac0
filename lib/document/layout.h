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

#include "document/set_line.h"
#include "document/word_box.h"

struct rq_set_lines {
	struct rq_set_line *lines; /* their texts are owned here */
	size_t count;
	size_t capacity;
};

/* Appends the page's lines. RQ_TOO_MANY, RQ_TOO_LARGE. The words are put into another order. */
int rq_layout_page(struct rq_word_box *words, size_t count, unsigned page,
		   struct rq_set_lines *lines, struct rq_error *err);

void rq_set_lines_free(struct rq_set_lines *lines);

#endif
