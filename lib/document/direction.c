#include "document/direction.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/text.h"

enum { LEFT_TO_RIGHT = 0x202a, RIGHT_TO_LEFT, END, LAST_MARK = 0x202e, ALEF = 0x627, LAM = 0x644 };
enum { LETTER = 2 }; /* bytes of an Arabic one */

static const double SAME = 0.001; /* points: nearer edges are one */

/* Shares of a line's height: what rounding makes of equal widths, and of the gap behind them. */
static const double SLACK = 0.002, ROUNDED = 0.015;

/* How wide the lams of a page are that are glyphs of their own, and how high their lines. */
enum { MAX_LAMS = 64 };
struct lams {
	double share[MAX_LAMS], height[MAX_LAMS];
	size_t count;
};

static bool is_mark(int32_t character)
{
	return character >= LEFT_TO_RIGHT && character <= LAST_MARK;
}

bool rq_direction_is_mixed(const char *text)
{
	size_t length = strlen(text), size;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (character == RIGHT_TO_LEFT || rq_text_is_leftward(character))
			return true;
	}
	return false;
}

/* How many characters follow, up to the mark that ends them; its place in the text. */
static size_t count_inside(const char *text, size_t length, size_t *at)
{
	size_t depth = 1, count = 0, size;

	for (; *at < length; *at += size) {
		int32_t character = rq_text_decode(text + *at, length - *at, &size);

		if (!is_mark(character)) {
			count++;
			continue;
		}
		depth += character == END ? -(size_t)1 : 1;
		if (depth == 0)
			break;
	}
	return count;
}

static void reverse_boxes(struct rq_area *boxes, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct rq_area box = boxes[i];

		boxes[i] = boxes[count - 1 - i];
		boxes[count - 1 - i] = box;
	}
}

/* Letters of two bytes each. */
static void reverse_letters(char *text, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		char *one = text + LETTER * i, *other = text + LETTER * (count - 1 - i);
		char kept[LETTER];

		memcpy(kept, one, LETTER);
		memcpy(one, other, LETTER);
		memcpy(other, kept, LETTER);
	}
}

/* How many letters from here are the parts of one glyph: of equal width, side by side. */
static size_t count_parts(const struct rq_area *boxes, size_t count)
{
	double width = boxes->right - boxes->left;
	size_t parts = 1;

	while (width > SAME && parts < count &&
	       fabs(boxes[parts].right - boxes[parts - 1].left) <= SAME &&
	       fabs(boxes[parts].right - boxes[parts].left - width) <= SAME)
		parts++;
	return parts;
}

/*
 * A word that is one glyph, whose parts are as wide as each other, came turned around; and so did
 * a letter with its mark that are a word to poppler.
 */
static void mend_word(char *letters, const struct rq_area *boxes, size_t count)
{
	size_t size;

	if (count < 2)
		return;
	if (count_parts(boxes, count) == count)
		reverse_letters(letters, count);
	else if (rq_text_is_mark(rq_text_decode(letters, LETTER, &size)))
		reverse_letters(letters, 2);
}

/* Boxes in the order of the page to the order of the text. */
static void turn_boxes(char *text, struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), index = 0, depth = 0, size;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);
		size_t end = at + size, inside;

		if (!is_mark(character)) {
			index++;
			continue;
		}
		if (character == END) {
			depth -= depth > 0;
			continue;
		}
		inside = count_inside(text, length, &end);
		if (index + inside > count)
			return;
		/* What runs to the right inside of what was turned is turned back. */
		if (character == RIGHT_TO_LEFT || depth > 0)
			reverse_boxes(boxes + index, inside);
		if (character == RIGHT_TO_LEFT && end - at - size == inside * LETTER)
			mend_word(text + at + size, boxes + index, inside);
		depth++;
	}
}

static void drop_marks(char *text)
{
	size_t length = strlen(text), kept = 0, size;

	for (size_t at = 0; at < length; at += size) {
		if (is_mark(rq_text_decode(text + at, length - at, &size)))
			continue;
		memmove(text + kept, text + at, size);
		kept += size;
	}
	text[kept] = '\0';
}

static bool is_alef(int32_t character)
{
	return (character >= 0x622 && character <= 0x627 && character != 0x624 &&
		character != 0x626) ||
	       character == 0x671;
}

/* A hamza on or under it, which stands at a word's beginning: no alef is in front of it. */
static bool is_first_alef(int32_t character)
{
	return character == 0x623 || character == 0x625;
}

/* Letters that are one glyph with a lam in front of them, in many fonts. */
static bool joins_lam(int32_t character)
{
	return is_alef(character) || character == 0x649 || character == 0x64a;
}

/*
 * What stands for one glyph, as it comes: lam with alef or yeh, a letter with its mark, and God's
 * name, with its alef or without.
 */
static bool is_ligature(const char *letters, size_t count)
{
	static const char *const name[] = { "\u0647\u0644\u0644", "\u0647\u0644\u0644\u0627" };
	size_t size;

	if (count == 2 && rq_text_is_mark(rq_text_decode(letters, LETTER, &size)))
		return rq_text_is_leftward(rq_text_decode(letters + LETTER, LETTER, &size));
	if (count == 2)
		return joins_lam(rq_text_decode(letters, LETTER, &size)) &&
		       memcmp(letters + LETTER, "\u0644", LETTER) == 0;
	for (size_t i = 0; i < sizeof name / sizeof name[0]; i++)
		if (strlen(name[i]) == count * LETTER &&
		    memcmp(letters, name[i], count * LETTER) == 0)
			return true;
	return false;
}

static double height(const struct rq_area *box)
{
	return box->bottom - box->top;
}

/* How wide a letter is, as a share of how high its line is. */
static double share(const struct rq_area *box)
{
	return (box->right - box->left) / fmax(height(box), SAME);
}

static bool is_as_wide(double one, double other, double slack)
{
	return fabs(one - other) <= slack;
}

/* Whether what may be one glyph with a lam stands there, and a lam, as two glyphs would. */
static bool is_pair(const char *letters, size_t length)
{
	size_t size;

	return length >= 2 * (size_t)LETTER && joins_lam(rq_text_decode(letters, length, &size)) &&
	       memcmp(letters + LETTER, "\u0644", LETTER) == 0;
}

/* Parts of one glyph are as wide as each other, but for the gap that a line leaves behind it. */
static bool may_be_parts(const struct rq_area *pair)
{
	return fabs(pair[1].right - pair[0].left) <= SAME &&
	       is_as_wide(share(&pair[0]), share(&pair[1]), ROUNDED);
}

static void note_lam(struct lams *lams, const struct rq_area *box)
{
	lams->share[lams->count] = share(box);
	lams->height[lams->count++] = height(box);
}

/* Notes how wide a lam is that is a glyph of its own: most are, behind the alef of the article. */
static void learn_lams(const char *text, const struct rq_area *boxes, size_t count,
		       struct lams *lams)
{
	size_t length = strlen(text), at = 0, size;

	for (size_t i = 0; i < count && lams->count < MAX_LAMS; i++, at += size) {
		int32_t letter = rq_text_decode(text + at, length - at, &size);

		if (letter == LAM &&
		    (i == 0 || at < LETTER || !is_pair(text + at - LETTER, length - at + LETTER) ||
		     !may_be_parts(&boxes[i - 1])))
			note_lam(lams, &boxes[i]);
	}
}

static bool is_lam(const struct lams *lams, const struct rq_area *box)
{
	for (size_t i = 0; i < lams->count; i++)
		if (is_as_wide(share(box), lams->share[i], SLACK))
			return true;
	return false;
}

/* Whether some lam is of that size: those of another may be of another face. */
static bool knows_size(const struct lams *lams, const struct rq_area *box)
{
	for (size_t i = 0; i < lams->count; i++)
		if (fabs(height(box) - lams->height[i]) <= SAME)
			return true;
	return false;
}

/*
 * How many letters of a pair one glyph shows. Where no lam of its size tells, what begins a word
 * is the article.
 */
static size_t count_of_pair(const struct rq_area *pair, bool begins, const struct lams *lams)
{
	if (!may_be_parts(pair) || is_lam(lams, &pair[1]))
		return 1;
	return begins && !knows_size(lams, &pair[1]) ? 1 : 2;
}

/* A mark that is as wide as the letter behind it is of one glyph with it, and stands behind it. */
static bool is_mark_in_front(const char *letters, size_t length, const struct rq_area *boxes)
{
	size_t size;

	return rq_text_is_mark(rq_text_decode(letters, length, &size)) && size == LETTER &&
	       share(boxes) > SLACK && may_be_parts(boxes);
}

/* How many letters from here one glyph shows. */
static size_t count_shown(const char *letters, size_t length, const struct rq_area *boxes,
			  size_t count, bool begins, const struct lams *lams)
{
	if (count > 1 && lams->count > 0 && is_pair(letters, length))
		return count_of_pair(boxes, begins, lams);
	if (count > 1 && is_mark_in_front(letters, length, boxes))
		return 2;
	return count_parts(boxes, count);
}

static void turn_ligatures(char *text, const struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), at = 0, size;
	struct lams lams = { .count = 0 };
	int32_t last = 0;

	learn_lams(text, boxes, count, &lams);
	for (size_t i = 0; i < count; i++, at += size) {
		size_t parts = count_shown(text + at, length - at, boxes + i, count - i,
					   !rq_text_is_leftward(last), &lams);
		int32_t letter = rq_text_decode(text + at, length - at, &size);

		if (is_first_alef(letter) && last == ALEF && length - at >= 2 * (size_t)LETTER &&
		    is_ligature(text + at, 2))
			parts = 2;
		last = letter;
		if (parts > 1 && at + parts * LETTER <= length && is_ligature(text + at, parts))
			reverse_letters(text + at, parts);
	}
}

/* A mark comes behind the stop that follows its letter, where both begin at the same place. */
static void settle_marks(char *text, struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), before = 0, size;
	int32_t letter = 0, sign = 0; /* the two characters in front, the second at before */

	for (size_t i = 0, at = 0; i < count && at < length; i++, at += size) {
		int32_t mark = rq_text_decode(text + at, length - at, &size);
		char bytes[LETTER];

		if (rq_text_is_mark(mark) && size == LETTER && sign < 0x80 && ispunct(sign) &&
		    rq_text_is_leftward(letter)) {
			memcpy(bytes, text + at, LETTER);
			memmove(text + before + LETTER, text + before, at - before);
			memcpy(text + before, bytes, LETTER);
			reverse_boxes(boxes + i - 1, 2);
			mark = sign;
			before += LETTER;
		} else {
			before = at;
		}
		letter = sign;
		sign = mark;
	}
}

bool rq_direction_match(char *text, struct rq_area *boxes, size_t count)
{
	size_t length = strlen(text), characters = 0, marks = 0, size;

	for (size_t at = 0; at < length; at += size) {
		characters++;
		marks += is_mark(rq_text_decode(text + at, length - at, &size));
	}
	if (marks > 0 && characters - marks == count) {
		turn_boxes(text, boxes, count);
		drop_marks(text);
		settle_marks(text, boxes, count);
		turn_ligatures(text, boxes, count);
		characters = count;
	}
	return characters == count;
}
