#include "document/sidehead.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "document/side.h"

enum {
	FEWEST = 2,     /* heads that make a column */
	MOST_LINES = 3, /* of one head */
	MOST_BYTES = 26,
	TEXT_LINES = 2, /* of the text, to each of a head */
};

/* Shares of the type's size. */
static const double CLOSE = 0.6;  /* lines of one head have less white between them */
static const double LARGER = 1.1; /* a head may be set so */
static const double SAME = 0.5;   /* points: sizes that are one */
static const double BLOCK = 0.3;  /* so much more white than usual begins a block */

/* A head's lines, and the line of the text that it is level with. */
struct head {
	size_t first, end;
	size_t row;
};

static const struct rq_word_box *word_of(const struct rq_side *side, size_t line)
{
	return side->words[side->lines[line].first];
}

static bool has_letter(const struct rq_side *side, const struct rq_side_line *line)
{
	for (size_t i = line->first; i < line->first + line->count; i++)
		if (rq_word_has_letter(side->words[i]))
			return true;
	return false;
}

static bool is_in_capitals(const struct rq_side *side, const struct rq_side_line *line)
{
	size_t upper = 0;

	for (size_t i = line->first; i < line->first + line->count; i++)
		for (size_t at = 0, size; at < side->words[i]->length; at += size) {
			int32_t character = rq_text_decode(side->words[i]->text + at,
							   side->words[i]->length - at, &size);

			if (rq_text_is_letter(character) && !rq_text_is_upper(character))
				return false;
			upper += rq_text_is_upper(character);
		}
	return upper > 1;
}

static bool stands_out(const struct rq_side *side, size_t line, double unit)
{
	return (double)word_of(side, line)->size > LARGER * unit || side->lines[line].bold ||
	       is_in_capitals(side, &side->lines[line]);
}

static double white_above(const struct rq_side *side, size_t line)
{
	return line > 0 ? side->lines[line].top - side->lines[line - 1].bottom : HUGE_VAL;
}

/* The white between lines of one block: the smaller part of all has no more. */
static double usual_white(const struct rq_side *side)
{
	double *whites = rq_alloc(side->used, sizeof *whites), usual;

	for (size_t i = 0; i < side->used; i++)
		whites[i] = white_above(side, i);
	qsort(whites, side->used, sizeof *whites, rq_order_doubles);
	usual = whites[side->used / 3];
	free(whites);
	return usual;
}

/* The lines of the left side as heads; 0 when they cannot be such. */
static size_t find_heads(const struct rq_side *side, double unit, struct head *heads)
{
	size_t count = 0;

	for (size_t i = 0; i < side->used; i++) {
		if (side->lines[i].bytes > MOST_BYTES || side->lines[i].year ||
		    !has_letter(side, &side->lines[i]))
			return 0;
		if (count == 0 || white_above(side, i) > CLOSE * unit)
			heads[count++] = (struct head) { .first = i };
		heads[count - 1].end = i + 1;
		if (i + 1 - heads[count - 1].first > MOST_LINES)
			return 0;
	}
	return count;
}

/* Finds the line that a head begins level with; white is usual between lines of the text. */
static bool find_row(const struct rq_side *side, const struct rq_side *text, double white,
		     double unit, struct head *head)
{
	const struct rq_side_line *line = &side->lines[head->first];
	double most = 0;

	for (size_t i = 0; i < text->used; i++) {
		double common = rq_side_shared(line->top, line->bottom, text->lines[i].top,
					       text->lines[i].bottom);

		if (common <= most)
			continue;
		most = common;
		head->row = i;
	}
	return most > 0 && white_above(text, head->row) > white + BLOCK * unit;
}

/* All but the first, which may be the name, look alike and stand out. */
static bool are_heads(const struct rq_side *side, const struct rq_side *text, double unit,
		      struct head *heads, size_t count)
{
	double white = usual_white(text);

	for (size_t i = 0; i < count; i++) {
		const struct rq_word_box *word = word_of(side, heads[i].first);

		if (!stands_out(side, heads[i].first, unit) ||
		    !find_row(side, text, white, unit, &heads[i]) ||
		    (i > 0 && heads[i].row <= heads[i - 1].row))
			return false;
		if (i > 1 &&
		    (fabs((double)(word->size - word_of(side, heads[1].first)->size)) > SAME ||
		     word->bold != word_of(side, heads[1].first)->bold))
			return false;
	}
	return true;
}

/* Puts the words of a head in one line, level with its row. */
static void level(const struct rq_side *side, const struct head *head,
		  const struct rq_side_line *row)
{
	double left = HUGE_VAL, place = 0;

	for (size_t i = head->first; i < head->end; i++)
		left = fmin(left, side->lines[i].left);
	for (size_t i = head->first; i < head->end; i++) {
		const struct rq_side_line *line = &side->lines[i];

		for (size_t k = line->first; k < line->first + line->count; k++) {
			struct rq_word_box *word = side->words[k];

			word->top = row->top;
			word->bottom = row->bottom;
			if (head->end - head->first == 1)
				continue;
			word->left = left + place + 1e-5 * (word->left - left);
			word->right = word->left + 1e-6;
			word->space = true;
		}
		place += 0.01;
	}
}

bool rq_sidehead_level(struct rq_word_box *words, size_t count, double middle, double unit)
{
	struct rq_side side, text;
	struct head *heads;
	size_t found = 0;

	rq_side_read(&side, words, count, middle, true);
	rq_side_read(&text, words, count, middle, false);
	heads = rq_alloc(side.used + 1, sizeof *heads);
	if (text.used >= TEXT_LINES * side.used)
		found = find_heads(&side, unit, heads);
	if (found < FEWEST || !are_heads(&side, &text, unit, heads, found))
		found = 0;
	for (size_t i = 0; i < found; i++)
		level(&side, &heads[i], &text.lines[heads[i].row]);
	free(heads);
	rq_side_free(&side);
	rq_side_free(&text);
	if (found == 0)
		return false;
	rq_word_set_cells(words, count, middle);
	return true;
}
