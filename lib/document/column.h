#ifndef RQ_DOCUMENT_COLUMN_H
#define RQ_DOCUMENT_COLUMN_H

/* The regions of a page in reading order: document/layout says how. */

#include "base/error.h"
#include "document/word_box.h"

/*
 * Orders the words so that those of one region stand together, regions in
 * reading order, and calls region() for each. It ends when region() returns -1.
 */
int rq_column_walk(struct rq_word_box *words, size_t count,
		   int (*region)(struct rq_word_box *words, size_t count, void *context,
				 struct rq_error *err),
		   void *context, struct rq_error *err);

#endif
