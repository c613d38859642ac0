#ifndef RQ_DOCUMENT_GLYPH_H
#define RQ_DOCUMENT_GLYPH_H

/* Glyphs, one after the other as a reader of pages tells them, to words that stand somewhere. */

#include "document/layout.h"

struct rq_glyph {
	const char *text; /* UTF-8; the caller's, one glyph's behind the other's */
	size_t length;
	double left, top, right, bottom; /* points from the page's upper left corner */
	float size;                      /* of the type */
	bool bold;
	bool symbol; /* of a font of signs */
	bool space;  /* white space is told before it */
	bool parted; /* it belongs to no word before it, however close */
};

/* Zero is none; free() the list. */
struct rq_words {
	struct rq_word_box *list;
	size_t count, capacity;
};

/* It goes on with the last word, or begins one. */
void rq_words_add(struct rq_words *words, const struct rq_glyph *glyph);

#endif
