#include "document/glyph.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Shares of the type's size. */
static const double SPLIT = 0.3;   /* glyphs so far apart are two words */
static const double NARROW = 0.13; /* no space is narrower */
static const double LETTER = 0.5;  /* what a letter takes whose width is told with its accent */

static const double SAME = 0.01; /* points: nearer edges are one */

enum { SIGN = 3 }; /* bytes: longer ones of a font of signs are letters */

/* From the word to the glyph, in the direction in which it is read. */
static double distance(const struct rq_word_box *word, const struct rq_glyph *glyph)
{
	return glyph->leftward ? word->left - glyph->right : glyph->left - word->right;
}

/* Whether the glyph stands so close behind the word that it is part of it. */
static bool touches(const struct rq_word_box *word, const struct rq_glyph *glyph, double widest)
{
	double apart = distance(word, glyph), unit = (double)glyph->size;

	return fabs(glyph->bottom - word->bottom) < SPLIT * unit && apart < widest * unit &&
	       apart > -SPLIT * unit - unit;
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

/* Whether between two directions a sign may belong to what is at its other side. */
static bool is_edge(const struct rq_word_box *last, const struct rq_glyph *glyph)
{
	return is_opening(*glyph->text) || (last->length == 1 && is_sign(*last->text));
}

static bool goes_on(const struct rq_words *words, const struct rq_word_box *last,
		    const struct rq_glyph *glyph)
{
	if (words->mixed && is_edge(last, glyph))
		return false;
	return !glyph->space && glyph->mark == last->mark &&
	       last->text + last->length == glyph->text &&
	       touches(last, glyph, glyph->leftward ? NARROW : SPLIT);
}

/* A letter whose width is told with its accent alone reaches to the letter before it. */
static void widen(const struct rq_word_box *last, struct rq_glyph *glyph)
{
	if (glyph->leftward && glyph->right <= glyph->left && touches(last, glyph, LETTER))
		glyph->right = fmax(glyph->right, last->left);
}

void rq_words_add(struct rq_words *words, const struct rq_glyph *glyph)
{
	struct rq_word_box *last = words->count > 0 ? &words->list[words->count - 1] : NULL;
	struct rq_glyph placed = *glyph;

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

bool rq_glyphs_have_leftward(const char *text)
{
	size_t length = strlen(text), size;

	for (size_t at = 0; at < length; at += size)
		if (rq_text_is_leftward(rq_text_decode(text + at, length - at, &size)))
			return true;
	return false;
}

static bool is_direction(int32_t character)
{
	return character >= 0x202a && character <= 0x202e;
}

static void drop_directions(char *text)
{
	size_t length = strlen(text), kept = 0, size;

	for (size_t at = 0; at < length; at += size) {
		if (is_direction(rq_text_decode(text + at, length - at, &size)))
			continue;
		memmove(text + kept, text + at, size);
		kept += size;
	}
	text[kept] = '\0';
}

static void reverse(char *bytes, size_t length)
{
	for (size_t i = 0; i < length / 2; i++) {
		char byte = bytes[i];

		bytes[i] = bytes[length - 1 - i];
		bytes[length - 1 - i] = byte;
	}
}

/* The character at bytes, and the one behind it, change places; and their boxes. */
static void swap(char *bytes, size_t size, size_t next, struct rq_area *boxes)
{
	struct rq_area box = boxes[0];

	reverse(bytes, size);
	reverse(bytes + size, next);
	reverse(bytes, size + next);
	boxes[0] = boxes[1];
	boxes[1] = box;
}

static bool runs_leftward(int32_t character)
{
	return rq_text_is_leftward(character) || rq_text_is_mark(character);
}

/* Whether the second begins where the first ends, as the parts of one glyph do. */
static bool follows(const struct rq_area *boxes)
{
	return fabs(boxes[1].left - boxes[0].right) <= SAME &&
	       boxes[1].right - boxes[0].left > SAME;
}

static void turn_ligatures(char *text, struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), at = 0, size, next;

	for (size_t i = 0; i + 1 < count; i++, at += size) {
		int32_t one = rq_text_decode(text + at, length - at, &size), two;

		two = rq_text_decode(text + at + size, length - at - size, &next);
		if (!runs_leftward(one) || !runs_leftward(two) || !follows(boxes + i))
			continue;
		swap(text + at, size, next, boxes + i);
		size = next;
	}
}

bool rq_glyphs_match(char *text, struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), characters = 0, marks = 0, size;

	for (size_t at = 0; at < length; at += size) {
		characters++;
		marks += is_direction(rq_text_decode(text + at, length - at, &size));
	}
	if (marks > 0 && characters - marks == count) {
		drop_directions(text);
		characters = count;
	}
	if (characters != count)
		return false;
	if (rq_glyphs_have_leftward(text))
		turn_ligatures(text, boxes, count);
	return true;
}
