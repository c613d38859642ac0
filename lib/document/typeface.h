#ifndef RQ_DOCUMENT_TYPEFACE_H
#define RQ_DOCUMENT_TYPEFACE_H

/*
 * What the name of a PDF's font tells of its glyphs, and how large the glyphs of
 * fonts without a name are. Such fonts (Type 3: each glyph is a small drawing)
 * need not say how large an em is; poppler guesses it from one glyph, and
 * Chromium's fonts come out twice as large as they are.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/outline.h"

struct rq_typeface {
	bool bold;
	bool italic;
	bool symbol;   /* bullets and arrows, under the codes of letters */
	bool icon;     /* a telephone or an envelope under the code of a letter: not to be read */
	bool nameless; /* its size is a guess */
};

/* The name may be NULL. */
struct rq_typeface rq_typeface_of(const char *name);
bool rq_typeface_is_nameless(const char *name);

enum { RQ_MAX_GUESSES = 32 }; /* sizes of a page; those past them are believed */

/* The glyphs of nameless fonts on a page, by the size that was guessed. Begins as zeros. */
struct rq_guesses {
	struct {
		double size, width; /* points; widths of all its glyphs together */
		size_t glyphs;
	} list[RQ_MAX_GUESSES];
	size_t count;
};

void rq_guesses_add(struct rq_guesses *guesses, double size, double width);

/*
 * The share of the guessed size that glyphs of this size have, told by how wide
 * they are: 1 unless the guess is far too large.
 */
double rq_guesses_share(const struct rq_guesses *guesses, double size);

/* A box that is made for a larger type, around the same baseline: that share of it. */
struct rq_area rq_typeface_box(const struct rq_area *box, double share);

#endif
