#include "document/abreast.h"

#include <math.h>

enum {
	LABEL_BYTES = 30,  /* on average, a line of dates or labels is not longer */
	HEADER_LINES = 3,  /* of employer, title and what stands level with each */
	HEADER_BYTES = 45, /* on average, of place and dates with all that people add */
	NEIGHBOURS = 40,   /* words before and behind one, among which are those of its line */
};

/* Shares of the type's size. */
static const double SAME_LINE = 0.1;  /* two baselines are one */
static const double NEAR_LINE = 0.25; /* two middles of one line, of two fonts */
static const double MOST = 0.75;      /* of lines, that make rows */

static const float SAME_SIZE = 0.01f; /* points: other sizes are other fonts */

struct side {
	size_t lines, bytes;
	size_t beside;  /* lines with something of the other side beside them */
	size_t aligned; /* of these, with a line there */
};

/* Whether two words stand on one line; boxes of different fonts reach down differently. */
static bool are_aligned(const struct rq_word_box *a, const struct rq_word_box *b, double unit)
{
	double middle = (a->top + a->bottom - b->top - b->bottom) / 2;

	if (fabsf(a->size - b->size) > SAME_SIZE ||
	    fabs((a->bottom - a->top) - (b->bottom - b->top)) > SAME_LINE * unit)
		return fabs(middle) <= NEAR_LINE * unit;
	return fabs(a->bottom - b->bottom) <= SAME_LINE * unit;
}

static bool are_beside(const struct rq_word_box *a, const struct rq_word_box *b, double unit)
{
	return fmin(a->bottom, b->bottom) - fmax(a->top, b->top) > RQ_WORD_TOUCH * unit;
}

/* Counts the line that the word begins, by what stands at the other side. */
static void measure_line(const struct rq_word_box *words, size_t count, size_t i, double middle,
			 double unit, struct side *side)
{
	bool left = words[i].left < middle, beside = false, aligned = false;

	for (size_t k = i > NEIGHBOURS ? i - NEIGHBOURS : 0; k < count && k < i + NEIGHBOURS; k++) {
		if ((words[k].left < middle) == left)
			continue;
		beside = beside || are_beside(&words[k], &words[i], unit);
		aligned = aligned || are_aligned(&words[k], &words[i], unit);
	}
	side->lines++;
	side->beside += beside || aligned;
	side->aligned += aligned;
}

static void measure(const struct rq_word_box *words, size_t count, double middle, double unit,
		    struct side *left, struct side *right)
{
	double last[2] = { -HUGE_VAL, -HUGE_VAL };
	struct side *sides[2] = { left, right };

	/* Words are sorted by their top edge, lines come one after the other. */
	for (size_t i = 0; i < count; i++) {
		int side = words[i].left >= middle;

		sides[side]->bytes += words[i].length + 1;
		if (words[i].bottom - last[side] <= 2 * SAME_LINE * unit)
			continue;
		last[side] = words[i].bottom;
		measure_line(words, count, i, middle, unit, sides[side]);
	}
}

bool rq_abreast_are_rows(struct rq_word_box *words, size_t count, double middle, double unit)
{
	struct side left = { 0 }, right = { 0 };
	const struct side *few;
	size_t most;

	rq_word_sort(words, count, rq_word_by_top);
	measure(words, count, middle, unit, &left, &right);
	few = left.lines < right.lines || (left.lines == right.lines && left.bytes <= right.bytes)
		  ? &left
		  : &right;
	if (few->lines <= 1)
		return true;
	most = left.lines == right.lines && few->lines <= HEADER_LINES &&
		       left.aligned == left.lines && right.aligned == right.lines
		   ? HEADER_BYTES
		   : LABEL_BYTES;
	if ((double)few->aligned < MOST * (double)few->beside || 2 * few->beside < few->lines ||
	    few->bytes / few->lines > most)
		return false;
	rq_word_set_cells(words, count, middle);
	return true;
}
