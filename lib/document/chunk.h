#ifndef RQ_DOCUMENT_CHUNK_H
#define RQ_DOCUMENT_CHUNK_H

/*
 * A document inside of another one: programs that put letters together leave it to Word to read
 * the pieces (altChunk, ISO/IEC 29500-1, 17.17.2), which may be of any format.
 */

#include "document/block.h"

/*
 * Adds its lines to that cell of the block; what its reader warns of, or why nothing could be read,
 * is added to the warnings of the whole. Fails only where the limits of the whole do.
 */
int rq_chunk_read(const char *bytes, size_t length, const char *name, struct rq_document *whole,
		  struct rq_block *block, size_t cell, struct rq_error *err);

#endif
