#ifndef RQ_DOCUMENT_WORD_H
#define RQ_DOCUMENT_WORD_H

/*
 * WordprocessingML with text in it to lines: a part of a DOCX (body, header,
 * footer, notes), or all of a document in one file as Word 2003 wrote it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/block.h"
#include "document/hidden.h"
#include "document/parts.h"
#include "document/styles.h"

struct rq_word_part {
	const struct rq_styles *styles;
	bool colored; /* pages may be, by w:background */
	bool *backed; /* something colored was met that is behind the text of pages */
	const struct rq_relations *relations; /* of the part */
	bool margin;                          /* a header or footer: page numbers are left out */
	/* of a document in one file: where these go; else NULL */
	struct rq_block *headers, *notes, *footers;
	struct rq_hidden *hidden; /* what is left out is added to it */
	/* adds the lines of a document inside of it, by its part's name; NULL: there are none */
	int (*read_chunk)(void *office, const char *name, struct rq_block *block, size_t cell,
			  struct rq_error *err);
	void *office;
};

/* Appends the part's lines to the block. */
int rq_word_read(const char *bytes, size_t length, struct rq_word_part *part,
		 struct rq_block *block, struct rq_error *err);

#endif
