#include "document/glyph.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Shares of the type's size. */
static const double SPLIT = 0.3;      /* glyphs so far apart are two words */
static const double NARROW = 0.13;    /* no space is narrower */
static const double MARK_ROOM = 0.02; /* no letter is narrower */
static const double LETTER = 0.5;     /* what a letter takes whose width is told with its accent */

enum { SIGN = 3 }; /* bytes: longer ones of a font of signs are letters */

/* From the word to the glyph, in the direction in which it is read. */
static double distance(const struct rq_word_box *word, const struct rq_glyph *glyph)
{
	return glyph->leftward ? word->left - glyph->right : glyph->left - word->right;
}

/*
 * Whether a letter that runs leftward stands before the word: in a line that runs rightward Poppler
 * tells letters that are drawn one by one in the order of the page.
 */
static bool is_before(const struct rq_word_box *word, const struct rq_glyph *glyph)
{
	return glyph->leftward && (glyph->left + glyph->right) / 2 > word->right;
}

/* Whether the glyph stands so close behind the word that it is part of it. */
static bool touches(const struct rq_word_box *word, const struct rq_glyph *glyph, double widest)
{
	double apart = distance(word, glyph), unit = (double)glyph->size;

	return !is_before(word, glyph) && fabs(glyph->bottom - word->bottom) < SPLIT * unit &&
	       apart < widest * unit && apart > -SPLIT * unit - unit;
}

static void extend(struct rq_word_box *word, const struct rq_glyph *glyph)
{
	word->length += glyph->length;
	word->joints++;
	word->slack += distance(word, glyph);
	word->left = fmin(word->left, glyph->left);
	word->right = fmax(word->right, glyph->right);
	word->top = fmin(word->top, glyph->top);
	word->bottom = fmax(word->bottom, glyph->bottom);
}

/*
 * Whether a space is before the glyph. Poppler puts some into words that are set
 * wide, and takes those between letters from right to left for others.
 */
static bool is_space(const struct rq_word_box *last, const struct rq_glyph *glyph)
{
	if (!last || !touches(last, glyph, NARROW))
		return glyph->space || glyph->leftward;
	return glyph->space && !glyph->leftward &&
	       glyph->left < last->right - NARROW * (double)glyph->size;
}

static bool is_opening(char sign)
{
	return sign == '(' || sign == '[' || sign == '{';
}

static bool is_sign(char sign)
{
	return strchr(".,:;!?)]}([{", sign) && sign;
}

static bool is_digit(char sign)
{
	return sign >= '0' && sign <= '9';
}

/* Whether between two directions a sign may belong to what is at its other side. */
static bool is_edge(const struct rq_word_box *last, const struct rq_glyph *glyph)
{
	return is_opening(*glyph->text) || (last->length == 1 && is_sign(*last->text)) ||
	       (*glyph->text == '+' && is_digit(last->text[last->length - 1]));
}

static bool goes_on(const struct rq_words *words, const struct rq_word_box *last,
		    const struct rq_glyph *glyph)
{
	if (words->mixed && is_edge(last, glyph))
		return false;
	/* A sign is a word of its own: "✉jane@doe.org" */
	return !glyph->space && glyph->mark == last->mark && glyph->symbol == last->symbol &&
	       last->text + last->length == glyph->text &&
	       touches(last, glyph, glyph->leftward ? NARROW : SPLIT);
}

/* A letter whose width is told with its accent alone reaches to the letter before it. */
static void widen(const struct rq_word_box *last, struct rq_glyph *glyph)
{
	if (glyph->leftward && glyph->right <= glyph->left && touches(last, glyph, LETTER))
		glyph->right = fmax(glyph->right, last->left);
}

/* Whether it is a mark on the letter before it, which takes no room of its own. */
static bool is_on_letter(const struct rq_word_box *last, const struct rq_glyph *glyph)
{
	size_t size;
	int32_t character = rq_text_decode(glyph->text, glyph->length, &size);

	return last && last->text + last->length == glyph->text && size == glyph->length &&
	       rq_text_is_mark(character) &&
	       glyph->right - glyph->left < (double)glyph->size * MARK_ROOM;
}

void rq_words_add(struct rq_words *words, const struct rq_glyph *glyph)
{
	struct rq_word_box *last = words->count > 0 ? &words->list[words->count - 1] : NULL;
	struct rq_glyph placed = *glyph;

	if (is_on_letter(last, glyph)) {
		last->length += glyph->length;
		return;
	}
	if (last)
		widen(last, &placed);
	if (last && goes_on(words, last, &placed)) {
		extend(last, &placed);
		return;
	}
	words->list = rq_grow(words->list, words->count, &words->capacity, sizeof *words->list);
	last = words->count > 0 ? &words->list[words->count - 1] : NULL;
	words->list[words->count] = (struct rq_word_box) {
		.text = placed.text,
		.length = placed.length,
		.left = placed.left,
		.top = placed.top,
		.right = placed.right,
		.bottom = placed.bottom,
		.size = placed.size,
		.bold = placed.bold,
		.italic = placed.italic,
		.symbol = placed.symbol && placed.length <= SIGN,
		.mark = placed.mark,
		.space = is_space(last, &placed),
	};
	words->count++;
}

/* --- text and boxes ------------------------------------------------------------------------ */

bool rq_glyph_has_meaning(int32_t character)
{
	if (character == 0xfffd || (character >= 0xe000 && character <= 0xf8ff))
		return false;
	return !rq_text_is_unsafe(character) || character >= 0xa0;
}
