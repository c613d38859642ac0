#include "report/difference.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* How much both texts begin with alike, in whole words. */
static size_t common_start(const char *a, const char *b)
{
	size_t words = 0, at = 0;

	for (; a[at] && a[at] == b[at]; at++)
		if (is_space(a[at]))
			words = at + 1;
	return a[at] == b[at] ? at : words;
}

/* Whether a word may begin there: at the start, or behind a space. */
static bool begins_word(const char *text, size_t at)
{
	return at == 0 || is_space(text[at - 1]);
}

/* How much both end with alike, in whole words, without touching what they begin with. */
static size_t common_end(const char *a, const char *b, size_t start)
{
	size_t length_a = strlen(a), length_b = strlen(b), words = 0;
	size_t most = (length_a < length_b ? length_a : length_b) - start;

	for (size_t at = 1; at <= most; at++) {
		if (a[length_a - at] != b[length_b - at])
			break;
		if (begins_word(a, length_a - at) && begins_word(b, length_b - at))
			words = at;
	}
	/* the space between the change and what follows is not changed */
	if (words < most && is_space(a[length_a - words - 1]) &&
	    a[length_a - words - 1] == b[length_b - words - 1])
		words++;
	return words;
}

/* --- between them ----------------------------------------------------------- */

enum { MAX_WORDS = 256 };

struct word {
	size_t start, length; /* in the whole text */
};

struct side {
	const char *text;
	size_t start, end; /* of what differs */
	size_t count;      /* of its words; MAX_WORDS + 1: too many */
	struct word word[MAX_WORDS];
};

static void cut_words(struct side *side)
{
	size_t at = side->start;

	while (at < side->end) {
		size_t start;

		while (at < side->end && is_space(side->text[at]))
			at++;
		start = at;
		while (at < side->end && !is_space(side->text[at]))
			at++;
		if (at == start)
			break;
		if (side->count == MAX_WORDS) {
			side->count++;
			break;
		}
		side->word[side->count++] = (struct word) { start, at - start };
	}
}

static bool same_word(const struct side *a, size_t i, const struct side *b, size_t j)
{
	return a->word[i].length == b->word[j].length &&
	       memcmp(a->text + a->word[i].start, b->text + b->word[j].start, a->word[i].length) ==
		   0;
}

/* Words behind each other are one piece; false when there are too many pieces. */
static bool mark(struct rq_marked *marked, const struct side *side, size_t i, bool follows)
{
	size_t end = side->word[i].start + side->word[i].length;

	if (follows && marked->count > 0) {
		marked->mark[marked->count - 1].end = end;
		return true;
	}
	if (marked->count == RQ_MAX_MARKS)
		return false;
	marked->mark[marked->count].start = side->word[i].start;
	marked->mark[marked->count++].end = end;
	return true;
}

/* length[i][j]: of the longest common sequence of the words from i and from j on. */
static uint16_t *measure(const struct side *a, const struct side *b)
{
	size_t columns = b->count + 1;
	uint16_t *length = rq_alloc((a->count + 1) * columns, sizeof *length);

	for (size_t i = a->count; i-- > 0;)
		for (size_t j = b->count; j-- > 0;) {
			uint16_t down = length[(i + 1) * columns + j];
			uint16_t right = length[i * columns + j + 1];

			if (same_word(a, i, b, j))
				length[i * columns + j] =
				    (uint16_t)(length[(i + 1) * columns + j + 1] + 1);
			else
				length[i * columns + j] = down > right ? down : right;
		}
	return length;
}

static bool mark_words(const struct side *a, const struct side *b, struct rq_difference *difference)
{
	uint16_t *length = measure(a, b);
	size_t columns = b->count + 1, i = 0, j = 0;
	bool a_follows = false, b_follows = false, room = true;

	while (room && (i < a->count || j < b->count)) {
		if (i < a->count && j < b->count && same_word(a, i, b, j)) {
			i++;
			j++;
			a_follows = b_follows = false;
		} else if (j == b->count || (i < a->count && length[(i + 1) * columns + j] >=
								 length[i * columns + j + 1])) {
			room = mark(&difference->before, a, i++, a_follows);
			a_follows = true;
		} else {
			room = mark(&difference->after, b, j++, b_follows);
			b_follows = true;
		}
	}
	free(length);
	return room;
}

static void mark_all(const struct side *side, struct rq_marked *marked)
{
	marked->count = side->end > side->start;
	marked->mark[0].start = side->start;
	marked->mark[0].end = side->end;
}

void rq_difference(const char *before, const char *after, struct rq_difference *difference)
{
	struct side a = { .text = before }, b = { .text = after };
	size_t end;

	difference->before.count = difference->after.count = 0;
	if (!before || !after)
		return;
	a.start = b.start = common_start(before, after);
	end = common_end(before, after, a.start);
	a.end = strlen(before) - end;
	b.end = strlen(after) - end;
	cut_words(&a);
	cut_words(&b);
	if (a.count <= MAX_WORDS && b.count <= MAX_WORDS && mark_words(&a, &b, difference))
		return;
	mark_all(&a, &difference->before);
	mark_all(&b, &difference->after);
}
