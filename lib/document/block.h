#ifndef RQ_DOCUMENT_BLOCK_H
#define RQ_DOCUMENT_BLOCK_H

/*
 * Lines that wait for their place: the cells of a table row become one line or
 * many, and that is known only at the row's end. Office formats and HTML share
 * it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

struct rq_block_line {
	char *text;
	size_t length;
	struct rq_line facts; /* its text is not used */
	size_t cell;          /* column of the row it stands in */
};

struct rq_block {
	struct rq_block_line *lines;
	size_t count;
	size_t capacity;
};

void rq_block_free(struct rq_block *block);

/* Adds a line (copied), with a bullet taken off; text without any is left out. */
int rq_block_add(struct rq_block *block, const char *text, size_t length,
		 const struct rq_line *facts, size_t cell, struct rq_error *err);

/* Moves all lines of from to the end of block, into that cell. */
void rq_block_move(struct rq_block *block, struct rq_block *from, size_t cell);

/*
 * The lines of one table row, which are emptied, as they are read: cells of one
 * line each make one row; a date or label beside a longer text goes in front of
 * its first line; else cell follows cell, as columns do.
 */
int rq_block_move_row(struct rq_block *block, struct rq_block *row, size_t cell,
		      struct rq_error *err);

/* Whether a text is what stands around a page's number: "Page of", "- / -". */
bool rq_block_labels_page(const char *text, size_t length);

/* Adds all lines to the document and empties the block. */
int rq_block_flush(struct rq_block *block, struct rq_document *document, struct rq_error *err);

#endif
