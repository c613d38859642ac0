#include "document/glyph.h"

#include <math.h>

#include "base/memory.h"

/* Shares of the type's size. */
static const double SPLIT = 0.3;   /* glyphs so far apart are two words */
static const double NARROW = 0.13; /* no space is narrower */

enum { SIGN = 3 }; /* bytes: longer ones of a font of signs are letters */

/* Whether the glyph stands so close behind the word that it is part of it. */
static bool touches(const struct rq_word_box *word, const struct rq_glyph *glyph, double widest)
{
	double apart = glyph->left - word->right, unit = (double)glyph->size;

	return fabs(glyph->bottom - word->bottom) < SPLIT * unit && apart < widest * unit &&
	       apart > -SPLIT * unit - unit;
}

static void extend(struct rq_word_box *word, const struct rq_glyph *glyph)
{
	word->length += glyph->length;
	word->joints++;
	word->slack += glyph->left - word->right;
	word->left = fmin(word->left, glyph->left);
	word->right = fmax(word->right, glyph->right);
	word->top = fmin(word->top, glyph->top);
	word->bottom = fmax(word->bottom, glyph->bottom);
}

/* Whether the space is one: poppler puts some into words that are set wide. */
static bool is_space(const struct rq_word_box *last, const struct rq_glyph *glyph)
{
	if (!last || !touches(last, glyph, NARROW))
		return true;
	return glyph->left < last->right - NARROW * (double)glyph->size;
}

void rq_words_add(struct rq_words *words, const struct rq_glyph *glyph)
{
	struct rq_word_box *last = words->count > 0 ? &words->list[words->count - 1] : NULL;

	if (last && !glyph->space && !glyph->parted && last->text + last->length == glyph->text &&
	    touches(last, glyph, SPLIT)) {
		extend(last, glyph);
		return;
	}
	words->list = rq_grow(words->list, words->count, &words->capacity, sizeof *words->list);
	last = words->count > 0 ? &words->list[words->count - 1] : NULL;
	words->list[words->count] = (struct rq_word_box) {
		.text = glyph->text,
		.length = glyph->length,
		.left = glyph->left,
		.top = glyph->top,
		.right = glyph->right,
		.bottom = glyph->bottom,
		.size = glyph->size,
		.bold = glyph->bold,
		.symbol = glyph->symbol && glyph->length <= SIGN,
		.space = glyph->space && is_space(last, glyph),
	};
	words->count++;
}
