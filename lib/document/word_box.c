#include "document/word_box.h"

#include <stdlib.h>

#include "base/text.h"

bool rq_word_has_letter(const struct rq_word_box *word)
{
	size_t size;

	for (size_t at = 0; at < word->length; at += size)
		if (rq_text_is_letter(rq_text_decode(word->text + at, word->length - at, &size)))
			return true;
	return false;
}

int rq_word_by_left(const void *one, const void *other)
{
	const struct rq_word_box *a = one, *b = other;

	return (a->left > b->left) - (a->left < b->left);
}

int rq_word_by_top(const void *one, const void *other)
{
	const struct rq_word_box *a = one, *b = other;

	return (a->top > b->top) - (a->top < b->top);
}

int rq_word_by_middle(const void *one, const void *other)
{
	const struct rq_word_box *a = one, *b = other;
	double middle = (a->top + a->bottom) - (b->top + b->bottom);

	return (middle > 0) - (middle < 0);
}

void rq_word_sort(struct rq_word_box *words, size_t count,
		  int (*compare)(const void *, const void *))
{
	size_t sorted = 1;

	while (sorted < count && compare(&words[sorted - 1], &words[sorted]) <= 0)
		sorted++;
	if (sorted < count)
		qsort(words, count, sizeof *words, compare);
}

void rq_word_set_cells(struct rq_word_box *words, size_t count, double middle)
{
	for (size_t i = 0; i < count; i++)
		words[i].cell = words[i].left >= middle;
	rq_word_sort(words, count, rq_word_by_top);
}
