#include "document/column.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/order.h"
#include "document/abreast.h"
#include "document/beside.h"
#include "document/broken.h"
#include "document/gutter.h"
#include "document/sidehead.h"
#include "document/sidenote.h"

enum { MAX_DEPTH = 6 }; /* columns inside columns */

struct walk {
	int (*region)(struct rq_word_box *words, size_t count, void *context, struct rq_error *err);
	void *context;
	struct rq_error *err;
	double unit; /* the usual size of the type */
};

/* A region while it is cut: words from plain on have not been handed out. */
struct cutting {
	struct rq_word_box *words;
	size_t plain;          /* lines, or rows, that belong to no columns */
	size_t begin;          /* of strips with a gutter in common */
	struct rq_gaps common; /* theirs; without a gutter no such strips are open */
	size_t tail;           /* the last strips stand left of it; 0: not so */
	int depth;
};

static int walk_region(struct walk *walk, struct rq_word_box *words, size_t count, int depth);

static int hand_out(struct walk *walk, struct rq_word_box *words, size_t count)
{
	return count > 0 ? walk->region(words, count, walk->context, walk->err) : 0;
}

static int walk_columns(struct walk *walk, struct rq_word_box *words, size_t count, double middle,
			int depth)
{
	size_t left = 0;

	rq_word_sort(words, count, rq_word_by_left);
	while (left < count && words[left].left < middle)
		left++;
	for (size_t i = 0; depth == 0 && i < count; i++)
		words[i].column = i < left ? 1 : 2;
	if (walk_region(walk, words, left, depth + 1) == -1)
		return -1;
	return walk_region(walk, words + left, count - left, depth + 1);
}

/*
 * Where columns begin: strips just above that stand wholly in the right one are its own, as where
 * a sidebar at the left starts lower.
 */
static size_t reach_up(const struct cutting *cutting, const struct rq_gap *open)
{
	size_t begin = cutting->begin;

	while (begin > cutting->plain) {
		size_t start = cutting->words[begin - 1].strip;

		for (size_t i = start; i < begin; i++)
			if (cutting->words[i].left < open->to - 0.5)
				return begin;
		begin = start;
	}
	return begin;
}

static double middle_of(const struct rq_gap *gap)
{
	return (gap->from + gap->to) / 2;
}

/* Another gutter than that beside dates, which are rows of one of the columns it parts; or NULL. */
static const struct rq_gap *gutter_of_columns(struct cutting *cutting, const struct rq_gap *dates,
					      size_t end, double unit)
{
	const struct rq_gap *widest = NULL;

	for (size_t i = 0; i < cutting->common.count; i++) {
		const struct rq_gap *gap = &cutting->common.list[i];

		if (gap != dates && !isinf(gap->from) && !isinf(gap->to) &&
		    (!widest || gap->to - gap->from > widest->to - widest->from))
			widest = gap;
	}
	if (widest && rq_abreast_are_rows(cutting->words + cutting->begin, end - cutting->begin,
					  middle_of(widest), unit))
		return NULL;
	return widest;
}

/* How strips with a gutter in common are read. */
enum reading {
	COLUMNS,
	ROWS,  /* lines that stand as they stood */
	LEVEL, /* rows whose sides were put level first */
};

/* How the open strips are read, which go up to end; of columns, *open becomes their gutter. */
static enum reading judge(const struct walk *walk, struct cutting *cutting, size_t end,
			  const struct rq_gap **open)
{
	size_t begin = reach_up(cutting, *open), count = end - begin;
	struct rq_word_box *words = cutting->words + begin;
	double middle = middle_of(*open), unit = walk->unit;
	bool narrow = rq_gap_is_narrow(*open, unit);

	if (rq_beside_has_dates(words, count, middle, unit)) {
		const struct rq_gap *other = gutter_of_columns(cutting, *open, end, unit);

		if (!other) {
			(void)rq_beside_level(words, count, middle, unit);
			return LEVEL;
		}
		*open = other;
		return COLUMNS;
	}
	if (!narrow && rq_sidehead_level(words, count, middle, unit))
		return LEVEL;
	if (narrow || rq_abreast_are_rows(cutting->words + cutting->begin, end - cutting->begin,
					  middle, unit))
		return ROWS;
	return rq_sidenote_level(words, count, middle, unit) ? LEVEL : COLUMNS;
}

/*
 * The open strips, which go up to end, had a gutter in common: they are columns, or lines like
 * others.
 * Tells in *rows whether they are lines that stand as they stood.
 */
static int close_columns(struct walk *walk, struct cutting *cutting, size_t end, bool *rows)
{
	const struct rq_gap *open = rq_gaps_widest(&cutting->common);
	struct rq_word_box *words = cutting->words;
	enum reading reading;

	*rows = false;
	if (!open || cutting->depth == MAX_DEPTH)
		return 0;
	reading = judge(walk, cutting, end, &open);
	*rows = reading == ROWS;
	if (reading != COLUMNS)
		return 0;
	cutting->begin = reach_up(cutting, open);
	if (hand_out(walk, words + cutting->plain, cutting->begin - cutting->plain) == -1)
		return -1;
	cutting->plain = end;
	return walk_columns(walk, words + cutting->begin, end - cutting->begin, middle_of(open),
			    cutting->depth);
}

/* How many words, sorted by their top edge, make the first strip that nothing crosses. */
static size_t strip(const struct rq_word_box *words, size_t count, double slack)
{
	double reached = words[0].bottom;
	size_t size = 1;

	while (size < count && words[size].top < reached - slack) {
		if (words[size].bottom > reached)
			reached = words[size].bottom;
		size++;
	}
	return size;
}

/* Whether all of the strip stands left of the gutter. */
static bool is_left_of(const struct rq_word_box *words, size_t count, const struct rq_gap *gap)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].right > gap->from + 0.5)
			return false;
	return true;
}

/*
 * Whether the open columns are a line and one strip that have a gutter in common
 * by chance, and the next strip goes on with the latter alone: contacts in a row
 * above the headings of two columns. That line is none of the columns then.
 */
static bool begins_later(struct cutting *cutting, size_t at, const struct rq_gaps *next,
			 double unit)
{
	const struct rq_word_box *words = cutting->words;
	size_t last = words[at - 1].strip;
	struct rq_gaps own;

	if (last == cutting->begin || words[last - 1].strip != cutting->begin)
		return false;
	for (size_t i = cutting->begin; i < last; i++)
		if (fabs(words[i].bottom - words[cutting->begin].bottom) > unit)
			return false;
	rq_gaps_find(words + last, at - last, unit, &own);
	rq_gaps_intersect(&own, next, unit, &own);
	if (!rq_gaps_widest(&own))
		return false;
	cutting->begin = last;
	cutting->common = own;
	cutting->tail = 0;
	return true;
}

/*
 * The last of these lines may be the first strips of columns that go on with the next strip: what
 * stands above them, as a centred head, left them another gutter by chance. Begins the columns
 * with the first strip that has words on both sides of the gutter of all that follow.
 */
static void begin_columns(struct cutting *cutting, size_t at, const struct rq_gaps *next,
			  double unit)
{
	struct rq_word_box *words = cutting->words;
	size_t first = cutting->begin;
	struct rq_gaps common = *next, own;

	cutting->begin = at;
	cutting->common = *next;
	for (size_t end = at, start; rq_gaps_widest(next) && end > first; end = start) {
		start = words[end - 1].strip;
		rq_word_sort(words + start, end - start, rq_word_by_left);
		rq_gaps_find(words + start, end - start, unit, &own);
		rq_gaps_intersect(&own, &common, unit, &common);
		if (!rq_gaps_widest(&common) || words[start].left > rq_gaps_widest(&common)->from)
			return;
		if (is_left_of(words + start, end - start, rq_gaps_widest(&common)))
			continue;
		cutting->begin = start;
		cutting->common = common;
	}
}

/*
 * Takes the next strip. One that leaves no gutter in common ends the columns
 * above it; short lines at the left just above it are its own, not theirs.
 */
static int add_strip(struct walk *walk, struct cutting *cutting, size_t at, size_t size)
{
	struct rq_gaps own, both;
	bool rows = false;

	rq_word_sort(cutting->words + at, size, rq_word_by_left);
	for (size_t i = at; i < at + size; i++)
		cutting->words[i].strip = at;
	rq_gaps_find(cutting->words + at, size, walk->unit, &own);
	if (rq_gaps_widest(&cutting->common)) {
		rq_gaps_intersect(&cutting->common, &own, walk->unit, &both);
		if (rq_gaps_widest(&both)) {
			cutting->common = both;
			if (!is_left_of(cutting->words + at, size, rq_gaps_widest(&both)))
				cutting->tail = 0;
			else if (cutting->tail == 0)
				cutting->tail = at;
			return 0;
		}
		if (begins_later(cutting, at, &own, walk->unit))
			return 0;
		if (close_columns(walk, cutting, cutting->tail ? cutting->tail : at, &rows) == -1)
			return -1;
	}
	cutting->tail = 0;
	if (rows) {
		begin_columns(cutting, at, &own, walk->unit);
		return 0;
	}
	cutting->begin = at;
	cutting->common = own;
	return 0;
}

static int walk_region(struct walk *walk, struct rq_word_box *words, size_t count, int depth)
{
	struct cutting cutting = { .words = words, .depth = depth };
	bool rows;

	rq_word_sort(words, count, rq_word_by_top);
	for (size_t at = 0, size; at < count; at += size) {
		size = strip(words + at, count - at, RQ_WORD_TOUCH * walk->unit);
		if (add_strip(walk, &cutting, at, size) == -1)
			return -1;
	}
	if (close_columns(walk, &cutting, count, &rows) == -1)
		return -1;
	return hand_out(walk, words + cutting.plain, count - cutting.plain);
}

static double usual_size(const struct rq_word_box *words, size_t count)
{
	double *sizes = rq_alloc(count, sizeof *sizes), median;

	for (size_t i = 0; i < count; i++)
		sizes[i] = words[i].size;
	qsort(sizes, count, sizeof *sizes, rq_order_doubles);
	median = sizes[count / 2];
	free(sizes);
	return median > 1 ? median : 10;
}

int rq_column_walk(struct rq_word_box *words, size_t count,
		   int (*region)(struct rq_word_box *words, size_t count, void *context,
				 struct rq_error *err),
		   void *context, struct rq_error *err)
{
	struct walk walk = { .region = region, .context = context, .err = err };

	if (count == 0)
		return 0;
	walk.unit = usual_size(words, count);
	rq_broken_mend(words, count, walk.unit);
	return walk_region(&walk, words, count, 0);
}
