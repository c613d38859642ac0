#ifndef RQ_RESUME_PIECE_H
#define RQ_RESUME_PIECE_H

/*
 * The lines of a head cut into pieces: at separators and at the means of contact, which are
 * taken out already; each with the label in front of it. Labels that name nothing else are
 * marked as placed.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

/* A piece of a contact line: between separators, e-mail addresses, labels. */
struct rq_piece {
	struct rq_slice slice;
	struct rq_slice label; /* "Tel.:" in front of it; empty when there is none */
	bool labelled;         /* it says that this is the name */
};

/* In reading order. Begin with a sheet and nothing else; free(list). */
struct rq_pieces {
	struct rq_sheet *sheet;
	struct rq_piece *list;
	size_t count;
	size_t capacity;
	struct rq_piece label; /* a cell with a label and nothing else: of the next piece */
};

/* Adds the pieces of a line. */
void rq_pieces_cut(struct rq_pieces *pieces, size_t index);

/*
 * Whether a piece begins its line and all pieces of that are neither labelled nor placed, nor
 * where somebody lives.
 */
bool rq_pieces_are_plain(const struct rq_pieces *pieces, const struct rq_piece *first);

/* Adds a slice as one piece; two where an address stands behind a name. */
void rq_pieces_add(struct rq_pieces *pieces, struct rq_slice slice);

/* "0xJane", "(020) 555 0142": one word with a digit in it, or no letter. */
bool rq_piece_is_account(const char *key, size_t length);

/* "email (", ") at work": what is left of a line whose brackets held a means of contact. */
bool rq_piece_is_torn(const char *key, size_t length);

#endif
