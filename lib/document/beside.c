#include "document/beside.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "document/side.h"

enum {
	LABEL_BYTES = 30, /* on average, a line of dates is not longer */
	FEWEST = 2,       /* dates that make a column */
};

/* Shares of the type's size. */
static const double TOUCH = 0.1; /* lines that share less stand one above the other */
static const double MISS = 0.5;  /* by so much the middle of a cell may miss that of its row */
static const double SAME = 0.3;  /* lines whose beginnings are nearer have one edge */
static const double NEAR = 2;    /* lines of one date are no further apart */
static const double MOST = 0.8;  /* of the lines beside others, that are dates */

/*
 * Lines of the dates that are one date, and the line of the other side that is their row's first.
 */
struct cell {
	size_t first, end;
	size_t row;
};

/* Whether what stands beside the other side's lines are dates, nearly all of them. */
static bool are_dates(struct rq_side *dates, const struct rq_side *other, double unit)
{
	size_t beside = 0, dated = 0, bytes = 0, years = 0;

	for (size_t i = 0; i < dates->used; i++) {
		struct rq_side_line *line = &dates->lines[i];

		for (size_t k = 0; k < other->used && !line->beside; k++)
			line->beside = rq_side_shared(line->top, line->bottom, other->lines[k].top,
						      other->lines[k].bottom) > TOUCH * unit;
		if (!line->beside)
			continue;
		beside++;
		bytes += line->bytes;
		years += line->year; /* dashes alone are bullets */
		dated += line->year || (line->joins && line->opens) ||
			 (i > 0 && dates->lines[i - 1].opens && dates->lines[i - 1].beside) ||
			 (i + 1 < dates->used && dates->lines[i + 1].joins);
	}
	return years > 0 && dated >= FEWEST && (double)dated >= MOST * (double)beside &&
	       bytes <= LABEL_BYTES * beside;
}

static size_t find_cells(const struct rq_side *dates, struct cell *cells, double unit)
{
	size_t used = 0;

	for (size_t i = 0; i < dates->used; i++) {
		const struct rq_side_line *line = &dates->lines[i];
		bool goes_on = used > 0 && cells[used - 1].end == i && i > 0 &&
			       (line[-1].opens || line->joins) &&
			       line->top - line[-1].bottom <= NEAR * unit;

		if (!line->beside)
			continue;
		if (!goes_on)
			cells[used++] = (struct cell) { .first = i };
		cells[used - 1].end = i + 1;
	}
	return used;
}

/* Where a heading among the dates, with nothing beside it, or the end of the page cuts the rows. */
static size_t end_of_rows(const struct rq_side *dates, const struct rq_side *other, size_t from,
			  size_t line)
{
	while (line < dates->used && dates->lines[line].beside)
		line++;
	if (line == dates->used)
		return other->used;
	while (from < other->used && other->lines[from].top < dates->lines[line].top)
		from++;
	return from;
}

/*
 * Rows whose dates stand in the middle of their height: as the first one's top is known, so is
 * its bottom, and with that the next one's top. They fit when all bottoms are where a line ends,
 * and the last one's is the last line's.
 */
static bool are_centred(const struct rq_side *dates, const struct rq_side *other,
			struct cell *cells, size_t count, size_t first, size_t end, double unit)
{
	size_t row = first;

	for (size_t i = 0; i < count; i++) {
		double middle =
		    (dates->lines[cells[i].first].top + dates->lines[cells[i].end - 1].bottom) / 2;
		double bottom;
		size_t last = row;

		if (row >= end)
			return false;
		bottom = 2 * middle - other->lines[row].top;
		while (last + 1 < end && fabs(other->lines[last + 1].bottom - bottom) <
					     fabs(other->lines[last].bottom - bottom))
			last++;
		if (fabs(other->lines[last].bottom - bottom) > 2 * MISS * unit)
			return false;
		cells[i].row = row;
		row = last + 1;
	}
	return row == end;
}

/* Rows whose dates begin level with one of their lines. */
static bool are_level(const struct rq_side *dates, const struct rq_side *other, struct cell *cells,
		      size_t count, size_t first, size_t end)
{
	size_t level = 0, row = first;

	for (size_t i = 0; i < count; i++) {
		const struct rq_side_line *date = &dates->lines[cells[i].first];
		double most = 0;

		cells[i].row = row;
		for (size_t k = row; k < end; k++) {
			double common = rq_side_shared(date->top, date->bottom, other->lines[k].top,
						       other->lines[k].bottom);

			if (common <= most)
				continue;
			most = common;
			cells[i].row = k;
		}
		level +=
		    most > 0.5 * fmin(date->bottom - date->top, other->lines[cells[i].row].bottom -
								    other->lines[cells[i].row].top);
		row = cells[i].row;
	}
	return (double)level >= MOST * (double)count;
}

/* How many rows begin with a line that looks like the first one. */
static size_t count_alike(const struct rq_side *other, const struct cell *cells, size_t count,
			  size_t first, double unit)
{
	size_t alike = 0;

	for (size_t i = 0; i < count; i++) {
		const struct rq_side_line *row = &other->lines[cells[i].row],
					  *model = &other->lines[first];

		alike += row->bold == model->bold && fabs(row->left - model->left) < SAME * unit;
	}
	return alike;
}

/*
 * Finds the rows of dates that follow each other. Where all dates are level with a line and in the
 * middle of rows as well, the rows that begin alike are the right ones.
 */
static bool find_rows_of(const struct rq_side *dates, const struct rq_side *other,
			 struct cell *cells, size_t count, size_t first, size_t end, double unit)
{
	bool level = are_level(dates, other, cells, count, first, end);
	size_t alike = level ? count_alike(other, cells, count, first, unit) : 0;

	if (are_centred(dates, other, cells, count, first, end, unit) &&
	    (!level || count_alike(other, cells, count, first, unit) > alike))
		return true;
	return are_level(dates, other, cells, count, first, end);
}

static bool find_rows(const struct rq_side *dates, const struct rq_side *other, struct cell *cells,
		      size_t count, double unit)
{
	size_t done = 0;

	while (done < count) {
		size_t first = 0, end, next = done;
		const struct rq_side_line *above =
		    cells[done].first > 0 ? &dates->lines[cells[done].first - 1] : NULL;

		while (above && first < other->used && other->lines[first].top < above->top)
			first++;
		end = end_of_rows(dates, other, first, cells[done].first);
		while (next < count && (next == done || cells[next].first == cells[next - 1].end))
			next++;
		if (first >= end ||
		    !find_rows_of(dates, other, cells + done, next - done, first, end, unit))
			return false;
		done = next;
	}
	return true;
}

static bool level_side(struct rq_side *dates, const struct rq_side *other, double unit, bool look)
{
	struct cell *cells;
	size_t count;
	bool found;

	if (dates->used < FEWEST || other->used == 0 || !are_dates(dates, other, unit))
		return false;
	cells = rq_alloc(dates->used, sizeof *cells);
	count = find_cells(dates, cells, unit);
	found = find_rows(dates, other, cells, count, unit);
	for (size_t i = 0; found && !look && i < count; i++)
		rq_side_level(dates, cells[i].first, cells[i].end, &other->lines[cells[i].row]);
	free(cells);
	return found;
}

static bool level_words(struct rq_word_box *words, size_t count, double middle, double unit,
			bool look)
{
	struct rq_side left, right;
	bool found;

	rq_side_read(&left, words, count, middle, true);
	rq_side_read(&right, words, count, middle, false);
	found = level_side(&left, &right, unit, look) || level_side(&right, &left, unit, look);
	rq_side_free(&left);
	rq_side_free(&right);
	return found;
}

bool rq_beside_has_dates(struct rq_word_box *words, size_t count, double middle, double unit)
{
	return level_words(words, count, middle, unit, true);
}

bool rq_beside_level(struct rq_word_box *words, size_t count, double middle, double unit)
{
	if (!level_words(words, count, middle, unit, false))
		return false;
	rq_word_set_cells(words, count, middle);
	return true;
}
