#include "document/side.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/year.h"

static int by_middle(const void *a, const void *b)
{
	return rq_word_by_middle(*(struct rq_word_box *const *)a, *(struct rq_word_box *const *)b);
}

/* A dash or a bar, at the end or the beginning of a word. */
static bool has_sign(const struct rq_word_box *word, bool at_end)
{
	static const char *const signs[] = { "-", "–", "—", "|" };

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		size_t size = strlen(signs[i]);

		if (word->length >= size &&
		    memcmp(word->text + (at_end ? word->length - size : 0), signs[i], size) == 0)
			return true;
	}
	return false;
}

static void add_word(struct rq_side_line *line, struct rq_word_box *word)
{
	line->top = line->count == 0 ? word->top : fmin(line->top, word->top);
	line->bottom = fmax(line->bottom, word->bottom);
	line->bytes += word->length + 1;
	line->year = line->year || rq_year_in(word->text, word->length) != 0;
	line->count++;
}

double rq_side_shared(double top, double bottom, double other_top, double other_bottom)
{
	return fmin(bottom, other_bottom) - fmax(top, other_top);
}

/* Whether a word stands level with a line. */
static bool is_of_line(const struct rq_side_line *line, const struct rq_word_box *word)
{
	return rq_side_shared(line->top, line->bottom, word->top, word->bottom) >=
	       0.5 * fmin(line->bottom - line->top, word->bottom - word->top);
}

/* The signs at the ends of a line tell whether it is a part of a date. */
static void look_at_ends(const struct rq_side *side, struct rq_side_line *line)
{
	const struct rq_word_box *first = side->words[line->first], *last = first;

	for (size_t i = line->first; i < line->first + line->count; i++) {
		if (side->words[i]->left < first->left)
			first = side->words[i];
		if (side->words[i]->left > last->left)
			last = side->words[i];
	}
	line->left = first->left;
	line->bold = first->bold;
	line->joins = has_sign(first, false);
	line->opens = has_sign(last, true);
}

void rq_side_read(struct rq_side *side, struct rq_word_box *words, size_t count, double middle,
		  bool left)
{
	*side = (struct rq_side) { .words = rq_alloc(count, sizeof(struct rq_word_box *)),
				   .lines = rq_alloc(count, sizeof *side->lines) };
	for (size_t i = 0; i < count; i++)
		if ((words[i].left < middle) == left)
			side->words[side->count++] = &words[i];
	qsort(side->words, side->count, sizeof(struct rq_word_box *), by_middle);
	for (size_t i = 0; i < side->count; i++) {
		if (side->used == 0 || !is_of_line(&side->lines[side->used - 1], side->words[i]))
			side->lines[side->used++] = (struct rq_side_line) { .first = i };
		add_word(&side->lines[side->used - 1], side->words[i]);
	}
	for (size_t i = 0; i < side->used; i++)
		look_at_ends(side, &side->lines[i]);
}

void rq_side_level(const struct rq_side *side, size_t first, size_t end,
		   const struct rq_side_line *row)
{
	static const char dash[] = "–";
	double left = HUGE_VAL, place = 0;

	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < side->lines[i].count; k++)
			left = fmin(left, side->words[side->lines[i].first + k]->left);
	for (size_t i = first; i < end; i++) {
		const struct rq_side_line *line = &side->lines[i];

		for (size_t k = line->first; k < line->first + line->count; k++) {
			struct rq_word_box *word = side->words[k];

			word->top = row->top;
			word->bottom = row->bottom;
			if (end - first == 1)
				continue;
			if (word->length == 1 && word->text[0] == '|') {
				word->text =
				    dash; /* drawn between two years, one above the other */
				word->length = strlen(dash);
			}
			word->left = left + place + 1e-5 * (word->left - left);
			word->right = word->left + 1e-6;
			word->space = true;
		}
		place += 0.01;
	}
}

void rq_side_free(struct rq_side *side)
{
	free(side->words);
	free(side->lines);
}
