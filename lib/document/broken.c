#include "document/broken.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "document/side.h"
#include "document/year.h"

enum {
	FEWEST = 3,      /* years flush with one edge that make a margin */
	MOST_LINES = 5,  /* of a date */
	LINE_BYTES = 24, /* at most, of a line of it */
};

/* Shares of the type's size. */
static const double NARROW = 0.6; /* between margin and text, at least … */
static const double WIDE = 2;     /* … and at most */
static const double SAME = 0.1;   /* edges that are nearer are one, and so are distances */
static const double HANG = 0.25;  /* by so much a dash may stand out of the margin */

/* The margin, and where its lines end and the text begins. */
struct margin {
	struct rq_side dates, text;
	double end, begin;
	double pitch; /* of its lines, from top to top, where they are nearest */
};

static int by_left(const void *a, const void *b)
{
	return rq_word_by_left(*(struct rq_word_box *const *)a, *(struct rq_word_box *const *)b);
}

/* The edge at which the most of them are, in *count how many; they are sorted by it. */
static double most_common(double *edges, size_t *count, double same)
{
	size_t most = 0, first = 0;
	double edge = 0;

	qsort(edges, *count, sizeof *edges, rq_order_doubles);
	for (size_t i = 0; i < *count; i++) {
		while (edges[i] - edges[first] > same)
			first++;
		if (i + 1 - first > most) {
			most = i + 1 - first;
			edge = edges[first];
		}
	}
	*count = most;
	return edge;
}

/* Where the text begins right of years, and where these end. */
static bool find_edges(struct margin *margin, struct rq_word_box *words, size_t count, double unit)
{
	double *ends = rq_alloc(count, sizeof *ends), *begins = rq_alloc(count, sizeof *begins);
	size_t used = 0, ended, begun;
	struct rq_side page;

	rq_side_read(&page, words, count, HUGE_VAL, true);
	for (size_t i = 0; i < page.used; i++) {
		struct rq_word_box **line = page.words + page.lines[i].first;

		qsort(line, page.lines[i].count, sizeof(struct rq_word_box *), by_left);
		for (size_t k = 0; k + 1 < page.lines[i].count; k++) {
			double gap = line[k + 1]->left - line[k]->right;

			if (gap < NARROW * unit || gap > WIDE * unit ||
			    rq_year_in(line[k]->text, line[k]->length) == 0)
				continue;
			ends[used] = line[k]->right;
			begins[used++] = line[k + 1]->left;
		}
	}
	rq_side_free(&page);
	ended = begun = used;
	margin->end = most_common(ends, &ended, SAME * unit);
	margin->begin = most_common(begins, &begun, SAME * unit);
	free(ends);
	free(begins);
	return ended >= FEWEST && begun >= FEWEST;
}

static double right_of(const struct rq_side *side, const struct rq_side_line *line)
{
	double right = -HUGE_VAL;

	for (size_t i = line->first; i < line->first + line->count; i++)
		right = fmax(right, side->words[i]->right);
	return right;
}

/* Whether a line is short and flush with the text. */
static bool is_flush(const struct margin *margin, const struct rq_side_line *line, double unit)
{
	return line->bytes <= LINE_BYTES &&
	       fabs(right_of(&margin->dates, line) - margin->end) <= HANG * unit;
}

static void measure_pitch(struct margin *margin, double unit)
{
	margin->pitch = HUGE_VAL;
	for (size_t i = 1; i < margin->dates.used; i++) {
		const struct rq_side_line *line = &margin->dates.lines[i];

		if (is_flush(margin, line, unit) && is_flush(margin, line - 1, unit))
			margin->pitch = fmin(margin->pitch, line->top - line[-1].top);
	}
}

static const struct rq_word_box *word_at(const struct rq_side *side,
					 const struct rq_side_line *line, bool last)
{
	const struct rq_word_box *found = side->words[line->first];

	for (size_t i = line->first; i < line->first + line->count; i++)
		if ((side->words[i]->left > found->left) == last)
			found = side->words[i];
	return found;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The last character's last byte: enough to know a digit or a colon. */
static char end_of(const struct rq_side *dates, const struct rq_side_line *line)
{
	const struct rq_word_box *last = word_at(dates, line, true);

	if (last->length == 0)
		return ' ';
	return last->text[last->length - 1];
}

/* Whether a line breaks off inside of a range: "2016–", "2016–April". */
static bool breaks_off(const struct rq_side *dates, const struct rq_side_line *line)
{
	return line->year && (line->opens || !is_digit(end_of(dates, line)));
}

/* Whether the next line can go on with what has no year yet: "May", "2014"; "June and", "july". */
static bool goes_on(const struct rq_side *dates, const struct rq_side_line *line)
{
	const struct rq_word_box *next = word_at(dates, line + 1, false);
	size_t size;

	if (line->year || end_of(dates, line) == ':' || next->length == 0)
		return false;
	return is_digit(next->text[0]) ||
	       (!line[1].year && rq_text_is_lower(rq_text_decode(next->text, next->length, &size)));
}

static bool is_one_date(const struct margin *margin, const struct rq_side_line *line, double unit)
{
	const struct rq_side *dates = &margin->dates;

	return is_flush(margin, line, unit) && is_flush(margin, line + 1, unit) &&
	       line[1].top - line->top <= margin->pitch + SAME * unit &&
	       (breaks_off(dates, line) ? !line[1].opens : goes_on(dates, line));
}

/* Whether no year of the lines is before another above it: those are two dates, one open. */
static bool are_in_order(const struct rq_side *dates, size_t first, size_t end)
{
	int last = 0;

	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < dates->lines[i].count; k++) {
			const struct rq_word_box *word = dates->words[dates->lines[i].first + k];
			int year = rq_year_in(word->text, word->length);

			if (year != 0 && year < last)
				return false;
			last = year != 0 ? year : last;
		}
	return true;
}

/* Behind the last line of the date that begins with the line. */
static size_t end_of_date(const struct margin *margin, size_t first, double unit)
{
	const struct rq_side_line *lines = margin->dates.lines;
	size_t end = first + 1;

	while (end < margin->dates.used && end - first < MOST_LINES &&
	       is_one_date(margin, &lines[end - 1], unit))
		end++;
	if (end == first + 1)
		return end;
	return (lines[end - 1].year || lines[end - 2].opens) &&
		       are_in_order(&margin->dates, first, end)
		   ? end
		   : first + 1;
}

/* The line of the text that begins at its edge level with the date's, or NULL. */
static const struct rq_side_line *
line_beside(const struct margin *margin, const struct rq_side_line *date, size_t *from, double unit)
{
	const struct rq_side_line *lines = margin->text.lines;

	while (*from < margin->text.used &&
	       rq_side_shared(date->top, date->bottom, lines[*from].top, lines[*from].bottom) <
		   0.5 * (date->bottom - date->top)) {
		if (lines[*from].top > date->bottom)
			return NULL;
		++*from;
	}
	return *from < margin->text.used && fabs(lines[*from].left - margin->begin) <= HANG * unit
		   ? &lines[*from]
		   : NULL;
}

/* Puts dates level with the text, or only looks whether one breaks off inside of a range. */
static bool mend_dates(const struct margin *margin, double unit, bool look)
{
	const struct rq_side *dates = &margin->dates;
	size_t beside = 0;
	bool range = false;

	for (size_t i = 0, end; i < dates->used; i = end) {
		const struct rq_side_line *row;

		end = end_of_date(margin, i, unit);
		row = end - i > 1 ? line_beside(margin, &dates->lines[i], &beside, unit) : NULL;
		for (size_t k = i; row && k + 1 < end; k++)
			range = range || breaks_off(dates, &dates->lines[k]);
		if (row && !look)
			rq_side_level(dates, i, end, row);
	}
	return range;
}

void rq_broken_mend(struct rq_word_box *words, size_t count, double unit)
{
	struct margin margin;

	if (!find_edges(&margin, words, count, unit))
		return;
	rq_side_read(&margin.dates, words, count, (margin.end + margin.begin) / 2, true);
	rq_side_read(&margin.text, words, count, (margin.end + margin.begin) / 2, false);
	measure_pitch(&margin, unit);
	if (mend_dates(&margin, unit, true))
		(void)mend_dates(&margin, unit, false);
	rq_side_free(&margin.dates);
	rq_side_free(&margin.text);
}
