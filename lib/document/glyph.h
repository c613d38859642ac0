#ifndef RQ_DOCUMENT_GLYPH_H
#define RQ_DOCUMENT_GLYPH_H

/* Glyphs, one after the other as a reader of pages tells them, to words that stand somewhere. */

#include "document/layout.h"
#include "document/outline.h"

struct rq_glyph {
	const char *text; /* UTF-8; the caller's, one glyph's behind the other's */
	size_t length;
	double left, top, right, bottom; /* points from the page's upper left corner */
	float size;                      /* of the type */
	bool bold;
	bool italic;
	bool symbol;   /* of a font of signs */
	bool leftward; /* of a script that runs from right to left */
	bool space;    /* white space is told before it */
	unsigned mark; /* the caller's: glyphs with other ones are of other words */
};

/* Zero is none; free() the list. */
struct rq_words {
	struct rq_word_box *list;
	size_t count, capacity;
	bool mixed; /* of both directions: signs around a word may belong to what is beside it */
};

/*
 * It goes on with the last word, or begins one. Letters of scripts that run from
 * right to left go on at its left.
 */
void rq_words_add(struct rq_words *words, const struct rq_glyph *glyph);

/* Not so of a character that says nothing: one for private use, or none. */
bool rq_glyph_has_meaning(int32_t character);

#endif
