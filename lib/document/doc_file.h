#ifndef RQ_DOCUMENT_DOC_FILE_H
#define RQ_DOCUMENT_DOC_FILE_H

/*
 * The streams of a Word 97 document ([MS-DOC]): its header ("FIB"), and its
 * pieces, which say where in the file each character stands. Nothing that it
 * says is believed: all that is read is checked against the streams' ends.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

/* Bytes that are read by offset: what is not there is 0. */
struct rq_doc_bytes {
	const unsigned char *data;
	size_t length;
};

static inline unsigned rq_doc_byte(struct rq_doc_bytes bytes, size_t at)
{
	return at < bytes.length ? bytes.data[at] : 0;
}

static inline unsigned rq_doc_short(struct rq_doc_bytes bytes, size_t at)
{
	return rq_doc_byte(bytes, at) | rq_doc_byte(bytes, at + 1) << 8;
}

static inline uint32_t rq_doc_long(struct rq_doc_bytes bytes, size_t at)
{
	return rq_doc_short(bytes, at) | (uint32_t)rq_doc_short(bytes, at + 2) << 16;
}

/* The part of them that begins at and has that length, as far as it is there. */
struct rq_doc_bytes rq_doc_part(struct rq_doc_bytes bytes, size_t at, size_t length);

/* Places of the header's pairs of offset and length ([MS-DOC] 2.5.6). */
enum rq_doc_pair {
	RQ_DOC_STYLES = 1,
	RQ_DOC_HEADERS = 11,
	RQ_DOC_TEXT_RUNS = 12,
	RQ_DOC_PARAGRAPHS = 13,
	RQ_DOC_PIECES = 33,
};

/* The parts of the text, in the order in which they stand in it. */
enum rq_doc_story {
	RQ_DOC_BODY,
	RQ_DOC_FOOTNOTES,
	RQ_DOC_HEADERS_FOOTERS,
	RQ_DOC_COMMENTS,
	RQ_DOC_ENDNOTES,
	RQ_DOC_BOXES,
	RQ_DOC_HEADER_BOXES,
	RQ_DOC_STORY_COUNT,
};

struct rq_doc_piece {
	uint32_t first, end; /* characters */
	size_t offset;       /* of the first one in the main stream */
	bool narrow;         /* a byte each, else two */
};

struct rq_doc_file {
	struct rq_buffer buffers[3];
	struct rq_doc_bytes main, table, data; /* streams */
	struct rq_doc_piece *pieces;
	size_t count;
	uint32_t starts[RQ_DOC_STORY_COUNT + 1]; /* first characters of the stories */
};

/*
 * Loads it. RQ_ENCRYPTED, RQ_UNSUPPORTED of older versions and what is no Word
 * document, RQ_DAMAGED. Free it, also after a failure.
 */
int rq_doc_file_load(const char *bytes, size_t length, struct rq_doc_file *file,
		     struct rq_error *err);
void rq_doc_file_free(struct rq_doc_file *file);

/*
 * The character of that number, in UTF-16, and where it stands in the main stream. *piece, from 0
 * on, spares a search when they are asked for in order. False: it stands nowhere.
 */
bool rq_doc_character(const struct rq_doc_file *file, uint32_t character, size_t *piece,
		      size_t *offset, int32_t *unit);

/* What a pair of the header points to in the table stream. */
struct rq_doc_bytes rq_doc_pair(const struct rq_doc_file *file, enum rq_doc_pair pair);

#endif
