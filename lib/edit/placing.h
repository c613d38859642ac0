#ifndef RQ_EDIT_PLACING_H
#define RQ_EDIT_PLACING_H

/*
 * Whether a chunk of a new text stands where it stood in a cited one: led to by the same small
 * word, told of the same chunk, in a bracket behind the same. In which order is free.
 */

#include <stdbool.h>
#include <stddef.h>

#include "edit/chunk.h"

/* The new text beside one cited text, both in chunks. */
struct rq_sides {
	const struct rq_reading *after, *cited;
	struct rq_chunks mine, theirs;
	bool *told;     /* one for each of theirs: it is in the new text */
	bool *composed; /* one for each of mine that was asked for: it is made of two, or half of
			   one */
};

/*
 * Whether one of my chunks does, asked in the order of the text; sets composed, and told of those
 * of theirs that it is, or is made of.
 */
bool rq_chunk_stands(const struct rq_sides *s, size_t mine);

#endif
